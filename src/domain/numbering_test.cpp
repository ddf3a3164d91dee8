#include "domain/numbering.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

TEST(Numbering, CreditNotesHaveASeriesBesideAnyOfInvoices) {
  EXPECT_EQ(credit_note_prefix("INV-"), "CN-");
  EXPECT_EQ(credit_note_prefix("CN-"), "CRN-");
  EXPECT_EQ(credit_note_prefix("cn-"), "CRN-");
}

TEST(Numbering, InvoicesDoNotLookLikeOtherDocuments) {
  for (const char* taken : {"CN-", "CRN-", "PRO-", "cn-", "Pro-"})
    EXPECT_TRUE(prefix_of_others(taken)) << taken;
  for (const char* free : {"INV-", "", "CN", "2026/CN-", " proposals"})
    EXPECT_FALSE(prefix_of_others(free)) << free;
}

constexpr Date day(int year) {
  return {std::chrono::year{year}, std::chrono::month{12}, std::chrono::day{31}};
}

TEST(Numbering, AYearInThePrefixBeginsASeries) {
  EXPECT_EQ(series_of("INV-", day(2026)), "INV-");
  EXPECT_EQ(series_of("INV-{year}-", day(2026)), "INV-2026-");
  EXPECT_EQ(series_of("{year}/R{year}.", day(2027)), "2027/R2027.");
  EXPECT_EQ(number_of("INV-2026-", 7, 4), "INV-2026-0007");
  EXPECT_EQ(number_of("CN-", 1), "CN-0001");
  EXPECT_EQ(number_of("INV-", 12345), "INV-12345");
  EXPECT_EQ(number_of("R", 12345, 1), "R12345");
  EXPECT_EQ(number_of("", 1, 10), "0000000001");
}

std::string problem(std::string_view prefix, const std::vector<std::string>& series = {}) {
  const auto found = prefix_problems(prefix, series);
  return found.empty() ? "" : found.front().code;
}

TEST(Numbering, NoTwoSeriesGiveTheSameNumber) {
  EXPECT_TRUE(series_meet("INV-", "INV-2"));
  EXPECT_TRUE(series_meet("20260", ""));
  for (const auto& [a, b] : {std::pair{"INV-", "INV-"}, {"INV-", "INV-2-"}, {"A", "B1"}})
    EXPECT_FALSE(series_meet(a, b)) << a << " " << b;
  for (const char* fine : {"INV-", "", "INV-{year}-", "{year}/", "R "}) EXPECT_EQ(problem(fine), "") << fine;
  for (const char* bad : {"INV-2", "{year}", "A{year}", "{Year}-", "{", "a}b", "{{year}}"})
    EXPECT_EQ(problem(bad), "format") << bad;
  EXPECT_EQ(problem("cn-"), "range");
  EXPECT_EQ(problem("ÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜ-"), "");
  EXPECT_EQ(problem("ÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜ-"), "too_long");
  EXPECT_EQ(problem("INV-", {"INV-", "INV-2026"}), "taken");
  EXPECT_EQ(problem("R{year}-", {"R2026-1"}), "taken");
  EXPECT_EQ(problem("R{year}-", {"R2026-", "R2025-A1"}), "");
}

// What any counters of two series that do not meet are called is never the same.
TEST(Numbering, WhatDoesNotMeetNeverDoes) {
  const std::vector<std::string> series = {"", "1", "A", "A1", "A10", "A-", "A-1", "A-10-", "0", "A0"};
  for (const std::string& a : series)
    for (const std::string& b : series) {
      bool same = false;
      for (int i = 1; i < 200 && a != b; ++i)
        for (int j = 1; j < 2000; ++j) same = same || number_of(a, i, 1) == number_of(b, j, 1);
      if (same) EXPECT_TRUE(series_meet(a, b)) << a << " " << b;
    }
}

}  // namespace
}  // namespace every::domain
