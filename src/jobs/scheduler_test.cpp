#include "jobs/scheduler.h"

#include <gtest/gtest.h>

#include <atomic>

namespace every::jobs {
namespace {

Instant at(const char* text) {
  return parse_rfc3339(text).value();
}

store::SyncSettings settings(const char* frequency, const char* time = "07:00", int weekday = 1) {
  store::SyncSettings s;
  s.frequency = frequency;
  s.at_time = time;
  s.weekday = weekday;
  return s;
}

std::string next(const store::SyncSettings& s, const char* zone, const char* last, const char* now,
                 int failures = 0) {
  const auto t = next_run(s, zone, last[0] != 0 ? std::optional(at(last)) : std::nullopt, at(now), failures);
  return t ? to_rfc3339(*t) : "never";
}

TEST(NextRun, HourlyIsAnHourAfterTheLast) {
  EXPECT_EQ(next(settings("hourly"), "UTC", "2026-11-23T10:04:05Z", "2026-11-23T10:30:00Z"),
            "2026-11-23T11:04:05.000Z");
  EXPECT_EQ(next(settings("hourly"), "UTC", "", "2026-11-23T10:30:00Z"), "2026-11-23T10:30:00.000Z");
  EXPECT_EQ(next(settings("off"), "UTC", "2026-11-23T10:04:05Z", "2026-11-23T10:30:00Z"), "never");
}

TEST(NextRun, DailyFollowsTheWallClockAcrossDaylightSaving) {
  const auto daily = settings("daily", "07:00");
  // Los Angeles leaves daylight saving on 2026-11-01 and enters it on 2026-03-08.
  EXPECT_EQ(next(daily, "America/Los_Angeles", "2026-10-31T14:00:00Z", "2026-10-31T15:00:00Z"),
            "2026-11-01T15:00:00.000Z");
  EXPECT_EQ(next(daily, "America/Los_Angeles", "2026-03-07T15:00:00Z", "2026-03-07T16:00:00Z"),
            "2026-03-08T14:00:00.000Z");
  EXPECT_EQ(next(daily, "Europe/Berlin", "", "2026-11-23T05:00:00Z"), "2026-11-23T06:00:00.000Z");
}

TEST(NextRun, ATimeThatTheClocksSkipIsTheMomentTheySkipTo) {
  EXPECT_EQ(next(settings("daily", "02:30"), "Europe/Berlin", "2026-03-28T02:00:00Z", "2026-03-28T03:00:00Z"),
            "2026-03-29T01:00:00.000Z");
}

TEST(NextRun, ATimeThatComesTwiceIsTakenOnce) {
  const auto daily = settings("daily", "02:30");
  EXPECT_EQ(next(daily, "Europe/Berlin", "2026-10-24T00:30:00Z", "2026-10-24T03:00:00Z"),
            "2026-10-25T00:30:00.000Z");
  EXPECT_EQ(next(daily, "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T00:31:00Z"),
            "2026-10-26T01:30:00.000Z");
}

TEST(NextRun, WeeklyComesOnItsDayOfTheLocalWeek) {
  // 2026-11-23 is a Monday. In Auckland (UTC+13) it begins on Sunday in UTC.
  EXPECT_EQ(next(settings("weekly", "07:00", 1), "Pacific/Auckland", "2026-11-20T00:00:00Z",
                 "2026-11-21T00:00:00Z"),
            "2026-11-22T18:00:00.000Z");
  EXPECT_EQ(next(settings("weekly", "07:00", 1), "UTC", "2026-11-23T07:00:00Z", "2026-11-23T07:01:00Z"),
            "2026-11-30T07:00:00.000Z");
}

TEST(NextRun, WhatWasMissedIsDueAtOnce) {
  const auto t = next_run(settings("daily"), "UTC", at("2026-11-10T07:00:00Z"), at("2026-11-23T12:00:00Z"));
  ASSERT_TRUE(t);
  EXPECT_LE(*t, at("2026-11-23T12:00:00Z"));
}

TEST(NextRun, FailuresThatMayPassAreTriedAgainSooner) {
  const auto daily = settings("daily");
  EXPECT_EQ(next(daily, "UTC", "2026-11-23T07:00:00Z", "2026-11-23T07:00:30Z", 1),
            "2026-11-23T07:01:00.000Z");
  EXPECT_EQ(next(daily, "UTC", "2026-11-23T07:00:00Z", "2026-11-23T07:00:30Z", 4),
            "2026-11-23T07:08:00.000Z");
  EXPECT_EQ(next(settings("hourly"), "UTC", "2026-11-23T07:00:00Z", "2026-11-23T07:00:30Z", 40),
            "2026-11-23T08:00:00.000Z");
}

TEST(Scheduler, CallsWhenDueAndNotTwiceBeforeTheRunShows) {
  ManualClock clock(at("2026-11-23T06:59:59Z"));
  Log log(Log::Level::off);
  int calls = 0;
  Scheduler scheduler(
      clock, log,
      [&] {
        return std::vector<Scheduler::Entry>{{"w1", settings("daily"), "UTC", at("2026-11-22T07:00:00Z"), 0}};
      },
      [&](const std::string& workspace) {
        EXPECT_EQ(workspace, "w1");
        ++calls;
      });
  EXPECT_EQ(to_rfc3339(scheduler.tick()), "2026-11-23T07:00:00.000Z");
  EXPECT_EQ(calls, 0);
  clock.advance(Millis(1000));
  scheduler.tick();
  EXPECT_EQ(calls, 1);
  clock.advance(Millis(1000));
  scheduler.tick();
  EXPECT_EQ(calls, 1) << "the entries still name the old run";
  clock.advance(std::chrono::hours(24));
  scheduler.tick();
  EXPECT_EQ(calls, 2);
}

TEST(Scheduler, ItsThreadLooksAgainWhenToldAndStops) {
  SystemClock clock;
  Log log(Log::Level::off);
  std::atomic<bool> connected = false;
  std::atomic<int> calls = 0;
  Scheduler scheduler(
      clock, log,
      [&] {
        std::vector<Scheduler::Entry> out;
        if (connected) out.push_back({"w1", settings("hourly"), "UTC", std::nullopt, 0});
        return out;
      },
      [&](const std::string&) { ++calls; });
  scheduler.start();
  connected = true;
  scheduler.changed();
  for (int i = 0; i < 500 && calls == 0; ++i) clock.sleep_for(Millis(10));
  scheduler.stop();
  EXPECT_EQ(calls, 1);
}

TEST(Scheduler, AFailingLookDoesNotEndIt) {
  ManualClock clock(at("2026-11-23T06:59:59Z"));
  Log log(Log::Level::off);
  Scheduler scheduler(
      clock, log, []() -> std::vector<Scheduler::Entry> { throw std::runtime_error("the database is gone"); },
      [](const std::string&) {});
  EXPECT_EQ(scheduler.tick(), clock.now() + Millis(30'000));
}

}  // namespace
}  // namespace every::jobs
