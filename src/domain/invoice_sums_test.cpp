// What the sums are, and what is refused. What they and a second reading of the rule agree on is kept in
// test/invoice-sums.json, which the web client's sums are held to as well; money_properties_test.cpp holds
// both readings to many more documents.
#include "domain/invoice_sums.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

#include "base/json.h"
#include "domain/exact_sums_test_support.h"

namespace every::domain {
namespace {

const Currency kUsd = *Currency::from("USD");

struct Case {
  Currency currency;
  std::vector<InvoiceLine> lines;
  Pricing pricing;
};

Case random_case(std::mt19937_64& random) {
  static constexpr std::array<const char*, 5> kCurrencies = {"USD", "EUR", "JPY", "KWD", "ISK"};
  static constexpr std::array<std::int64_t, 7> kRates = {0,         5'000'000,  7'000'000, 7'700'000,
                                                         8'875'000, 19'000'000, 25'000'000};
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  Case out{.currency = *Currency::from(kCurrencies.at(static_cast<std::size_t>(below(5)))),
           .lines = {},
           .pricing = {}};
  for (std::int64_t n = 1 + below(8); n > 0; --n) {
    InvoiceLine line{.id = "l", .description = "Work", .unit_price = {below(1'000'000), out.currency}};
    line.quantity = below(2) == 0 ? Decimal::whole(below(20)) : Decimal{below(20'000'000)};
    if (below(8) == 0) line.unit_price.minor = -line.unit_price.minor;
    line.tax_percent = {kRates.at(static_cast<std::size_t>(below(7)))};
    const Money gross = multiply(line.unit_price, line.quantity);
    if (below(3) == 0)
      line.discount_percent = {below(100'000'001)};
    else if (gross.minor > 0 && below(3) == 0)
      line.discount_amount = Money{below(gross.minor + 1), out.currency};
    out.lines.push_back(line);
  }
  out.pricing.tax_inclusive = below(2) == 0;
  if (below(3) == 0) out.pricing.discount_percent = {below(100'000'001)};
  const Money whole = totals(out.lines, out.currency).subtotal - totals(out.lines, out.currency).discount;
  if (out.pricing.discount_percent.units == 0 && whole.minor > 0 && below(2) == 0)
    out.pricing.discount_amount = Money{below(whole.minor + 1), out.currency};
  return out;
}

void expect_same(const Case& one) {
  const auto sums = sum_up(one.lines, one.currency, one.pricing);
  ASSERT_TRUE(sums.ok()) << sums.error().detail;
  const exact::Sums expected = exact::sums(one.lines, one.pricing);
  EXPECT_EQ(exact::Integer(sums->totals.subtotal.minor), expected.subtotal);
  EXPECT_EQ(exact::Integer(sums->totals.discount.minor), expected.discount);
  EXPECT_EQ(exact::Integer(sums->totals.tax.minor), expected.tax);
  EXPECT_EQ(exact::Integer(sums->totals.total.minor), expected.total);
  for (std::size_t i = 0; i < one.lines.size(); ++i)
    EXPECT_EQ(exact::Integer(sums->lines[i].total.minor), expected.lines[i].total) << "line " << i;
}

json::value percent(Decimal decimal) {
  return decimal.units == 0 ? json::value("") : json::string(decimal.text());
}

json::object written(const Case& one) {
  const auto sums = sum_up(one.lines, one.currency, one.pricing);
  json::array lines, totals;
  for (std::size_t i = 0; i < one.lines.size(); ++i) {
    const InvoiceLine& line = one.lines[i];
    lines.push_back(
        json::object{{"quantity", line.quantity.text()},
                     {"price", line.unit_price.decimal()},
                     {"discount", percent(line.discount_percent)},
                     {"discountAmount", line.discount_amount ? line.discount_amount->decimal() : ""},
                     {"tax", percent(line.tax_percent)}});
    totals.emplace_back(sums->lines[i].total.decimal());
  }
  const Pricing& p = one.pricing;
  return {{"currency", json::string(one.currency.code())},
          {"lines", std::move(lines)},
          {"taxInclusive", p.tax_inclusive},
          {"discount", percent(p.discount_percent)},
          {"discountAmount", p.discount_amount ? p.discount_amount->decimal() : ""},
          {"totals", json::object{{"lines", std::move(totals)},
                                  {"subtotal", sums->totals.subtotal.decimal()},
                                  {"discount", sums->totals.discount.decimal()},
                                  {"tax", sums->totals.tax.decimal()},
                                  {"total", sums->totals.total.decimal()}}}};
}

InvoiceLine line(const char* price, const char* quantity = "1", const char* tax = "0") {
  return {.id = "l",
          .description = "Work",
          .quantity = *Decimal::parse(quantity),
          .unit_price = *Money::parse(price, kUsd),
          .discount_percent = {},
          .tax_percent = *Decimal::parse(tax)};
}

std::vector<std::string> pointers(const Result<Sums>& sums) {
  std::vector<std::string> out;
  if (!sums.ok())
    for (const FieldError& problem : sums.error().fields) out.push_back(problem.pointer);
  return out;
}

TEST(InvoiceSums, AreThoseThatTheWebClientIsHeldTo) {
  std::mt19937_64 random(20261125);
  json::array cases;
  for (int i = 0; i < 150; ++i) {
    const Case one = random_case(random);
    expect_same(one);
    cases.push_back(written(one));
  }
  std::string text = "[";
  for (const auto& one : cases) text += (text.size() > 1 ? ",\n" : "\n") + json::serialize(one);
  text += "\n]\n";
  const std::string path = std::string(EVERY_SOURCE_DIR) + "/test/invoice-sums.json";
  if (std::getenv("UPDATE") != nullptr) std::ofstream(path) << text;
  std::ostringstream kept;
  kept << std::ifstream(path).rdbuf();
  EXPECT_EQ(kept.str(), text) << "run with UPDATE=1 to write it again";
}

TEST(InvoiceSums, PricesWithTaxContainIt) {
  const auto sums = sum_up({line("119", "1", "19"), line("107", "1", "7")}, kUsd, {.tax_inclusive = true});
  ASSERT_TRUE(sums.ok());
  EXPECT_EQ(sums->totals.total.decimal(), "226.00");
  EXPECT_EQ(sums->totals.tax.decimal(), "26.00");
  EXPECT_EQ(sums->lines[0].net.decimal(), "100.00");
}

TEST(InvoiceSums, ADiscountOfTheDocumentIsSpreadToTheLastCent) {
  Pricing off{.discount_amount = Money{1000, kUsd}};
  const auto sums = sum_up({line("10"), line("10"), line("10")}, kUsd, off);
  ASSERT_TRUE(sums.ok());
  EXPECT_EQ(sums->totals.total.decimal(), "20.00");
  EXPECT_EQ(sums->totals.document_discount.decimal(), "10.00");
  EXPECT_EQ(sums->lines[0].share.minor + sums->lines[1].share.minor + sums->lines[2].share.minor, 1000);
  // Tax is on what is left.
  const auto taxed = sum_up({line("1000", "1", "13")}, kUsd, {.discount_percent = Decimal::whole(10)});
  EXPECT_EQ(taxed->totals.total.decimal(), "1017.00");
}

TEST(InvoiceSums, WhatCannotBeIsRefusedAtItsField) {
  using Pointers = std::vector<std::string>;
  InvoiceLine much = line("10000000000", "1000000");
  EXPECT_EQ(pointers(sum_up({line("1"), much}, kUsd)), Pointers{"/lines/1/quantity"});
  // Each line fits, their sum does not.
  const std::vector<InvoiceLine> many(20, line("100000000000"));
  EXPECT_EQ(pointers(sum_up(many, kUsd)), Pointers{"/lines"});
  InvoiceLine off = line("10");
  off.discount_amount = Money{1001, kUsd};
  EXPECT_EQ(pointers(sum_up({off}, kUsd)), Pointers{"/lines/0/discountAmount/amount"});
  off.discount_amount = Money{-1, kUsd};
  EXPECT_EQ(pointers(sum_up({off}, kUsd)), Pointers{"/lines/0/discountAmount/amount"});
  off.discount_amount = Money{500, kUsd};
  off.discount_percent = Decimal::whole(10);
  EXPECT_EQ(pointers(sum_up({off}, kUsd)), Pointers{"/lines/0/discountAmount"});
  EXPECT_EQ(pointers(sum_up({line("10")}, kUsd, {.discount_amount = Money{1001, kUsd}})),
            Pointers{"/discountAmount/amount"});
  EXPECT_EQ(pointers(sum_up({line("-10")}, kUsd, {.discount_amount = Money{1, kUsd}})),
            Pointers{"/discountAmount/amount"});
  EXPECT_EQ(pointers(sum_up({line("10")}, kUsd,
                            {.discount_percent = Decimal::whole(1), .discount_amount = Money{1, kUsd}})),
            Pointers{"/discountAmount"});
}

}  // namespace
}  // namespace every::domain
