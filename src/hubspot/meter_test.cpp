#include "hubspot/meter.h"

#include <gtest/gtest.h>

namespace every::hubspot {
namespace {

TEST(Meter, CountsByKindByAnswerAndByPolicy) {
  ManualClock clock(from_ms(1'795'430'000'000));
  Metrics metrics;
  Meter meter(clock, metrics);
  for (const char* endpoint : {"list", "list", "search", "batch_read", "associations", "owners", "refresh"})
    meter.answered(endpoint, 200);
  meter.answered("list", 429);
  meter.answered("list", 404);
  meter.answered("search", 502);
  meter.answered("search", 477);
  meter.answered("search", 0);
  meter.limited(LimitPolicy::ten_secondly);
  meter.limited(LimitPolicy::daily);
  const Meter::Counts expected{{"kind.list", 4},         {"kind.search", 4},   {"kind.batch_read", 1},
                               {"kind.associations", 1}, {"kind.settings", 1}, {"kind.token", 1},
                               {"class.ok", 7},          {"class.limited", 1}, {"class.refused", 1},
                               {"class.failed", 2},      {"class.none", 1},    {"limited.ten_secondly", 1},
                               {"limited.daily", 1}};
  EXPECT_EQ(meter.fresh(), expected);
  EXPECT_EQ(meter.take(), expected);
  EXPECT_TRUE(meter.take().empty()) << "each is given once";
  const std::string text = metrics.text();
  EXPECT_NE(text.find(R"(every_hubspot_kind_requests_total{class="ok",kind="list"} 2)"), std::string::npos)
      << text;
  EXPECT_NE(text.find(R"(every_hubspot_limited_total{policy="daily"} 1)"), std::string::npos) << text;
}

TEST(Meter, ForgetsWhatIsLongAgo) {
  ManualClock clock(from_ms(1'795'430'000'000));
  Metrics metrics;
  Meter meter(clock, metrics);
  for (int i = 0; i < 10; ++i) {
    meter.answered("list", 200);
    clock.advance(Millis(1'000));
  }
  EXPECT_EQ(meter.recent().minute, 10);
  clock.advance(std::chrono::seconds(55));
  EXPECT_LT(meter.recent().minute, 10);
  EXPECT_EQ(meter.recent().hour, 10);
  clock.advance(std::chrono::minutes(62));
  EXPECT_EQ(meter.recent().hour, 0);
  EXPECT_EQ(meter.recent().day, 10);
  meter.answered("list", 200);
  EXPECT_EQ(meter.recent().hour, 1);
  EXPECT_EQ(meter.recent().day, 11);
  clock.advance(std::chrono::hours(25));
  EXPECT_EQ(meter.recent().day, 0);
}

}  // namespace
}  // namespace every::hubspot
