#include "hubspot/pacer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

namespace every::hubspot {
namespace {

Tick at(std::int64_t ms) {
  return Tick(Millis(1'000'000 + ms));
}
QuotaOptions all_of_it(int max) {
  QuotaOptions options;
  options.max = max;
  options.percent_for_others = 0;
  return options;
}
RateHeaders headers(int max, int remaining) {
  RateHeaders out;
  out.max = max;
  out.remaining = remaining;
  return out;
}

// HubSpot's side: when requests arrived, and the most that any ten seconds saw.
struct Server {
  std::vector<std::int64_t> arrivals;
  int worst(std::int64_t span_ms) {
    std::sort(arrivals.begin(), arrivals.end());
    int most = 0;
    for (std::size_t i = 0, j = 0; j < arrivals.size(); ++j) {
      while (arrivals[j] - arrivals[i] >= span_ms) ++i;
      most = std::max(most, static_cast<int>(j - i + 1));
    }
    return most;
  }
};

struct Flight {
  std::uint64_t id;
  std::int64_t sent_ms, back_ms;
};

// Sends as fast as the pacer lets, with journeys that vary, for two minutes of simulated time.
Server drive(Pacer& pacer, Lane lane, std::mt19937_64& engine, int travel_spread_ms, int lanes) {
  Server server;
  std::vector<Flight> flying;
  for (std::int64_t now = 0, next = 0; now < 120'000; now = std::max(now + 1, next)) {
    std::erase_if(flying, [&](const Flight& flight) {
      if (flight.back_ms > now) return false;
      pacer.answered(flight.id, lane, at(flight.sent_ms), at(now), {}, Millis(0));
      return true;
    });
    while (static_cast<int>(flying.size()) < lanes &&
           pacer.decide(lane, Priority::background, at(now)).at <= at(now)) {
      const std::int64_t travel =
          5 + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(travel_spread_ms));
      flying.push_back({pacer.sent(lane, at(now)), now, now + travel + 100});
      server.arrivals.push_back(now + travel);
    }
    // Nothing happens before an answer comes back, or the moment that the pacer named.
    next = std::numeric_limits<std::int64_t>::max();
    for (const Flight& flight : flying) next = std::min(next, flight.back_ms);
    if (static_cast<int>(flying.size()) < lanes) {
      const auto wait = pacer.decide(lane, Priority::background, at(now)).at - at(0);
      next = std::min(next, std::chrono::ceil<Millis>(wait).count());
    }
  }
  return server;
}

TEST(Pacer, NeverMoreThanMaxInAnyWindowAsTheServerCounts) {
  std::mt19937_64 engine(1);
  for (int round = 0; round < 12; ++round) {
    const int max = 10 + static_cast<int>(engine() % 200);
    Pacer pacer(all_of_it(max));
    Server server = drive(pacer, Lane::general, engine, 1 + static_cast<int>(engine() % 180), 64);
    EXPECT_LE(server.worst(10'000), max) << "round " << round;
  }
}

TEST(Pacer, UsesNearlyAllOfTheQuota) {
  std::mt19937_64 engine(2);
  Pacer pacer(all_of_it(110));
  Server server = drive(pacer, Lane::general, engine, 20, 64);
  EXPECT_LE(server.worst(10'000), 110);
  // Twelve windows; the last may be cut.
  EXPECT_GE(server.arrivals.size(), 110u * 12 * 97 / 100);
}

TEST(Pacer, SearchHasItsOwnSmallWindow) {
  std::mt19937_64 engine(3);
  Pacer pacer(all_of_it(1));
  Server server = drive(pacer, Lane::search, engine, 100, 64);
  EXPECT_LE(server.worst(1'000), 4);
  EXPECT_GT(server.arrivals.size(), 400u);
}

TEST(Pacer, LearnsMaxAndIntervalFromTheHeaders) {
  net::HttpResponse response{200,
                             {{"x-hubspot-ratelimit-max", "190"},
                              {"x-hubspot-ratelimit-remaining", "189"},
                              {"x-hubspot-ratelimit-interval-milliseconds", "10000"},
                              {"x-hubspot-ratelimit-secondly", "19"}},
                             ""};
  Pacer pacer(QuotaOptions{});
  EXPECT_EQ(pacer.limit(), 90) << "a tenth stays for other apps";
  const auto id = pacer.sent(Lane::general, at(0));
  pacer.answered(id, Lane::general, at(0), at(100), read_rate_headers(response), Millis(0));
  EXPECT_EQ(pacer.max(), 190);
  EXPECT_EQ(pacer.limit(), 171);
}

TEST(Pacer, NonsenseInHeadersIsIgnored) {
  for (const char* text : {"", "abc", "-1", "0", "999999999999", "1e3"}) {
    const auto read = read_rate_headers(
        {200, {{"x-hubspot-ratelimit-max", text}, {"x-hubspot-ratelimit-interval-milliseconds", text}}, ""});
    EXPECT_FALSE(read.max) << text;
    EXPECT_FALSE(read.interval) << text;
  }
}

TEST(Pacer, WhatOthersUsedIsNotSentAgain) {
  Pacer pacer(all_of_it(110));
  const auto id = pacer.sent(Lane::general, at(0));
  pacer.answered(id, Lane::general, at(0), at(100), headers(110, 10),
                 Millis(0));  // 100 used, one of them ours
  int sent = 0;
  while (pacer.decide(Lane::general, Priority::background, at(200)).at <= at(200)) {
    pacer.sent(Lane::general, at(200));
    ++sent;
  }
  EXPECT_EQ(sent, 10);
}

TEST(Pacer, OwnRequestsInFlightAreNotTakenForOthers) {
  Pacer pacer(all_of_it(110));
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < 50; ++i) ids.push_back(pacer.sent(Lane::general, at(i)));
  for (int i = 0; i < 50; ++i)
    pacer.answered(ids[static_cast<std::size_t>(i)], Lane::general, at(i), at(300 + i), headers(110, 60),
                   Millis(0));
  int sent = 0;
  while (pacer.decide(Lane::general, Priority::background, at(400)).at <= at(400)) {
    pacer.sent(Lane::general, at(400));
    ++sent;
  }
  EXPECT_EQ(sent, 60);
}

TEST(Pacer, APausedPortalWaitsInBothLanesAPausedLaneAlone) {
  Pacer pacer(all_of_it(100));
  pacer.pause_lane(Lane::search, at(1'500));
  EXPECT_EQ(pacer.decide(Lane::search, Priority::background, at(0)).at, at(1'500));
  EXPECT_EQ(pacer.decide(Lane::general, Priority::background, at(0)).at, at(0));
  pacer.pause_portal(Code::hubspot_migrating, at(9'000));
  pacer.pause_portal(Code::rate_limited, at(3'000));
  const auto verdict = pacer.decide(Lane::general, Priority::interactive, at(0));
  EXPECT_EQ(verdict.at, at(9'000));
  EXPECT_EQ(verdict.pause, Code::hubspot_migrating);
  EXPECT_EQ(pacer.paused_until(at(0)), at(9'000));
  EXPECT_FALSE(pacer.paused_until(at(9'000)));
}

TEST(Pacer, SlowsDownAfterTroubleAndRecovers) {
  Pacer pacer(all_of_it(100));
  pacer.overran(at(0));
  EXPECT_EQ(pacer.limit(), 90);
  pacer.struggles(at(0));
  EXPECT_EQ(pacer.limit(), 45);
  for (int i = 0; i < 10; ++i) pacer.struggles(at(0));
  EXPECT_EQ(pacer.limit(), 25);
  pacer.decide(Lane::general, Priority::background, at(20'000));
  EXPECT_EQ(pacer.limit(), 45);
  pacer.decide(Lane::general, Priority::background, at(200'000));
  EXPECT_EQ(pacer.limit(), 100);
}

TEST(Pacer, BackgroundWorkLeavesTheLastFifthOfTheDay) {
  Pacer pacer(all_of_it(100));
  RateHeaders low;
  low.daily = 250'000;
  low.daily_remaining = 50'000;
  const auto id = pacer.sent(Lane::general, at(0));
  pacer.answered(id, Lane::general, at(0), at(10), low, Millis(3'600'000));
  const auto verdict = pacer.decide(Lane::general, Priority::background, at(20));
  EXPECT_EQ(verdict.pause, Code::daily_limit);
  EXPECT_EQ(verdict.at, at(3'600'010));
  EXPECT_EQ(pacer.decide(Lane::general, Priority::interactive, at(20)).at, at(20));
}

}  // namespace
}  // namespace every::hubspot
