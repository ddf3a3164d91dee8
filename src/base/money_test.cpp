#include "base/money.h"

#include <gtest/gtest.h>

namespace every {
namespace {

const Currency kUsd = *Currency::from("USD");

TEST(Currency, KnowsIso4217AndItsDigits) {
  EXPECT_EQ(Currency::from("jpy")->digits(), 0);
  EXPECT_EQ(Currency::from("KWD")->digits(), 3);
  for (const char* code : {"", "US", "USDX", "ZZZ", "XXX", "12A", "U$D"})
    EXPECT_FALSE(Currency::from(code)) << code;
  // Of the Caribbean guilder and the Zimbabwe gold, Debian's ICU does not know yet.
  for (const char* code : {"XCG", "zwg"}) EXPECT_EQ(Currency::from(code)->digits(), 2) << code;
}

TEST(Money, ReadsWhatHubSpotAndPeopleWrite) {
  EXPECT_EQ(Money::parse("1500.00", kUsd)->minor, 150000);
  EXPECT_EQ(Money::parse("6.0E4", kUsd)->minor, 6000000);
  EXPECT_EQ(Money::parse("-0.5", kUsd)->decimal(), "-0.50");
  EXPECT_EQ(Money::parse("0.200000000000000011102230246251565404236316680908203125", kUsd)->minor, 20);
  EXPECT_EQ(Money::parse("0.125", kUsd)->minor, 12);  // half to even
  EXPECT_EQ(Money::parse("0.135", kUsd)->minor, 14);
  for (const char* text : {"", "-", "1,5", "abc", "1e", "1.2.3", "99999999999999999999", "NaN"})
    EXPECT_FALSE(Money::parse(text, kUsd)) << text;
}

TEST(Money, WritesTheCurrencysOwnDigits) {
  EXPECT_EQ((Money{5, kUsd}).decimal(), "0.05");
  EXPECT_EQ((Money{-123456, kUsd}).decimal(), "-1234.56");
  EXPECT_EQ((Money{7, *Currency::from("JPY")}).decimal(), "7");
  EXPECT_EQ((Money{7, *Currency::from("KWD")}).decimal(), "0.007");
}

TEST(Money, NeverMixesCurrencies) {
  EXPECT_THROW(std::ignore = (Money{1, kUsd} + Money{1, *Currency::from("EUR")}), std::overflow_error);
}

TEST(Decimal, KeepsSixDigitsAndItsShortestText) {
  EXPECT_EQ(Decimal::parse("1.50")->text(), "1.5");
  EXPECT_EQ(Decimal::parse("2")->text(), "2");
  EXPECT_EQ(Decimal::parse("-0.000001")->text(), "-0.000001");
}

TEST(MulDiv, RoundsHalfToEvenOnBothSidesOfZero) {
  EXPECT_EQ(mul_div_half_even(5, 1, 2), 2);
  EXPECT_EQ(mul_div_half_even(7, 1, 2), 4);
  EXPECT_EQ(mul_div_half_even(-5, 1, 2), -2);
  EXPECT_EQ(mul_div_half_even(-7, 1, 2), -4);
}

TEST(Allocate, PartsSumToTheWhole) {
  for (std::int64_t whole = -200; whole <= 200; whole += 7) {
    const std::vector<std::int64_t> weights = {1, 1, 1, 5, 0};
    Money sum{0, kUsd};
    for (const Money part : allocate({whole, kUsd}, weights)) sum = sum + part;
    EXPECT_EQ(sum.minor, whole);
  }
}

}  // namespace
}  // namespace every
