#include "domain/deal_parts.h"

#include <gtest/gtest.h>

#include <random>

namespace every::domain {
namespace {

const Currency kUsd = *Currency::from("USD");
Money usd(std::int64_t cents) {
  return {cents, kUsd};
}
PartWish percent(std::int64_t p) {
  return {"", "Part", std::nullopt, Decimal::whole(p)};
}
PartWish fixed(std::int64_t cents) {
  return {"", "Part", usd(cents), std::nullopt};
}
const PartWish kRest{"", "Rest", std::nullopt, std::nullopt};

std::vector<std::int64_t> planned(std::int64_t whole, const std::vector<PartWish>& wishes) {
  std::vector<std::int64_t> out;
  const auto parts = plan_parts(usd(whole), wishes);
  EXPECT_TRUE(parts.ok()) << (parts.ok() ? "" : parts.error().detail);
  if (parts.ok())
    for (const DealPart& one : *parts) out.push_back(one.amount.minor);
  return out;
}
std::string pointer(std::int64_t whole, const std::vector<PartWish>& wishes) {
  const auto parts = plan_parts(usd(whole), wishes);
  EXPECT_FALSE(parts.ok());
  return parts.ok() ? "" : parts.error().fields.front().pointer;
}
using Cents = std::vector<std::int64_t>;

TEST(DealParts, EachIsThereOnce) {
  PartWish one = percent(50), other = percent(50);
  one.id = other.id = "a";
  EXPECT_EQ(pointer(10000, {one, other}), "/parts/1/id");
}

TEST(DealParts, AddUpToTheWholeWhateverThePercentages) {
  EXPECT_EQ(planned(10000, {percent(30), kRest}), (Cents{3000, 7000}));
  EXPECT_EQ(planned(100, {percent(33), percent(33), percent(34)}), (Cents{33, 33, 34}));
  EXPECT_EQ(planned(101, {percent(50), percent(50)}), (Cents{51, 50}));
  EXPECT_EQ(planned(10001, {fixed(5000), percent(25), kRest}), (Cents{5000, 2500, 2501}));
  EXPECT_EQ(planned(10000, {fixed(4000), fixed(6000)}), (Cents{4000, 6000}));
  std::mt19937 dice(3);
  for (int round = 0; round < 1000; ++round) {
    std::vector<PartWish> wishes;
    int left = 100;
    while (left > 30) {
      const int p = 1 + static_cast<int>(dice() % 30);
      wishes.push_back(percent(p));
      left -= p;
    }
    if (left > 0) wishes.push_back(percent(left));
    if (wishes.size() < 2) continue;
    std::int64_t sum = 0;
    const std::int64_t whole = 10'000 + static_cast<std::int64_t>(dice() % 1'000'000);
    for (const std::int64_t cents : planned(whole, wishes)) sum += cents;
    ASSERT_EQ(sum, whole);
  }
}

TEST(DealParts, WhatDoesNotAddUpIsRefused) {
  EXPECT_EQ(pointer(10000, {percent(30), percent(30)}), "/parts");
  EXPECT_EQ(pointer(10000, {fixed(4000), fixed(6001)}), "/parts");
  EXPECT_EQ(pointer(10000, {fixed(10000), kRest}), "/parts/1/amount");
  EXPECT_EQ(pointer(10000, {kRest, kRest}), "/parts/1/amount");
  EXPECT_EQ(pointer(10000, {percent(100)}), "/parts");
  EXPECT_EQ(pointer(10000, {fixed(0), kRest}), "/parts/0/amount/amount");
  EXPECT_EQ(pointer(10000, {percent(101), kRest}), "/parts/0/percent");
  EXPECT_EQ(pointer(10000, {PartWish{"", "", usd(1), std::nullopt}, kRest}), "/parts/0/label");
  EXPECT_EQ(pointer(10000, {PartWish{"", "x", usd(1), Decimal::whole(1)}, kRest}), "/parts/0/percent");
  EXPECT_EQ(pointer(10000, {PartWish{"", "x", Money{1, *Currency::from("EUR")}, std::nullopt}, kRest}),
            "/parts/0/amount/currency");
}

TEST(DealParts, KeepTheSharesOfTheTaxRates) {
  const std::vector<InvoiceLine> whole = {
      {.id = "", .description = "A", .unit_price = usd(10000), .tax_percent = Decimal::whole(19)},
      {.id = "", .description = "B", .unit_price = usd(10000), .tax_percent = Decimal::whole(7)},
      {.id = "", .description = "C", .unit_price = usd(5000), .tax_percent = Decimal::whole(19)}};
  const auto rates = sums_by_rate(whole, kUsd, {});
  ASSERT_EQ(rates.size(), 2U);
  EXPECT_EQ(rates[0].total, usd(17850));
  EXPECT_EQ(rates[1].total, usd(10700));
  const auto parts = plan_parts(usd(28550), {percent(30), kRest});
  Money sum = usd(0), tax = usd(0);
  for (const DealPart& part : *parts) {
    const auto lines = lines_of_part(rates, part.amount, "Deal: " + part.label);
    const Totals t = totals(lines, kUsd, {.tax_inclusive = true});
    EXPECT_EQ(t.total, part.amount);
    EXPECT_EQ(lines.front().description, "Deal: " + part.label + " (19 % tax)");
    sum = sum + t.total;
    tax = tax + t.tax;
  }
  EXPECT_EQ(sum, usd(28550));
  EXPECT_EQ(tax, totals(whole, kUsd).tax);
}

TEST(DealParts, ADifferenceIsSaidRateByRate) {
  const auto at = [](std::int64_t rate, std::int64_t cents) {
    return RateSum{Decimal::whole(rate), usd(cents)};
  };
  const auto lines = lines_of_difference({at(19, 1000), at(7, 500)}, {at(19, 1500), at(0, 30)}, "Change");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(totals(lines, kUsd, {.tax_inclusive = true}).total, usd(30));
  EXPECT_TRUE(lines_of_difference({at(19, 5)}, {at(19, 5)}, "Change").empty());
  EXPECT_EQ(lines_of_difference({at(19, 5)}, {at(19, 9)}, "Change").front().description, "Change");
}

}  // namespace
}  // namespace every::domain
