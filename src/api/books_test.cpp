// Closed books: nothing dated up to that day is made, changed or taken away, whichever way it is tried; what
// is wrong is put right by a document of a later day, or an owner opens the books again.
#include "api/chat_test_support.h"
#include "base/sentence.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;

class BooksTest : public ChatTest {
 protected:
  Date today() const { return local_date(clock.now(), "America/Los_Angeles"); }
  std::string days_ago(int days) const { return to_text(add_days(today(), -days)); }
  http::Response close(const json::value& until) {
    return patch("/api/workspace", json::object{{"booksClosedUntil", until}});
  }
  void closed(int days) { ok(close(json::string(days_ago(days)))); }
  static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  // An issued invoice of that day.
  std::string issued_at(const std::string& day) {
    const std::string path = draft({line("100")});
    ok(post(path + "/issue", {{"issueDate", day}}));
    return path;
  }
  static json::object paid_at(const char* amount, const std::string& day) {
    json::object body = payment(amount);
    body["date"] = day;
    return body;
  }
  // Refused for its day: where that stands, and that there is a way on.
  std::string refused(const http::Response& answer) {
    EXPECT_EQ(problem(answer, 409), "period_closed");
    const json::object said = parsed(answer);
    if (!said.contains("errors")) return "";
    EXPECT_THAT(text(said, "detail"), HasSubstr("the books are closed until"));
    EXPECT_FALSE(text(said, "fix").empty());
    return text(said.at("errors").at(0), "pointer");
  }
  http::Response remove(const std::string& target, const json::object& body) {
    return call(http::Method::del, target, json::serialize(body));
  }
};

TEST_F(BooksTest, NoDraftGetsADayThatIsClosedAndAnOldOneIsIssuedLater) {
  const std::string old = draft({line("100")});
  ok(patch(old, {{"issueDate", days_ago(10)}, {"dueDate", nullptr}}));
  closed(5);
  const json::object body{
      {"clientId", client()}, {"lines", json::array{line("1")}}, {"issueDate", days_ago(5)}};
  EXPECT_EQ(refused(post("/api/invoices", body)), "/issueDate");
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 1);
  EXPECT_EQ(refused(patch(draft({line("1")}), {{"issueDate", days_ago(6)}})), "/issueDate");
  // Every way of issuing it.
  EXPECT_EQ(refused(post(old + "/issue")), "/issueDate");
  EXPECT_EQ(refused(post(old + "/issue", {{"issueDate", days_ago(7)}})), "/issueDate");
  EXPECT_EQ(refused(post(old + "/mails", {{"issue", true}, {"to", {"ada@acme.example"}}})), "/issueDate");
  const json::object later{{"issue", true},
                           {"to", {"ada@acme.example"}},
                           {"sendAt", to_rfc3339(clock.now() + std::chrono::hours(24))}};
  EXPECT_EQ(refused(post(old + "/mails", later)), "/issueDate");
  const json::object many =
      ok(post("/api/invoices/sent", {{"ids", {id_of(old)}}, {"issue", true}, {"dryRun", false}}));
  EXPECT_THAT(text(many.at("leftOut").at(0), "problem"), HasSubstr("the books are closed until"));
  EXPECT_EQ(text(ok(get(old)), "status"), "draft");
  EXPECT_TRUE(ok(get(old)).at("number").is_null());
  EXPECT_EQ(text(ok(post(old + "/issue", {{"issueDate", days_ago(4)}})), "number"), "INV-0001")
      << "no number was lost";
}

TEST_F(BooksTest, AnInvoiceOfThatTimeIsNotVoidedButCreditedLater) {
  const std::string path = issued_at(days_ago(10)), other = issued_at(days_ago(10));
  closed(5);
  const auto answer = post(path + "/void", {{"reason", "wrong"}});
  EXPECT_EQ(refused(answer), "/issueDate");
  EXPECT_EQ(text(parsed(answer), "fix"), "Make a credit note of a later day instead.");
  EXPECT_EQ(refused(post(path + "/copy", {{"voidReason", "wrong"}})), "/issueDate");
  for (const bool dry : {true, false}) {
    const json::object many =
        ok(post("/api/invoices/void", {{"ids", {id_of(path)}}, {"reason", "wrong"}, {"dryRun", dry}}));
    EXPECT_TRUE(many.at("done").as_array().empty());
    EXPECT_THAT(text(many.at("leftOut").at(0), "problem"), HasSubstr("the books are closed until"));
  }
  EXPECT_EQ(text(ok(get(path)), "status"), "issued");
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 2) << "no copy was made";
  EXPECT_EQ(refused(post(path + "/credit-notes", {{"reason", "wrong"}, {"issueDate", days_ago(5)}})),
            "/issueDate");
  EXPECT_EQ(refused(post(path + "/replacement", {{"reason", "wrong"}, {"issueDate", days_ago(5)}})),
            "/issueDate");
  ok(post(path + "/credit-notes", {{"reason", "wrong"}}), 201);
  const std::string third = issued_at(days_ago(4));  // open
  ok(post(third + "/replacement", {{"reason", "wrong"}}), 201);
  // What the use cases let through by mistake, the database does not.
  EXPECT_THROW(db->write([&](store::Tx& tx) {
    tx.run(tenant,
           "UPDATE invoices SET status = 'void', void_reason = 'x' WHERE workspace_id = $1 AND id = $2",
           id_of(other));
  }),
               store::StorageError);
}

TEST_F(BooksTest, PaymentsOfThatTimeStayAndNoneIsAdded) {
  const std::string path = issued_at(days_ago(20)), next = issued_at(days_ago(2));
  const std::string old = text(ok(post(path + "/payments", paid_at("40", days_ago(10))), 201), "id");
  json::object credit = paid_at("30", days_ago(10));
  credit["clientId"] = client();
  credit["allowOverpayment"] = true;
  const std::string left = text(ok(post("/api/payments", credit), 201), "id");
  clock.advance(std::chrono::minutes(1));
  closed(5);
  EXPECT_EQ(refused(post(path + "/payments", paid_at("10", days_ago(5)))), "/date");
  json::object over_many = paid_at("10", days_ago(6));
  over_many["clientId"] = client();
  over_many["allocations"] = json::array{json::object{{"invoiceId", id_of(path)}, {"amount", money("10")}}};
  EXPECT_EQ(refused(post("/api/payments", over_many)), "/date");
  EXPECT_EQ(refused(remove("/api/payments/" + old, {{"reason", "bounced"}})), "/date");
  const json::object back{{"paymentId", old}, {"reason", "other invoice"}};
  EXPECT_EQ(refused(remove(path + "/credit", back)), "/date");
  EXPECT_EQ(amount(ok(get(path)), "paid"), "40.00");
  EXPECT_EQ(number(ok(get("/api/payments")), "total"), 2);
  EXPECT_THROW(db->write([&](store::Tx& tx) {
    tx.run(tenant, "DELETE FROM payments WHERE workspace_id = $1 AND id = $2", left);
  }),
               store::StorageError);
  // What is done today is of today: credit of that time pays, and is taken back, and money comes in.
  ok(post(next + "/credit"));
  EXPECT_EQ(amount(ok(get(next)), "paid"), "30.00");
  EXPECT_EQ(remove(next + "/credit", {{"paymentId", left}, {"reason", "not this one"}}).status, 200);
  ok(post(path + "/payments", paid_at("10", days_ago(4))), 201);
}

TEST_F(BooksTest, WhatIsDoneTodayWhileTodayIsClosedWaits) {
  const std::string path = issued_at(days_ago(0));
  json::object credit = paid_at("30", days_ago(0));
  credit["clientId"] = client();
  credit["allowOverpayment"] = true;
  ok(post("/api/payments", credit), 201);
  closed(0);
  EXPECT_EQ(refused(post(path + "/credit")), "/date");
  EXPECT_EQ(refused(post(draft({line("1")}) + "/issue")), "/issueDate");
  EXPECT_EQ(refused(post(path + "/credit-notes", {{"reason", "wrong"}})), "/issueDate");
  clock.advance(std::chrono::hours(24));
  ok(post(path + "/credit"));
}

TEST_F(BooksTest, DraftsOfDealsHaveNoDayWhileTodayIsClosedByChatAndByAssistantsToo) {
  connect();
  import({{"select", json::object{{"all", true}}}, {"default", "skip"}, {"includeDeals", true}});
  closed(0);
  say("won deals without invoice");
  confirm(proposed("create drafts for these"));
  const json::array drafts = ok(get("/api/invoices?status=draft&limit=500")).at("items").as_array();
  ASSERT_GT(drafts.size(), 1U);
  for (const json::value& one : drafts) EXPECT_TRUE(one.at("issueDate").is_null()) << json::serialize(one);
  const std::string first = "/api/invoices/" + text(drafts.at(0), "id");
  EXPECT_EQ(refused(post(first + "/issue")), "/issueDate");
  // An assistant proposes, a person confirms: the same.
  const std::string deal = text(ok(get(first)).at("deal"), "id");
  EXPECT_EQ(call(http::Method::del, first).status, 204);
  const std::string token = *app::create_token(*app_, "Fieldstone Studio", "assistant", "owner");
  const json::object asked{
      {"jsonrpc", "2.0"},
      {"id", 1},
      {"method", "tools/call"},
      {"params", json::object{{"name", "create_invoice_drafts"}, {"arguments", json::object{}}}}};
  const json::object said = ok(call(http::Method::post, "/mcp", json::serialize(asked),
                                    {{"Cookie", ""}, {"Authorization", "Bearer " + token}}));
  confirm(said.at("result").at("structuredContent").as_object());
  const json::object again = ok(post("/api/deals/" + deal + "/invoice"));
  EXPECT_TRUE(again.at("issueDate").is_null()) << json::serialize(again);
  EXPECT_EQ(refused(post("/api/invoices/" + text(again, "id") + "/issue")), "/issueDate");
}

TEST_F(BooksTest, AdministratorsCloseThemAndOwnersOpenThemAgainAndBothAreWrittenDown) {
  EXPECT_TRUE(ok(get("/api/workspace")).at("booksClosedUntil").is_null());
  const auto tomorrow = close(json::string(days_ago(-1)));
  EXPECT_EQ(problem(tomorrow, 422), "validation");
  EXPECT_EQ(text(parsed(tomorrow).at("errors").at(0), "pointer"), "/booksClosedUntil");
  EXPECT_EQ(problem(close("soon"), 422), "validation");
  closed(30);
  const std::string danas = session;
  become("admin");
  closed(10);
  EXPECT_EQ(text(ok(get("/api/workspace")), "booksClosedUntil"), days_ago(10));
  const auto back = close(json::string(days_ago(11)));
  EXPECT_EQ(problem(back, 403), "forbidden");
  EXPECT_THAT(text(parsed(back), "detail"), HasSubstr("Only an owner"));
  EXPECT_EQ(problem(close(nullptr), 403), "forbidden");
  // Who saves the rest of the form says the same day again.
  ok(patch("/api/workspace", {{"booksClosedUntil", days_ago(10)}, {"paymentTermsDays", 7}}));
  become("member");
  EXPECT_EQ(problem(close(json::string(days_ago(9))), 403), "forbidden");
  session = danas;
  ok(close(json::string(days_ago(20))));
  ok(close(nullptr));
  const std::string log = get("/api/audit?limit=100").body;
  EXPECT_THAT(log, HasSubstr("The books are closed until " + days_ago(10)));
  EXPECT_THAT(log, HasSubstr("The books were opened again: they are closed until " + days_ago(20) +
                             ", they were until " + days_ago(10)));
  EXPECT_THAT(log, HasSubstr("The books were opened again: they were closed until " + days_ago(20)));
  ok(post(issued_at(days_ago(30)) + "/void", {{"reason", "open again"}}));
}

}  // namespace
}  // namespace every::api
