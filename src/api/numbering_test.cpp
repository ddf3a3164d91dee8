// Numbers of invoices by the format that the workspace chooses: no number comes twice, and no series has a
// gap.
#include "api/money_test_support.h"

namespace every::api {
namespace {

class NumberingTest : public MoneyTest {
 protected:
  std::string next(const std::string& query = "") {
    const json::object shown = ok(get("/api/workspace/next-number" + query));
    if (shown.at("number").is_null()) return text(shown, "problem");
    return text(shown, "number") + (shown.at("begins").as_bool() ? " first" : "");
  }
  std::string issue(const char* day = nullptr) {
    json::object body;
    if (day != nullptr) body["issueDate"] = day;
    return text(ok(post(draft({line("1")}) + "/issue", body)), "number");
  }
  std::string refused(const json::object& body) {
    const auto answer = patch("/api/workspace", body);
    EXPECT_EQ(problem(answer, 422), "validation");
    return text(parsed(answer).at("errors").at(0), "pointer") + " " +
           text(parsed(answer).at("errors").at(0), "code");
  }
};

TEST_F(NumberingTest, ThePreviewSaysWhatTheNextInvoiceIsCalled) {
  EXPECT_EQ(next(), "INV-0001 first");
  EXPECT_EQ(issue(), "INV-0001");
  EXPECT_EQ(next(), "INV-0002");
  EXPECT_EQ(next("?digits=6"), "INV-000002");
  EXPECT_EQ(next("?prefix=R-&digits=2"), "R-01 first");
  EXPECT_EQ(next("?prefix=INV-%7Byear%7D-"), "INV-2026-0001 first");
  EXPECT_EQ(next("?prefix=INV-2"),
            "Put a sign such as - between this and the number: two could become the same.");
  EXPECT_EQ(next("?prefix=%7Bmonth%7D-"), "Only the word year can stand in braces.");
  EXPECT_EQ(next("?prefix=" + std::string(20, 'A') + "-"), "At most 20 characters.");
  EXPECT_EQ(problem(get("/api/workspace/next-number?digits=11"), 422), "validation");
  EXPECT_EQ(issue(), "INV-0002") << "a preview takes no number";
}

TEST_F(NumberingTest, AChangeOfTheFormatGoesOnWithTheSeriesAndAnotherPrefixBeginsOne) {
  issue();
  ok(patch("/api/workspace", {{"invoiceDigits", 6}}));
  EXPECT_EQ(issue(), "INV-000002");
  ok(patch("/api/workspace", {{"invoicePrefix", "A-{year}-"}, {"invoiceDigits", 2}}));
  EXPECT_EQ(issue("2026-03-01"), "A-2026-01");
  EXPECT_EQ(issue("2025-12-31"), "A-2025-01") << "the year of its day";
  EXPECT_EQ(issue("2026-03-02"), "A-2026-02");
  ok(patch("/api/workspace", {{"invoicePrefix", "INV-"}}));
  EXPECT_EQ(issue(), "INV-03") << "back, and on";
  for (int i = 3; i < 10; ++i) issue();
  ok(patch("/api/workspace", {{"invoiceDigits", 1}}));
  EXPECT_EQ(issue(), "INV-11");
  // Credit notes and proposals are numbered as ever.
  EXPECT_EQ(text(ok(post(issued({line("5")}) + "/credit-notes", {{"reason", "wrong"}}), 201), "number"),
            "CN-0001");
}

TEST_F(NumberingTest, WhatCouldMakeANumberTwiceIsRefused) {
  EXPECT_EQ(refused({{"invoicePrefix", std::string(20, 'A') + "-"}}), "/invoicePrefix too_long");
  for (const char* bad : {"INV-2026", "{year}", "A{Year}-", "{}"})
    EXPECT_EQ(refused({{"invoicePrefix", bad}}), "/invoicePrefix format") << bad;
  EXPECT_EQ(refused({{"invoiceDigits", 0}}), "/invoiceDigits range");
  EXPECT_EQ(refused({{"invoiceDigits", 11}}), "/invoiceDigits range");
  // A series of before that was refused: what is INV-1 and 0001 would be INV- and 10001.
  db->write(
      [&](store::Tx& tx) { tx.run(tenant, "UPDATE workspaces SET invoice_prefix = 'INV-1' WHERE id = $1"); });
  EXPECT_EQ(issue(), "INV-10001");
  ok(patch("/api/workspace", {{"paymentTermsDays", 7}}));
  EXPECT_EQ(issue(), "INV-10002") << "it stays as long as it is not changed";
  EXPECT_EQ(refused({{"invoicePrefix", "INV-"}}), "/invoicePrefix taken");
  ok(patch("/api/workspace", {{"invoicePrefix", "INV-1-"}}));
  EXPECT_EQ(issue(), "INV-1-0001");
}

}  // namespace
}  // namespace every::api
