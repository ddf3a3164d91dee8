// What happened in the workspace: every part of the work is in it, each filter narrows it, and pages follow
// each other without a gap or a twin while more happens.
#include "api/money_test_support.h"
#include "store/journal.h"

namespace every::api {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

class ActivityTest : public MoneyTest {
 protected:
  std::vector<std::string> kinds(const std::string& query = "") {
    std::vector<std::string> out;
    const json::object page = ok(get("/api/activity" + query));
    if (page.at("items").as_array().size() < 200) EXPECT_EQ(page.at("next"), nullptr);
    for (const auto& one : page.at("items").as_array()) out.push_back(text(one, "kind"));
    return out;
  }
  std::string me() { return text(ok(get("/api/session")).at("user"), "id"); }
};

TEST_F(ActivityTest, TellsOfEveryPartOfTheWorkAndNarrowsToEach) {
  import_everything();
  const std::string contact = id(sandbox::Kind::contact);
  change("contacts", contact, {{"phone", "+44 20 7946 0000"}});
  clock.advance(std::chrono::minutes(6));
  ok(post("/api/hubspot/sync"), 202);
  settled();
  const std::string other = text(ok(post("/api/clients", {{"name", "Other"}}), 201), "id");
  ok(post("/api/clients/" + client() + "/notes", {{"text", "Pays late"}}), 201);
  const std::string invoice = issued({line("100")}), second = draft({line("5")}, other);
  ok(post(invoice + "/payments", payment("40")), 201);
  const std::string proposal =
      text(ok(post("/api/proposals", {{"clientId", client()}, {"title", "Website"}, {"lines", {line("10")}}}),
              201),
           "id");

  EXPECT_THAT(kinds("?area=notes"), ElementsAre("note.added"));
  EXPECT_THAT(kinds("?area=payments"), ElementsAre("payment.recorded"));
  EXPECT_THAT(kinds("?area=invoices"),
              UnorderedElementsAre("invoice.created", "invoice.issued", "invoice.created"));
  EXPECT_THAT(kinds("?area=proposals"), ElementsAre("proposal.created"));
  EXPECT_THAT(kinds("?area=hubspot&limit=200"), Contains("sync.changed"));
  EXPECT_THAT(kinds("?area=hubspot&person=" + me()),
              IsSupersetOf({"connection.connected", "import.started"}));
  EXPECT_THAT(kinds("?document=" + invoice.substr(14)),
              UnorderedElementsAre("payment.recorded", "invoice.issued", "invoice.created"));
  EXPECT_THAT(kinds("?document=" + proposal), ElementsAre("proposal.created"));
  EXPECT_THAT(kinds("?client=" + other), UnorderedElementsAre("invoice.created", "client.created"));
  EXPECT_THAT(kinds("?area=invoices&client=" + other), ElementsAre("invoice.created"));
  EXPECT_THAT(kinds("?area=notes&person=" + me()), ElementsAre("note.added"));
  EXPECT_THAT(kinds("?area=notes&person=nobody"), IsEmpty());
  // Signing in and settings are the audit log's.
  for (const std::string& kind : kinds("?person=" + me())) EXPECT_FALSE(kind.starts_with("session.")) << kind;

  // A change that came says what was there before, and whose client it is about.
  const json::object synced = ok(get("/api/activity?area=hubspot&limit=200"));
  const auto& items = synced.at("items").as_array();
  const auto changed = std::find_if(items.begin(), items.end(), [](const json::value& one) {
    return text(one, "kind") == "sync.changed" && !one.at("changes").as_array().empty();
  });
  ASSERT_NE(changed, items.end());
  EXPECT_EQ(text(changed->at("changes").at(0), "to"), "+44 20 7946 0000");
  EXPECT_TRUE(changed->at("client").is_object());
  EXPECT_TRUE(changed->at("runId").is_string());
  const json::object noted = ok(get("/api/activity?area=notes"));
  EXPECT_EQ(text(noted.at("items").at(0).at("client"), "name"), "Acme");
}

TEST_F(ActivityTest, APaymentOverSeveralInvoicesStandsWithEachAndOnceWithTheClient) {
  const std::string a = issued({line("100")}), b = issued({line("60")}), c = issued({line("30")});
  json::object body = payment("150");
  body["clientId"] = client();
  body["allocations"] = json::array{json::object{{"invoiceId", a.substr(14)}, {"amount", money("90")}},
                                    json::object{{"invoiceId", b.substr(14)}, {"amount", money("60")}}};
  const std::string id = text(ok(post("/api/payments", body), 201), "id");
  const auto of = [&](const std::string& path) { return kinds("?document=" + path.substr(14)); };
  for (const std::string& path : {a, b}) EXPECT_THAT(of(path), Contains("payment.recorded").Times(1)) << path;
  EXPECT_THAT(of(c), Not(Contains("payment.recorded")));
  EXPECT_THAT(kinds("?client=" + client()), Contains("payment.recorded").Times(1));
  EXPECT_THAT(kinds("?area=payments"), ElementsAre("payment.recorded"));
  EXPECT_EQ(call(http::Method::del, "/api/payments/" + id, R"({"reason":"bounced"})").status, 204);
  for (const std::string& path : {a, b}) EXPECT_THAT(of(path), Contains("payment.removed").Times(1)) << path;
}

TEST_F(ActivityTest, PagesFollowEachOtherWhileMoreHappens) {
  const std::string of = "/api/clients/" + client() + "/notes";
  for (int n = 0; n < 7; ++n) {
    ok(post(of, {{"text", "Note " + std::to_string(n)}}), 201);
    if (n % 3 == 0) clock.advance(std::chrono::milliseconds(5));  // the others happen in the same moment
  }
  std::vector<std::string> seen;
  std::string cursor;
  for (int pages = 0; pages < 9; ++pages) {
    const json::object page = ok(get("/api/activity?area=notes&limit=2" + cursor));
    for (const auto& one : page.at("items").as_array()) seen.push_back(text(one, "id"));
    if (page.at("next").is_null()) break;
    cursor = "&cursor=" + text(page, "next");
    ok(post(of, {{"text", "Meanwhile"}}), 201);
  }
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 7U);
}

TEST_F(ActivityTest, DaysAreTheWorkspacesOwnAndBothAreIncluded) {
  client();
  EXPECT_THAT(kinds("?from=2026-11-23&to=2026-11-23"), ElementsAre("client.created"));
  EXPECT_THAT(kinds("?to=2026-11-22"), IsEmpty());
  EXPECT_THAT(kinds("?from=2026-11-24"), IsEmpty());
}

TEST_F(ActivityTest, WhatIsRareAmongVeryManyIsFoundPageByPage) {
  const std::string of = client(), person = me();
  ok(post("/api/clients/" + of + "/notes", {{"text", "Long ago"}}), 201);
  clock.advance(std::chrono::hours(1));
  db->write([&](store::Tx& tx) {
    for (int n = 0; n < 4'500; ++n)
      store::Journal(tx, tenant)
          .add({.id = app_->id(),
                .subject_kind = "client",
                .subject_id = of,
                .client_id = of,
                .kind = "client.updated",
                .actor = "Dana Reyes",
                .run_id = "",
                .text = "Changed: name.",
                .data = "{}",
                .at = clock.now(),
                .actor_id = person,
                .address = "",
                .agent = "",
                .audit = "records"});
  });
  std::string cursor;
  std::vector<std::string> found;
  int pages = 0;
  for (; pages < 10; ++pages) {
    const json::object page = ok(get("/api/activity?area=notes&person=" + person + cursor));
    for (const auto& one : page.at("items").as_array()) found.push_back(text(one, "kind"));
    if (page.at("next").is_null()) break;
    cursor = "&cursor=" + text(page, "next");
  }
  EXPECT_THAT(found, ElementsAre("note.added"));
  EXPECT_EQ(pages, 2) << "2,000 lines at a time";
}

TEST_F(ActivityTest, WhatCannotBeReadIsRefusedWithItsName) {
  for (const char* query :
       {"?area=weather", "?from=yesterday", "?cursor=x", "?cursor=12", "?cursor=.a", "?limit=0"})
    EXPECT_EQ(problem(get(std::string("/api/activity") + query), 422), "validation") << query;
  session.clear();
  EXPECT_EQ(problem(get("/api/activity"), 401), "not_signed_in");
}

}  // namespace
}  // namespace every::api
