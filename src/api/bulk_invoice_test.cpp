// Many invoices at once: what the preview says is what happens, what is left out is named, and a repeat does
// nothing twice.
#include "api/money_test_support.h"
#include "base/csv.h"

namespace every::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class BulkInvoiceTest : public MoneyTest {
 protected:
  static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  // "INV-0001" or "draft", with what keeps it out.
  static std::vector<std::string> told(const json::object& answer, const char* list) {
    std::vector<std::string> out;
    for (const json::value& one : answer.at(list).as_array()) {
      std::string line = one.at("number").is_null() ? "draft" : text(one, "number");
      if (!one.at("problem").is_null()) line += ": " + text(one, "problem");
      out.push_back(std::move(line));
    }
    return out;
  }
  json::object ask(const std::string& what, json::object body, bool dry_run) {
    body["dryRun"] = dry_run;
    return ok(post("/api/invoices/" + what, body));
  }
  http::Response with_key(const std::string& target, const json::value& body, const char* key) {
    return call(http::Method::post, target, json::serialize(body), {{"Idempotency-Key", key}});
  }
  std::string status(const std::string& path) { return text(ok(get(path)), "displayStatus"); }
};

TEST_F(BulkInvoiceTest, VoidsWhatCanBeAndNamesTheRest) {
  const std::string a = issued({line("100")}), b = issued({line("50")}), open = draft({line("10")});
  ok(post(b + "/payments", payment("20")), 201);
  const json::object body{{"ids", {id_of(a), id_of(b), id_of(open), id_of(a), "unknown"}},
                          {"reason", "wrong year"}};
  const json::object shown = ask("void", body, true);
  EXPECT_TRUE(shown.at("dryRun").as_bool());
  EXPECT_THAT(told(shown, "done"), ElementsAre("INV-0001"));
  EXPECT_THAT(told(shown, "leftOut"),
              ElementsAre("INV-0002: INV-0002 has payments.", "draft: Only an issued invoice can be voided.",
                          "draft: This invoice does not exist."));
  EXPECT_EQ(status(a), "issued") << "tried only";
  const json::object done = ask("void", body, false);
  EXPECT_EQ(done.at("done"), shown.at("done"));
  EXPECT_EQ(done.at("leftOut"), shown.at("leftOut"));
  EXPECT_EQ(status(a), "void");
  EXPECT_EQ(text(ok(get(a)), "voidReason"), "wrong year");
  EXPECT_EQ(status(b), "partial");
  EXPECT_THAT(told(ask("void", body, false), "done"), IsEmpty()) << "void already";
}

TEST_F(BulkInvoiceTest, NeedsAReasonButToLook) {
  const std::string a = issued({line("100")});
  EXPECT_EQ(post("/api/invoices/void", {{"ids", {id_of(a)}}}).status, 422);
  EXPECT_EQ(post("/api/invoices/void", {{"ids", {id_of(a)}}, {"reason", " "}}).status, 422);
  EXPECT_EQ(post("/api/invoices/void", {{"reason", "none"}}).status, 422);
  EXPECT_EQ(status(a), "issued");
  EXPECT_THAT(told(ask("void", {{"ids", {id_of(a)}}}, true), "done"), SizeIs(1));
}

TEST_F(BulkInvoiceTest, MarksAsSentAndIssuesDraftsWhenAskedTo) {
  const std::string a = issued({line("100")}), b = draft({line("50")}), empty = draft({});
  const json::object ids{{"ids", {id_of(a), id_of(b), id_of(empty)}}};
  EXPECT_THAT(told(ask("sent", ids, true), "leftOut"),
              ElementsAre("draft: It is a draft.", "draft: It is a draft."));
  json::object body = ids;
  body["issue"] = true;
  const json::object shown = ask("sent", body, true);
  EXPECT_THAT(told(shown, "done"), ElementsAre("INV-0001", "draft"));
  EXPECT_THAT(told(shown, "leftOut"), ElementsAre("draft: Add at least one line."));
  EXPECT_EQ(status(b), "draft");
  EXPECT_THAT(told(ask("sent", body, false), "done"), ElementsAre("INV-0001", "INV-0002"))
      << "a look took no number";
  EXPECT_EQ(status(a), "sent");
  EXPECT_EQ(status(b), "sent");
  EXPECT_EQ(status(empty), "draft");
  EXPECT_THAT(told(ask("sent", body, false), "leftOut"),
              ElementsAre("INV-0001: INV-0001 was sent already.", "INV-0002: INV-0002 was sent already.",
                          "draft: Add at least one line."));
  EXPECT_THAT(told(ask("void", {{"ids", {id_of(b)}}, {"reason", "twice"}}, false), "done"), SizeIs(1));
  EXPECT_THAT(told(ask("sent", body, false), "leftOut")[1], HasSubstr("INV-0002 is void."));
}

TEST_F(BulkInvoiceTest, ARepeatIsAnsweredAsTheFirstTimeAndDoesNothing) {
  const std::string a = draft({line("100")}), b = draft({line("50")});
  const json::object body{{"ids", {id_of(a), id_of(b)}}, {"issue", true}};
  const http::Response first = with_key("/api/invoices/sent", body, "one wish");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(with_key("/api/invoices/sent", body, "one wish").body, first.body);
  EXPECT_EQ(ok(get(a)).at("history").as_array().size(), ok(get(b)).at("history").as_array().size());
  EXPECT_EQ(with_key("/api/invoices/sent", {{"ids", {id_of(a)}}}, "one wish").status, 409);
}

TEST_F(BulkInvoiceTest, OneFileHoldsAllDocumentsInTheirOrder) {
  const std::string a = issued({line("100")}), b = issued({line("50")}), open = draft({line("10")});
  const http::Response all = post("/api/invoices/pdf", {{"ids", {id_of(b), id_of(a), id_of(open)}}});
  ASSERT_EQ(all.status, 200) << all.body;
  EXPECT_EQ(all.headers.get("Content-Type"), "application/pdf");
  EXPECT_THAT(std::string(all.headers.get("Content-Disposition").value_or("")), HasSubstr("3 documents "));
  EXPECT_THAT(all.body, testing::StartsWith("%PDF-"));
  EXPECT_THAT(all.body, HasSubstr("/Count 3"));
  const auto first = all.body.find("(INV-0002 Acme)"), second = all.body.find("(INV-0001 Acme)");
  EXPECT_NE(first, std::string::npos);
  EXPECT_NE(second, std::string::npos);
  EXPECT_THAT(all.body, testing::Not(HasSubstr("/StructParents"))) << "it would point nowhere";
  EXPECT_EQ(post("/api/invoices/pdf", {{"ids", {id_of(b), id_of(a), id_of(open)}}}).body, all.body);
  EXPECT_EQ(post("/api/invoices/pdf", {{"ids", {id_of(a)}}}).body, get(a + "/pdf").body);
  EXPECT_EQ(post("/api/invoices/pdf", {{"ids", {id_of(a), "unknown"}}}).status, 404);
  EXPECT_EQ(post("/api/invoices/pdf", {{"ids", json::array{}}}).status, 422);
}

TEST_F(BulkInvoiceTest, AFileHasTheChosenOnesOrAllThatTheFiltersLeave) {
  client_name = "=1+1";
  const std::string a = issued({line("100")}), b = issued({line("50.5")}), open = draft({line("10")});
  ok(post(a + "/credit-notes",
          {{"reason", "half"},
           {"lines",
            {json::object{{"lineId", ok(get(a)).at("lines").at(0).at("id")}, {"amount", money("40")}}}}}),
     201);
  ok(post(b + "/void", {{"reason", "twice"}}));
  const auto rows = [&](const json::object& body) {
    const http::Response file = post("/api/invoices/export", body);
    EXPECT_EQ(file.status, 200) << file.body;
    EXPECT_THAT(file.body, testing::Not(HasSubstr(",=")));
    return read_csv(file.body, 100)->rows;
  };
  const auto chosen = rows({{"ids", {id_of(b), id_of(a)}}});
  ASSERT_THAT(chosen, SizeIs(3));
  EXPECT_EQ(chosen[1].cells[0], "INV-0002");
  EXPECT_EQ(chosen[1].cells[2], "void");
  EXPECT_EQ(chosen[1].cells[14], "0.00") << "nothing is due of what is void";
  EXPECT_EQ(chosen[1].cells[17], "twice");
  EXPECT_EQ(chosen[2].cells[3], "=1+1") << "as it is called; the file has an apostrophe before it";
  EXPECT_EQ(chosen[2].cells[11], "100.00");
  EXPECT_EQ(chosen[2].cells[13], "40.00");
  EXPECT_EQ(chosen[2].cells[14], "60.00");
  EXPECT_THAT(rows({{"all", true}}), SizeIs(4));
  EXPECT_THAT(rows({{"all", true}, {"status", "draft"}}), SizeIs(2));
  EXPECT_THAT(rows({{"all", true}, {"except", {id_of(open)}}}), SizeIs(3));
  const auto notes = rows({{"all", true}, {"kind", "credit_note"}});
  ASSERT_THAT(notes, SizeIs(2));
  EXPECT_EQ(notes[1].cells[16], "INV-0001");
  EXPECT_EQ(post("/api/invoices/export", json::object{}).status, 422);
  EXPECT_EQ(post("/api/invoices/export", {{"ids", {id_of(a)}}, {"all", true}}).status, 422);
}

}  // namespace
}  // namespace every::api
