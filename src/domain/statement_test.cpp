#include "domain/statement.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

StatementEntry entry(EntryKind kind, const char* day, std::int64_t minor, const char* currency = "USD") {
  return {kind, "", "", *parse_date(day), {minor, *Currency::from(currency)}, {}};
}

TEST(Statement, CarriesTheBalanceFromWhatWasBefore) {
  const auto all = statement(
      {entry(EntryKind::invoice, "2026-01-05", 1000), entry(EntryKind::payment, "2026-01-31", 400),
       entry(EntryKind::invoice, "2026-02-01", 500), entry(EntryKind::credit_note, "2026-02-10", 100),
       entry(EntryKind::payment, "2026-02-28", 1500), entry(EntryKind::payment, "2026-03-01", 1)},
      *parse_date("2026-02-01"), *parse_date("2026-02-28"));
  ASSERT_EQ(all.size(), 1U);
  const CurrencyStatement& usd = all.front();
  EXPECT_EQ(usd.opening.minor, 600);
  EXPECT_EQ(usd.invoiced.minor, 500);
  EXPECT_EQ(usd.credited.minor, 100);
  EXPECT_EQ(usd.paid.minor, 1500);
  EXPECT_EQ(usd.closing.minor, -500) << "the client has credit";
  ASSERT_EQ(usd.entries.size(), 3U);
  EXPECT_EQ(usd.entries[0].balance.minor, 1100);
  EXPECT_EQ(usd.entries[1].balance.minor, 1000);
  EXPECT_EQ(usd.entries[2].balance.minor, -500);
}

TEST(Statement, KeepsCurrenciesApartAndLeavesOutWhatIsSettledBefore) {
  const auto all = statement(
      {entry(EntryKind::invoice, "2026-01-01", 10, "JPY"), entry(EntryKind::payment, "2026-01-02", 10, "JPY"),
       entry(EntryKind::invoice, "2026-01-01", 70, "EUR"), entry(EntryKind::invoice, "2026-02-01", 5)},
      *parse_date("2026-02-01"), *parse_date("2026-02-28"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].currency.code(), "EUR");
  EXPECT_EQ(all[0].closing.minor, 70);
  EXPECT_TRUE(all[0].entries.empty());
  EXPECT_EQ(all[1].closing.minor, 5);
  EXPECT_TRUE(statement({}, *parse_date("2026-02-01"), *parse_date("2026-02-28")).empty());
}

}  // namespace
}  // namespace every::domain
