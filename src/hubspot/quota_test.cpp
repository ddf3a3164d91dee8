#include "hubspot/quota.h"

#include <thread>

#include "hubspot/test_portal.h"

namespace every::hubspot {
namespace {

using test::answer;

class QuotaTest : public test::PortalTest {
 protected:
  Quota& quota() { return portal()->quota(); }
  Quota::Ticket take(Quota::Ask ask = {}) {
    auto ticket = quota().acquire(ask, {});
    EXPECT_TRUE(ticket);
    return ticket ? *ticket : Quota::Ticket{};
  }
  Failure limit(std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    return read_failure(answer(429, std::move(body), std::move(headers)), "", clock.now());
  }
};

TEST_F(QuotaTest, TheBurstWaitsForTheWindow) {
  options.quota.percent_for_others = 0;
  for (int i = 0; i < 100; ++i) take();
  EXPECT_EQ(waited(), Millis(0));
  take();
  EXPECT_GE(waited(), Millis(10'050));
  EXPECT_LE(waited(), Millis(10'400));
}

TEST_F(QuotaTest, TenSecondlyHoldsTheWholePortalForAWindow) {
  const auto ticket = take();
  quota().limited(ticket, limit(R"({"policyName":"TEN_SECONDLY_ROLLING"})"), 0);
  EXPECT_TRUE(quota().resumes_at());
  take({.lane = Lane::search});
  EXPECT_GE(waited(), Millis(10'000));
  EXPECT_LE(waited(), Millis(10'300));
}

TEST_F(QuotaTest, SecondlyHoldsOnlySearch) {
  const auto ticket = take({.lane = Lane::search});
  quota().limited(
      ticket, limit(R"({"message":"You have reached your secondly limit.","category":"RATE_LIMITS"})"), 0);
  take();
  EXPECT_EQ(waited(), Millis(0));
  take({.lane = Lane::search});
  EXPECT_GE(waited(), Millis(1'000));
  EXPECT_LE(waited(), Millis(1'600));
}

TEST_F(QuotaTest, RetryAfterIsObeyed) {
  const auto ticket = take();
  quota().limited(ticket, limit(R"({"policyName":"TEN_SECONDLY_ROLLING"})", {{"retry-after", "25"}}), 0);
  take();
  EXPECT_GE(waited(), Millis(25'000));
}

TEST_F(QuotaTest, AnUnknownPolicyWaitsLongerEachTime) {
  for (int tries = 0; tries < 6; ++tries) {
    const Instant before = clock.now();
    const auto ticket = take();
    quota().limited(ticket, limit("<html>"), tries);
    take();
    EXPECT_GE(clock.now() - before, Millis(1'000 << tries));
  }
}

TEST_F(QuotaTest, TheDailyLimitFailsUntilMidnightOfTheAccount) {
  quota().set_zone("America/New_York");
  const auto ticket = take();
  quota().limited(ticket, limit(R"({"policyName":"DAILY"})"), 0);
  const auto refused = quota().acquire({}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::daily_limit);
  EXPECT_EQ(from_ms(*refused.error().retry_at_ms), *parse_rfc3339("2026-11-24T05:00:00Z"));
  EXPECT_EQ(quota().resumes_at(), *parse_rfc3339("2026-11-24T05:00:00Z"));
  clock.advance(std::chrono::hours(19) + Millis(1));
  EXPECT_TRUE(quota().acquire({}, {}));
}

TEST_F(QuotaTest, AMigrationIsToldWithItsEndAndAShortOneIsWaitedFor) {
  quota().migrating(std::chrono::hours(3));
  const auto refused = quota().acquire({}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::hubspot_migrating);
  EXPECT_EQ(from_ms(*refused.error().retry_at_ms), test::kStart + std::chrono::hours(3));
  clock.advance(std::chrono::hours(3) - std::chrono::minutes(5));
  EXPECT_TRUE(quota().acquire({}, {}));
  EXPECT_EQ(waited(), std::chrono::hours(3));
}

TEST_F(QuotaTest, PeopleDoNotWaitThroughAMinute) {
  const auto ticket = take();
  quota().limited(ticket, limit(R"({"policyName":"TEN_SECONDLY_ROLLING"})", {{"retry-after", "60"}}), 0);
  const auto refused = quota().acquire({.priority = Priority::interactive}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::rate_limited);
}

// Real threads and real time, a window of a quarter second.
class QuotaThreadsTest : public ::testing::Test {
 protected:
  QuotaThreadsTest() {
    options.max = 1;
    options.percent_for_others = 0;
    options.span = Millis(250);
    options.guard = Millis(5);
  }
  test::FakeHttp http;
  SystemClock clock;
  SeededRandom random{1};
  Log log{Log::Level::off};
  Metrics metrics;
  RealTasks tasks;
  Services services{http, clock, random, log, metrics, tasks};
  QuotaOptions options;
};

TEST_F(QuotaThreadsTest, InteractiveFirstThenTheLongestCursor) {
  Quota quota(options, services);
  ASSERT_TRUE(quota.acquire({}, {}));  // the window is taken; all that come now queue
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::jthread> threads;
  const auto enter = [&](Quota::Ask ask, int tag) {
    threads.emplace_back([&, ask, tag] {
      const auto ticket = quota.acquire(ask, {});
      ASSERT_TRUE(ticket);
      const std::lock_guard lock(mutex);
      order.push_back(tag);
    });
  };
  enter({.weight = 5}, 3);
  enter({.weight = 900}, 2);
  enter({.priority = Priority::interactive, .weight = 0}, 1);
  threads.clear();
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST_F(QuotaThreadsTest, AStopTokenEndsTheWaitAtOnce) {
  options.span = Millis(60'000);
  Quota quota(options, services);
  ASSERT_TRUE(quota.acquire({}, {}));
  std::optional<Code> code;
  const auto begin = clock.steady();
  {
    std::jthread waiting([&](std::stop_token stop) {
      const auto ticket = quota.acquire({}, stop);
      if (!ticket) code = ticket.error().code;
    });
    std::this_thread::sleep_for(Millis(30));
  }
  EXPECT_EQ(code, Code::cancelled);
  EXPECT_LT(clock.steady() - begin, Millis(5'000));
}

}  // namespace
}  // namespace every::hubspot
