#include "domain/invoice.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

const Currency kUsd = *Currency::from("USD");
const Currency kJpy = *Currency::from("JPY");
const Currency kKwd = *Currency::from("KWD");

Date day(const char* text) {
  return *parse_date(text);
}

InvoiceLine line(const char* price, Currency currency, const char* quantity = "1", const char* discount = "0",
                 const char* tax = "0") {
  return {.id = "l",
          .description = "Work",
          .quantity = *Decimal::parse(quantity),
          .unit_price = *Money::parse(price, currency),
          .discount_percent = *Decimal::parse(discount),
          .tax_percent = *Decimal::parse(tax)};
}

TEST(InvoiceTotals, TaxesWhatIsLeftAfterTheDiscount) {
  const auto sum = totals({line("1000", kUsd, "1", "10", "13")}, kUsd);
  EXPECT_EQ(sum.subtotal.decimal(), "1000.00");
  EXPECT_EQ(sum.discount.decimal(), "100.00");
  EXPECT_EQ(sum.tax.decimal(), "117.00");
  EXPECT_EQ(sum.total.decimal(), "1017.00");
}

TEST(InvoiceTotals, RoundsEachLineHalfEvenInTheCurrencysOwnUnit) {
  EXPECT_EQ(totals({line("0.05", kUsd, "0.5")}, kUsd).total.decimal(), "0.02");  // 0.025 to the even side
  EXPECT_EQ(totals({line("0.07", kUsd, "0.5")}, kUsd).total.decimal(), "0.04");  // 0.035 to the even side
  EXPECT_EQ(totals({line("101", kJpy, "0.5")}, kJpy).total.decimal(), "50");
  EXPECT_EQ(totals({line("1.001", kKwd, "0.5")}, kKwd).total.decimal(), "0.500");
}

TEST(InvoiceTotals, SumsAreTheSumsOfTheLines) {
  const std::vector lines = {line("33.33", kUsd, "3", "0", "7.7"), line("0.01", kUsd, "1", "0", "7.7"),
                             line("19.99", kUsd, "1.5", "12.5", "19")};
  Money by_hand{0, kUsd};
  for (const auto& l : lines) by_hand = by_hand + amounts(l).total;
  EXPECT_EQ(totals(lines, kUsd).total, by_hand);
}

TEST(InvoiceStatus, FollowsMoneyAndTheCalendar) {
  const Money total{10000, kUsd}, none{0, kUsd}, half{5000, kUsd};
  const Date due = day("2026-12-23");
  EXPECT_EQ(payment_status(total, none, due, day("2026-12-23")), PaymentStatus::unpaid);
  EXPECT_EQ(payment_status(total, half, due, day("2026-12-23")), PaymentStatus::partial);
  EXPECT_EQ(payment_status(total, none, due, day("2026-12-24")), PaymentStatus::overdue);
  EXPECT_EQ(payment_status(total, half, due, day("2026-12-24")), PaymentStatus::overdue);
  EXPECT_EQ(payment_status(total, total, due, day("2027-01-01")), PaymentStatus::paid);
}

TEST(IssueProblems, NamesEverythingThatIsMissingAtOnce) {
  Invoice draft{.currency = kUsd, .paid = {0, kUsd}};
  draft.totals = totals({}, kUsd);
  draft.issue_date = day("2026-11-23");
  draft.due_date = day("2026-11-22");
  std::vector<std::string> pointers;
  for (const auto& problem : issue_problems(draft)) pointers.push_back(problem.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/clientId", "/lines", "/dueDate"}));
}

}  // namespace
}  // namespace every::domain
