// Many invoices at once: who would get what, exactly that, and what waits for its time.
#include "api/money_test_support.h"
#include "app/post.h"
#include "net/smtp_test_server.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class BulkMailTest : public MoneyTest {
 protected:
  BulkMailTest() {
    ok(call(http::Method::patch, "/api/workspace/mail",
            json::serialize(json::object{{"host", "127.0.0.1"},
                                         {"port", smtp.port},
                                         {"security", "none"},
                                         {"fromAddress", "bills@fieldstone.example"}}),
            {{"If-Match", std::string(get("/api/workspace/mail").headers.get("ETag").value_or(""))}}));
  }
  std::string payer(const char* name) {
    const std::string id = text(
        ok(post("/api/clients", {{"name", name}, {"email", std::string(name) + "@pay.example"}}), 201), "id");
    return id;
  }
  static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  json::array planned(const json::array& ids, const char* kind = "invoice") {
    return ok(post("/api/invoices/mails/preview", {{"ids", ids}, {"kind", kind}})).at("items").as_array();
  }
  static json::object item(const json::value& planned) {
    return {{"id", planned.at("invoiceId")}, {"to", planned.at("to")}, {"cc", planned.at("cc")}};
  }
  std::size_t after(std::chrono::seconds time) {
    clock.advance(time);
    app::deliver_due_mail(*app_);
    return smtp.received().size();
  }
  net::SmtpTestServer smtp;
};

TEST_F(BulkMailTest, WhatIsShownIsWhatIsSentAndTheRestIsNamed) {
  const std::string a = issued({line("100")}, payer("ada")), b = draft({line("50")}, payer("bo"));
  const std::string nobody = issued({line("10")});
  const std::string gone = issued({line("10")}, payer("cy"));
  ok(post(gone + "/void", {{"reason", "twice"}}));
  const json::array shown = planned({id_of(a), id_of(b), id_of(nobody), id_of(gone), "unknown"});
  EXPECT_EQ(text(shown[0], "client"), "ada");
  EXPECT_EQ(shown[0].at("to").at(0).as_string(), "ada@pay.example");
  EXPECT_TRUE(shown[0].at("problem").is_null());
  EXPECT_TRUE(shown[1].at("draft").as_bool());
  EXPECT_EQ(text(shown[2], "problem"), "Acme has no email address.");
  EXPECT_THAT(text(shown[3], "problem"), HasSubstr("is void."));
  EXPECT_EQ(text(shown[4], "problem"), "This invoice does not exist.");
  EXPECT_EQ(after(std::chrono::seconds(60)), 0U) << "a preview sends nothing";
  json::object other = item(shown[0]);
  other["to"] = json::array{"boss@pay.example"};
  const json::object sent =
      ok(post("/api/invoices/mails", {{"items", {other, item(shown[1]), item(shown[3])}}, {"issue", true}}),
         201);
  EXPECT_THAT(sent.at("mails").as_array(), SizeIs(2));
  EXPECT_EQ(sent.at("mails").at(0).at("to").at(0).as_string(), "boss@pay.example");
  ASSERT_THAT(sent.at("leftOut").as_array(), SizeIs(1));
  EXPECT_THAT(text(sent.at("leftOut").at(0), "problem"), HasSubstr("is void."));
  EXPECT_EQ(text(ok(get(b)), "status"), "issued");
  EXPECT_EQ(call(http::Method::del, "/api/mails/" + text(sent.at("mails").at(1), "id")).status, 204);
  EXPECT_EQ(after(std::chrono::seconds(11)), 1U) << "one was taken back in time";
  EXPECT_THAT(smtp.received()[0].data, HasSubstr("boss@pay.example"));
}

TEST_F(BulkMailTest, OnlyWhatIsDueIsRemindedOf) {
  const std::string a = issued({line("100")}, payer("ada")), paid = issued({line("50")}, payer("bo"));
  ok(post(paid + "/payments", payment("50")), 201);
  const json::array shown = planned({id_of(a), id_of(paid)}, "reminder");
  EXPECT_TRUE(shown[0].at("problem").is_null());
  EXPECT_THAT(text(shown[1], "problem"), HasSubstr("Nothing is due"));
  const json::object sent =
      ok(post("/api/invoices/mails", {{"items", {item(shown[0])}}, {"kind", "reminder"}}), 201);
  EXPECT_EQ(text(sent.at("mails").at(0), "kind"), "reminder");
  EXPECT_EQ(after(std::chrono::seconds(11)), 1U);
}

TEST_F(BulkMailTest, WhatHasATimeWaitsForIt) {
  const std::string path = issued({line("100")}, payer("ada"));
  const json::array shown = planned({id_of(path)});
  const std::string at = to_rfc3339(clock.now() + std::chrono::hours(15));
  const json::object sent =
      ok(post("/api/invoices/mails", {{"items", {item(shown[0])}}, {"sendAt", at}}), 201);
  EXPECT_EQ(text(sent.at("mails").at(0), "dueAt"), at);
  EXPECT_EQ(after(std::chrono::hours(14)), 0U);
  EXPECT_EQ(after(std::chrono::hours(1)), 1U);
  // One by itself can wait too, and be taken back until then; what is past is now.
  const json::object one =
      ok(post(path + "/mails", {{"sendAt", to_rfc3339(clock.now() + std::chrono::hours(9))}}), 201);
  EXPECT_EQ(after(std::chrono::hours(8)), 1U);
  EXPECT_EQ(call(http::Method::del, "/api/mails/" + text(one, "id")).status, 204);
  EXPECT_EQ(after(std::chrono::hours(2)), 1U);
  ok(post(path + "/mails", {{"sendAt", "2020-01-01T00:00:00Z"}}), 201);
  EXPECT_EQ(after(std::chrono::seconds(11)), 2U);
  EXPECT_EQ(problem(post(path + "/mails", {{"sendAt", "2036-01-01T00:00:00Z"}}), 422), "validation");
  EXPECT_EQ(problem(post(path + "/mails", {{"sendAt", "tomorrow"}}), 422), "validation");
  EXPECT_EQ(problem(post("/api/invoices/mails", {{"items", json::array{}}, {"sendAt", "soon"}}), 422),
            "validation");
}

}  // namespace
}  // namespace every::api
