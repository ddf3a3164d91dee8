#include "domain/books.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

Date day(const char* text) {
  return *parse_date(text);
}

TEST(Books, EverythingIsOpenUntilSomebodyClosesThem) {
  EXPECT_TRUE(is_open(std::nullopt, day("1970-01-01")));
  EXPECT_TRUE(check_open(std::nullopt, day("1970-01-01"), "/date").ok());
}

TEST(Books, TheLastClosedDayIsClosedAndTheNextIsOpen) {
  const ClosedUntil closed = day("2026-10-31");
  EXPECT_FALSE(is_open(closed, day("2025-12-31")));
  EXPECT_FALSE(is_open(closed, day("2026-10-31")));
  EXPECT_TRUE(is_open(closed, day("2026-11-01")));
}

TEST(Books, ARefusalNamesTheDayTheFieldAndTheWayOn) {
  const ClosedUntil closed = day("2026-10-31");
  const Status refused = check_open(closed, day("2026-10-05"), "/issueDate");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::period_closed);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/issueDate");
  EXPECT_NE(refused.error().detail.find("2026-10-05"), std::string::npos);
  EXPECT_NE(refused.error().detail.find("2026-10-31"), std::string::npos);
  EXPECT_FALSE(refused.error().fix.empty());
  EXPECT_EQ(check_open(closed, day("2026-10-05"), "/date", "Go on.").error().fix, "Go on.");
}

TEST(Books, DaysToComeStayOpen) {
  const Date today = day("2026-11-30");
  EXPECT_FALSE(closing_problem(std::nullopt, today));
  EXPECT_FALSE(closing_problem(day("2026-11-29"), today));
  EXPECT_FALSE(closing_problem(today, today));
  const auto problem = closing_problem(day("2026-12-01"), today);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->pointer, "/booksClosedUntil");
}

TEST(Books, WhatOpensDaysAgainIsToldFromWhatClosesMore) {
  const ClosedUntil october = day("2026-10-31"), september = day("2026-09-30");
  EXPECT_FALSE(opens_again(std::nullopt, october));
  EXPECT_FALSE(opens_again(september, october));
  EXPECT_FALSE(opens_again(october, october));
  EXPECT_TRUE(opens_again(october, september));
  EXPECT_TRUE(opens_again(october, std::nullopt));
}

}  // namespace
}  // namespace every::domain
