// A list of invoices is narrowed by day and amount, and says what it owes by currency: the same as its rows.
#include "api/money_test_support.h"

namespace every::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class InvoiceFilterTest : public MoneyTest {
 protected:
  std::string due(const char* amount, const char* day, const char* currency = "USD", bool issue = true,
                  std::string of = {}) {
    const std::string path =
        "/api/invoices/" + text(ok(post("/api/invoices", {{"clientId", of.empty() ? client() : of},
                                                          {"currency", currency},
                                                          {"issueDate", "2026-01-02"},
                                                          {"dueDate", day},
                                                          {"lines", {line(amount, "1", currency)}}}),
                                   201),
                                "id");
    if (issue) ok(post(path + "/issue"));
    return path;
  }
  std::vector<std::string> totals(const std::string& query) {
    std::vector<std::string> out;
    const json::object list = ok(get("/api/invoices" + query));
    for (const auto& one : list.at("items").as_array()) out.push_back(amount(one, "total"));
    EXPECT_EQ(number(list, "total"), std::ssize(out)) << query;
    return out;
  }
  // "USD 2 300.00 100.00": how many, what is owed, what of it is late.
  std::vector<std::string> sums(const std::string& query) {
    std::vector<std::string> out;
    const json::object answer = ok(get("/api/invoices/sums" + query));
    for (const auto& one : answer.at("currencies").as_array())
      out.push_back(text(one, "currency") + " " + std::to_string(number(one, "count")) + " " +
                    amount(one, "outstanding") + " " + amount(one, "overdue"));
    return out;
  }
};

TEST_F(InvoiceFilterTest, ByDayAndAmountInAnyOrder) {
  due("100", "2026-03-01");
  due("250", "2026-11-23");
  due("900", "2027-01-31");
  due("250", "2026-12-01", "EUR");
  due("70", "2026-12-02", "USD", false);
  EXPECT_THAT(totals("?from=2026-11-23&to=2026-12-31&sort=dueDate&dir=asc"),
              ElementsAre("250.00", "250.00", "70.00"));
  EXPECT_THAT(totals("?from=2026-12-01&sort=total&dir=desc"), ElementsAre("900.00", "250.00", "70.00"));
  EXPECT_THAT(totals("?to=2026-11-22"), ElementsAre("100.00"));
  EXPECT_THAT(totals("?to=2026-11-23&status=overdue"), ElementsAre("100.00"));
  EXPECT_THAT(totals("?from=2026-01-01&status=draft"), ElementsAre("70.00"));
  EXPECT_THAT(totals("?currency=USD&least=100&most=250"), UnorderedElementsAre("100.00", "250.00"));
  EXPECT_THAT(totals("?currency=USD&least=100&most=250&from=2026-11-01"), ElementsAre("250.00"));
  EXPECT_THAT(totals("?currency=EUR"), ElementsAre("250.00"));
  EXPECT_THAT(totals("?currency=EUR&q=acme"), ElementsAre("250.00"));
  EXPECT_THAT(totals("?currency=EUR&q=nobody"), IsEmpty());
  EXPECT_THAT(totals("?currency=USD&most=100&client=" + client()), UnorderedElementsAre("100.00", "70.00"));
  EXPECT_THAT(totals("?currency=USD&most=100&client=nobody"), IsEmpty());
  for (const char* query : {"?least=10", "?currency=USD&least=ten", "?currency=X", "?from=soon"})
    EXPECT_EQ(problem(get(std::string("/api/invoices") + query), 422), "validation") << query;
}

TEST_F(InvoiceFilterTest, SaysWhatTheListOwesByCurrency) {
  const std::string other = text(ok(post("/api/clients", {{"name", "Bolt"}}), 201), "id");
  const std::string late = due("100", "2026-03-01");
  due("250", "2026-12-23");
  due("80", "2026-12-24", "EUR", true, other);
  due("70", "2026-12-02", "USD", false);
  ok(post(late + "/payments", payment("40")), 201);
  EXPECT_THAT(sums(""), ElementsAre("EUR 1 80.00 0.00", "USD 3 310.00 60.00"));
  EXPECT_THAT(sums("?status=overdue"), ElementsAre("USD 1 60.00 60.00"));
  EXPECT_THAT(sums("?status=draft"), ElementsAre("USD 1 0.00 0.00"));
  EXPECT_THAT(sums("?to=2026-06-30"), ElementsAre("USD 1 60.00 60.00"));
  EXPECT_THAT(sums("?from=2026-12-03"), ElementsAre("EUR 1 80.00 0.00", "USD 1 250.00 0.00"));
  EXPECT_THAT(sums("?currency=USD&least=100"), ElementsAre("USD 2 310.00 60.00"));
  EXPECT_THAT(sums("?client=" + other), ElementsAre("EUR 1 80.00 0.00"));
  EXPECT_THAT(sums("?q=bolt"), ElementsAre("EUR 1 80.00 0.00"));
  EXPECT_THAT(sums("?q=acme&from=2026-12-03"), ElementsAre("USD 1 250.00 0.00"));
  EXPECT_THAT(sums("?q=nobody"), IsEmpty());
  EXPECT_THAT(sums("?kind=credit_note"), IsEmpty());
}

}  // namespace
}  // namespace every::api
