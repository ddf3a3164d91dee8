// What people are mailed of invoices and proposals: who, when, how often, in which words.
#include "api/news_test_support.h"

namespace every::api {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Ending final : public Random {
 public:
  std::uint64_t next() override { throw std::runtime_error("the end"); }
};

std::map<std::string, bool> switches(const json::object& choices) {
  std::map<std::string, bool> out;
  for (const auto& one : choices.at("items").as_array())
    out[std::string(one.at("kind").as_string())] = one.at("email").as_bool();
  return out;
}

TEST_F(NewsTest, EachPersonChoosesOfWhatTheirRoleCanActOn) {
  const json::object first = ok(get("/api/account/notifications"));
  EXPECT_FALSE(first.at("ready").as_bool());
  EXPECT_TRUE(first.at("problem").is_null());
  EXPECT_EQ(switches(first), (std::map<std::string, bool>{{"attention", true},
                                                          {"sync_failing", true},
                                                          {"connection_lost", true},
                                                          {"matches_waiting", true},
                                                          {"won_without_invoice", false},
                                                          {"drafts_made", false},
                                                          {"invoice_viewed", false},
                                                          {"invoice_paid", false},
                                                          {"overdue_invoices", false},
                                                          {"proposal_accepted", true},
                                                          {"proposal_declined", true},
                                                          {"import_done", true}}));
  const json::object changed = ok(put(
      "/api/account/notifications", {{"email", json::object{{"invoice_paid", true}, {"attention", false}}}}));
  EXPECT_TRUE(switches(changed).at("invoice_paid"));
  EXPECT_FALSE(switches(changed).at("attention"));
  EXPECT_TRUE(switches(changed).at("sync_failing")) << "what is absent stays";
  EXPECT_EQ(ok(get("/api/account/notifications")), changed);
  set_up_mail();
  EXPECT_TRUE(ok(get("/api/account/notifications")).at("ready").as_bool());

  for (const json::value& bad :
       {json::value(json::object{}), json::value{{"email", json::object{{"invoice_paid", 1}}}},
        json::value{{"email", json::object{{"invoice_paid", nullptr}}}},
        json::value{
            {"email", json::object{{"invoice_paid", false}, {"nothing_such", 1}, {"attention", "x"}}}}})
    EXPECT_EQ(problem(put("/api/account/notifications", bad), 422), "validation") << json::serialize(bad);
  EXPECT_EQ(put("/api/account/notifications", {{"email", json::object{{"mail_failed", true}}}}).status, 422);
  EXPECT_EQ(ok(get("/api/account/notifications")).at("items"), changed.at("items")) << "nothing changed";

  session = join("kim@fieldstone.example", "viewer");
  const auto kims = switches(ok(get("/api/account/notifications")));
  EXPECT_EQ(kims.size(), 5U) << "invoices and proposals";
  EXPECT_FALSE(kims.at("invoice_paid")) << "somebody else's choice is not theirs";
  const auto refused = put("/api/account/notifications", {{"email", json::object{{"attention", true}}}});
  EXPECT_EQ(problem(refused, 422), "validation");
  EXPECT_THAT(refused.body, HasSubstr("/email/attention"));
}

TEST_F(NewsTest, ATokenIsNobodyToBeMailed) {
  const std::string token = *app::create_token(*app_, "Fieldstone Studio", "robot", "owner");
  const std::vector<std::pair<std::string, std::string>> bearer{{"Authorization", "Bearer " + token}};
  session.clear();
  EXPECT_EQ(problem(call(http::Method::get, "/api/account/notifications", "", bearer), 403), "forbidden");
  EXPECT_EQ(problem(call(http::Method::put, "/api/account/notifications",
                         R"({"email":{"invoice_paid":true}})", bearer),
                    403),
            "forbidden");
}

TEST_F(NewsTest, AnAcceptedProposalIsMailedOnceInItsWords) {
  begin();
  const std::string path = answered("Kestrel Media", "accept");
  const auto mails = after(seconds(5));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].to, "dana");
  EXPECT_EQ(mails[0].subject, "Kestrel Media accepted the proposal.");
  const std::string url = std::string(kOrigin) + path.substr(4) + "?do=invoice";
  for (const std::string& said :
       {std::string("Content-Type: multipart/alternative"), std::string("Auto-Submitted: auto-generated"),
        std::string("PRO-0001: Website, $5,000.00."), "Create invoice: " + url, "<a href=\"" + url + "\"",
        std::string(">Create invoice</a>"),
        std::string(
            "You get this because email is on for “Proposal accepted” in Fieldstone Studio. Change it "
            "in Settings > Account: ") +
            kOrigin + "/settings/account"})
    EXPECT_THAT(mails[0].data, HasSubstr(said));

  // Not again: by the next look, by a server that starts again, by another one at the same database.
  EXPECT_THAT(subjects(minutes(20)), IsEmpty());
  stop_server();
  start_server();
  EXPECT_THAT(subjects(hours(30)), IsEmpty());
}

TEST_F(NewsTest, WhatIsQueuedAndThatItIsToldAreOneTransaction) {
  begin();
  answered("Kestrel Media", "decline");
  clock.advance(seconds(5));
  // The process ends after the mark was moved and before the mail is in the outbox.
  Ending ending;
  app::App other{*db, clock, ending, HubSpotApiTest::log, metrics, events, *hub, config};
  EXPECT_THROW(app::queue_news(other), std::runtime_error);
  EXPECT_THAT(subjects(minutes(1)), ElementsAre("dana Kestrel Media declined the proposal."));
  EXPECT_THAT(subjects(minutes(20)), IsEmpty());
}

TEST_F(NewsTest, PaymentsOfOthersAreToldTogether) {
  begin();
  ok(choose("invoice_paid", true));
  const std::string kim = reader("kim@fieldstone.example", "member", "Kim Park", {"invoice_paid"});
  const std::string one = issued("100.00"), two = issued("40259.26"), three = issued("7.00");
  as(kim, [&] { pay(two, "40259.26"); });
  EXPECT_THAT(subjects(seconds(5)), ElementsAre("dana INV-0002 was paid: $40,259.26."))
      << "Kim knows what Kim did";
  // While that is fresh the others gather.
  as(kim, [&] { pay(one, "60.00"); });
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());
  as(kim, [&] {
    pay(one, "40.00");
    pay(three, "5.00");
  });
  const auto mails = after(minutes(16));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "2 invoices were paid: $105.00.");
  for (const char* said :
       {"INV-0001 was paid: $100.00.", "INV-0003 was paid in part: $5.00. $2.00 is still due.", "/payments"})
    EXPECT_THAT(mails[0].data, HasSubstr(said));
  // What was taken back was not paid.
  as(kim, [&] { pay(three, "1.00"); });
  const json::object payments = ok(get(three + "/payments"));
  for (const auto& payment : payments.at("items").as_array())
    EXPECT_EQ(
        call(http::Method::del, "/api/payments/" + text(payment, "id"), R"({"reason":"bounced"})").status,
        204);
  EXPECT_THAT(subjects(minutes(20)), IsEmpty());
}

TEST_F(NewsTest, WhatIsSwitchedOnIsToldFromThenOn) {
  begin();
  const std::string path = issued("100.00"), other = issued("50.00");
  open_as_client(path);
  EXPECT_THAT(subjects(minutes(1)), IsEmpty()) << "it is off";
  ok(choose("invoice_viewed", true));
  EXPECT_THAT(subjects(minutes(1)), IsEmpty());
  open_as_client(other);
  EXPECT_THAT(subjects(seconds(5)), ElementsAre("dana INV-0002 was viewed."));
  // Off again between queueing and sending.
  open_as_client(issued("8.00"));
  clock.advance(hours(2));
  EXPECT_EQ(app::queue_news(*app_), 1);
  ok(choose("invoice_viewed", false));
  EXPECT_THAT(subjects(minutes(1)), IsEmpty());
}

TEST_F(NewsTest, OverdueComesInTheMorningOfTheWorkspace) {
  begin();
  ok(choose("overdue_invoices", true));
  issued("100.00");
  issued("7.50");  // both due in 30 days: December 23
  clock.advance(*parse_rfc3339("2026-12-24T07:00:00Z") - clock.now());
  EXPECT_THAT(subjects(seconds(0)), IsEmpty()) << "due on that day is not overdue";
  // 2026-12-24 07:30 in Los Angeles, and eight.
  clock.advance(*parse_rfc3339("2026-12-24T15:30:00Z") - clock.now());
  EXPECT_THAT(subjects(seconds(0)), IsEmpty());
  const auto mails = after(minutes(30));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "2 invoices are overdue: $107.50.");
  EXPECT_THAT(mails[0].data, HasSubstr("INV-0001 is overdue: $100.00."));
  EXPECT_THAT(mails[0].data, HasSubstr("/invoices?status=overdue"));
  for (int day = 0; day < 3; ++day) EXPECT_THAT(subjects(hours(24)), IsEmpty());
}

TEST_F(NewsTest, WhoIsRemovedOrMayNotHearsNothing) {
  begin();
  const std::string kim = reader("kim@fieldstone.example", "member", "Kim Park", {"proposal_accepted"});
  const std::string ada = reader("ada@fieldstone.example", "viewer", "Ada Byron", {"proposal_accepted"});
  nothing_for_dana();
  answered("Kestrel Media", "accept");
  clock.advance(seconds(5));
  EXPECT_EQ(app::queue_news(*app_), 2);
  EXPECT_EQ(del("/api/users/" + id_of("kim@fieldstone.example")).status, 204);
  const auto mails = after(seconds(5));
  ASSERT_THAT(mails, SizeIs(1)) << "removed after it was queued";
  EXPECT_EQ(mails[0].to, "ada");
  EXPECT_THAT(mails[0].data, HasSubstr("Open proposal: "))
      << "who only reads is not asked to make an invoice";
  EXPECT_THAT(mails[0].data, Not(HasSubstr("do=invoice")));
  answered("Quarry Foods", "accept");
  EXPECT_THAT(subjects(minutes(20)), ElementsAre("ada Quarry Foods accepted the proposal."));
}

TEST_F(NewsTest, WithoutAMailServerNothingIsKeptForLater) {
  const std::string path = answered("Kestrel Media", "accept");
  EXPECT_EQ(app::queue_news(*app_), 0);
  begin();
  answered("Quarry Foods", "accept");
  EXPECT_THAT(subjects(minutes(1)), ElementsAre("dana Quarry Foods accepted the proposal."));
  // Nor what is a day old because nobody looked.
  answered("Third", "accept");
  clock.advance(hours(30));
  EXPECT_THAT(subjects(seconds(0)), IsEmpty());
}

TEST_F(NewsTest, AHostileNameStaysInItsPlace) {
  begin();
  const std::string evil =
      "Evil\r\nBcc: everybody@example.com\r\n\r\n<script>\xE2\x80\xAE"
      "gpj.exe";
  const Made made = make_client(evil, "pay@evil.example");
  const std::string path =
      "/api/proposals/" +
      text(ok(post("/api/proposals",
                   {{"clientId", made.client_id},
                    {"title", "<b>Website</b>"},
                    {"lines", json::array{json::object{{"description", "D"}, {"unitPrice", money("1")}}}}}),
              201),
           "id");
  ok(post(path + "/open"));
  const std::string link = text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  call(http::Method::post, link, "name=Ada&revision=1&decision=accept",
       {{"Sec-Fetch-Site", "same-origin"},
        {"Cookie", ""},
        {"Content-Type", "application/x-www-form-urlencoded"}});
  const auto mails = after(seconds(5));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "Evil Bcc: everybody@example.com <script>gpj.exe accepted the proposal.");
  EXPECT_THAT(mails[0].data, Not(HasSubstr("\nBcc:")));
  EXPECT_THAT(mails[0].data, HasSubstr("&lt;script&gt;gpj.exe accepted"));
  EXPECT_THAT(mails[0].data, HasSubstr("&lt;b&gt;Website&lt;/b&gt;"));
  EXPECT_THAT(mails[0].data, Not(HasSubstr("\xE2\x80\xAE")));
}

TEST_F(NewsTest, WhatDoesNotArriveIsSaidToItsReader) {
  begin();
  smtp.refused = "dana@fieldstone.example";
  answered("Kestrel Media", "accept");
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());
  EXPECT_THAT(text(ok(get("/api/account/notifications")), "problem"), HasSubstr("550"));
  EXPECT_THAT(log("?group=people"), ElementsAre("notification.not_sent"));
  smtp.refused.clear();
  answered("Quarry Foods", "accept");
  EXPECT_THAT(subjects(minutes(20)), ElementsAre("dana Quarry Foods accepted the proposal."));
  EXPECT_TRUE(ok(get("/api/account/notifications")).at("problem").is_null());
}

}  // namespace
}  // namespace every::api
