#include "jobs/scheduler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

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

Entry entry(const store::SyncSettings& s, const char* zone, const char* last, int failures = 0,
            const char* swept = "") {
  const auto time = [](const char* text) { return text[0] != 0 ? std::optional(at(text)) : std::nullopt; };
  return {"w1", s, zone, time(last), failures, time(swept)};
}

// Without the workspace's own part of the jitter.
std::string next(const Entry& e, const char* now) {
  const auto t = next_run(e, at(now));
  return t ? to_rfc3339(*t - jitter_of(e.workspace_id)) : "never";
}
std::string next(const store::SyncSettings& s, const char* zone, const char* last, const char* now) {
  return next(entry(s, zone, last), now);
}

TEST(NextRun, HourlyIsAnHourAfterTheLast) {
  EXPECT_EQ(next(settings("hourly"), "UTC", "2026-11-23T10:04:05Z", "2026-11-23T10:30:00Z"),
            "2026-11-23T11:04:05.000Z");
  EXPECT_EQ(next_run(entry(settings("hourly"), "UTC", ""), at("2026-11-23T10:30:00Z")),
            at("2026-11-23T10:30:00Z"));
  EXPECT_EQ(next(settings("off"), "UTC", "2026-11-23T10:04:05Z", "2026-11-23T10:30:00Z"), "never");
}

TEST(NextRun, TheJitterIsTheWorkspacesOwnAndBounded) {
  std::set<Millis> different;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id = "01J9Z" + std::to_string(i);
    EXPECT_GE(jitter_of(id), Millis(0));
    EXPECT_LT(jitter_of(id), kJitterMax);
    EXPECT_EQ(jitter_of(id), jitter_of(id));
    different.insert(jitter_of(id));
  }
  EXPECT_GT(different.size(), 900U);
  EXPECT_GT(*different.rbegin() - *different.begin(), kJitterMax * 9 / 10);
}

// From seven o'clock to seven and the jitter the run is still ahead: it must be neither lost nor taken twice.
TEST(NextRun, ADailyTimeIsNotMissedInItsJitter) {
  const Millis jitter = jitter_of("w1");
  ASSERT_GT(jitter, Millis(1'000));
  const Entry never = entry(settings("daily"), "UTC", "");
  const Instant seven = at("2026-11-23T07:00:00Z");
  for (const Millis after : {Millis(0), Millis(500), jitter})
    EXPECT_EQ(next_run(never, seven + after), seven + jitter);
  Entry done = never;
  done.last = seven + jitter;
  EXPECT_EQ(next_run(done, seven + jitter), seven + jitter + std::chrono::hours(24));
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
  const Instant now = at("2026-11-23T12:00:00Z");
  Entry missed = entry(settings("daily"), "UTC", "2026-11-10T07:00:00Z");
  ASSERT_TRUE(next_run(missed, now));
  EXPECT_LE(*next_run(missed, now), now);
  missed.last = now;  // and once it ran, thirteen days are caught up
  EXPECT_EQ(next(missed, "2026-11-23T12:00:01Z"), "2026-11-24T07:00:00.000Z");
}

TEST(NextRun, ZonesOfEveryKind) {
  const auto daily = settings("daily", "07:00");
  // A quarter of an hour off.
  EXPECT_EQ(next(daily, "Asia/Kathmandu", "2026-06-01T03:00:00Z", "2026-06-01T03:00:00Z"),
            "2026-06-02T01:15:00.000Z");
  EXPECT_EQ(next(daily, "Pacific/Chatham", "2026-06-01T03:00:00Z", "2026-06-01T03:00:00Z"),
            "2026-06-01T18:15:00.000Z");
  // Lord Howe's clocks move by half an hour: from 02:00 to 02:30 on 2026-10-04, from 02:00 to 01:30 on
  // 2026-04-05.
  EXPECT_EQ(
      next(settings("daily", "02:10"), "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-03T00:00:00Z"),
      "2026-10-03T15:30:00.000Z");
  EXPECT_EQ(
      next(settings("daily", "01:45"), "Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-04-04T00:00:00Z"),
      "2026-04-04T14:45:00.000Z");
  EXPECT_EQ(
      next(settings("daily", "01:45"), "Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-04T15:00:00Z"),
      "2026-04-05T15:15:00.000Z");
  // Samoa left out 2011-12-30: the day after the 29th is the 31st.
  EXPECT_EQ(next(daily, "Pacific/Apia", "2011-12-29T17:00:00Z", "2011-12-29T18:00:00Z"),
            "2011-12-30T17:00:00.000Z");
  // Cairo's summer begins at midnight: there is no 00:00 on 2026-04-24.
  EXPECT_EQ(next(settings("daily", "00:00"), "Africa/Cairo", "2026-04-23T00:00:00Z", "2026-04-23T00:00:00Z"),
            "2026-04-23T22:00:00.000Z");
  EXPECT_EQ(next(daily, "Not/AZone", "2026-06-01T08:00:00Z", "2026-06-01T08:00:00Z"),
            "2026-06-02T07:00:00.000Z");
}

// Every day of ten years in zones with and without daylight saving: one run a day, never two, never none.
TEST(NextRun, OneRunForEachLocalDay) {
  for (const char* zone : {"America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo",
                           "America/Santiago", "Asia/Kathmandu", "UTC"})
    for (const char* time : {"00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "23:59"}) {
      Entry e = entry(settings("daily", time), zone, "2024-01-01T12:00:00Z");
      for (int day = 0; day < 3'650; ++day) {
        const auto run = next_run(e, *e.last);
        ASSERT_TRUE(run);
        const auto gap = std::chrono::duration_cast<std::chrono::minutes>(*run - *e.last).count();
        if (day > 0) {
          ASSERT_GE(gap, 22 * 60) << zone << ' ' << time << ' ' << to_rfc3339(*run);
          ASSERT_LE(gap, 26 * 60) << zone << ' ' << time << ' ' << to_rfc3339(*run);
          ASSERT_EQ(local_date(*run - jitter_of("w1"), zone),
                    add_days(local_date(*e.last - jitter_of("w1"), zone), 1))
              << zone << ' ' << time << ' ' << to_rfc3339(*run);
        }
        e.last = run;
      }
    }
}

TEST(NextRun, AZoneThatChangesWhileWaitingCountsAtOnce) {
  Entry e = entry(settings("daily"), "America/Los_Angeles", "2026-11-22T15:00:00Z");
  EXPECT_EQ(next(e, "2026-11-22T16:00:00Z"), "2026-11-23T15:00:00.000Z");
  e.zone = "Europe/Berlin";
  EXPECT_EQ(next(e, "2026-11-22T16:00:00Z"), "2026-11-23T06:00:00.000Z");
}

TEST(Sweep, ComesOnceANightAtItsLocalTime) {
  const auto hourly = settings("hourly");  // sweeps at 02:30
  const auto due = [&](const char* zone, const char* swept, const char* now) {
    return sweep_due(hourly, zone, swept[0] != 0 ? std::optional(at(swept)) : std::nullopt, at(now));
  };
  EXPECT_TRUE(due("UTC", "", "2026-11-23T10:00:00Z")) << "never done";
  EXPECT_FALSE(due("UTC", "2026-11-23T10:00:00Z", "2026-11-24T02:29:59Z"));
  EXPECT_TRUE(due("UTC", "2026-11-23T10:00:00Z", "2026-11-24T02:30:00Z"));
  EXPECT_FALSE(due("UTC", "2026-11-24T02:30:00Z", "2026-11-24T09:00:00Z"));
  EXPECT_FALSE(due("America/Los_Angeles", "2026-11-23T20:00:00Z", "2026-11-24T10:29:00Z"));
  EXPECT_TRUE(due("America/Los_Angeles", "2026-11-23T20:00:00Z", "2026-11-24T10:30:00Z"));
  auto never = hourly;
  never.sweep_time.clear();
  EXPECT_FALSE(sweep_due(never, "UTC", std::nullopt, at("2026-11-24T10:30:00Z")));
}

TEST(Sweep, BringsAnHourlyRunForwardButNotAgainWhenItFailed) {
  EXPECT_EQ(next(entry(settings("hourly"), "UTC", "2026-11-24T02:10:00Z", 0, "2026-11-23T02:30:00Z"),
                 "2026-11-24T02:20:00Z"),
            "2026-11-24T02:30:00.000Z");
  EXPECT_EQ(next(entry(settings("hourly"), "UTC", "2026-11-24T02:32:00Z", 0, "2026-11-23T02:30:00Z"),
                 "2026-11-24T02:33:00Z"),
            "2026-11-24T03:32:00.000Z")
      << "it was tried at 02:32 and has not succeeded";
}

TEST(NextRun, FailuresThatMayPassAreTriedAgainSooner) {
  const auto after = [](const char* frequency, int failures) {
    const Entry e = entry(settings(frequency), "UTC", "2026-11-23T07:00:00Z", failures);
    return *next_run(e, at("2026-11-23T07:00:30Z")) - *e.last;
  };
  EXPECT_EQ(after("daily", 1), std::chrono::minutes(1));
  EXPECT_EQ(after("daily", 4), std::chrono::minutes(8));
  EXPECT_EQ(after("daily", 40), std::chrono::minutes(64));
  EXPECT_EQ(after("hourly", 40), std::chrono::hours(1) + jitter_of("w1"))
      << "never later than the regular one";
}

TEST(Scheduler, CallsWhenDueAndNotTwiceBeforeTheRunShows) {
  ManualClock clock(at("2026-11-23T06:59:59Z"));
  Log log(Log::Level::off);
  int calls = 0;
  Scheduler scheduler(
      clock, log, [&] { return std::vector<Entry>{entry(settings("daily"), "UTC", "2026-11-22T07:00:00Z")}; },
      [&](const std::string& workspace) {
        EXPECT_EQ(workspace, "w1");
        ++calls;
      });
  clock.advance(jitter_of("w1"));
  EXPECT_EQ(to_rfc3339(scheduler.tick() - jitter_of("w1")), "2026-11-23T07:00:00.000Z");
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
        std::vector<Entry> out;
        if (connected) out.push_back(entry(settings("hourly"), "UTC", ""));
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
      clock, log, []() -> std::vector<Entry> { throw std::runtime_error("the database is gone"); },
      [](const std::string&) {});
  EXPECT_EQ(scheduler.tick(), clock.now() + Millis(30'000));
}

}  // namespace
}  // namespace every::jobs
