#include "sync/progress.h"

#include <gtest/gtest.h>

#include "base/id.h"

namespace every::sync {
namespace {

constexpr Instant kStart{Millis{1'760'000'000'000}};

TEST(Progress, SaysNothingBeforeThereIsATotal) {
  store::Run run;
  Progress progress(run, {"reading", "matching"});
  progress.add("reading", 100, kStart);
  progress.put(run, kStart);
  EXPECT_EQ(run.percent, -1);
  EXPECT_EQ(run.phase, "reading");
  EXPECT_FALSE(run.eta_ms);
}

TEST(Progress, TellsTheRemainingTimeFromTheMeasuredRate) {
  store::Run run;
  Progress progress(run, {"reading"});
  progress.total("reading", 10'000);
  progress.put(run, kStart);
  progress.add("reading", 100, kStart + Millis(1'000));
  progress.put(run, kStart + Millis(1'000));
  EXPECT_FALSE(run.eta_ms) << "one second tells nothing";
  progress.add("reading", 900, kStart + Millis(10'000));
  progress.put(run, kStart + Millis(10'000));
  EXPECT_EQ(run.percent, 10);
  ASSERT_TRUE(run.eta_ms);
  EXPECT_NEAR(static_cast<double>(*run.eta_ms), 90'000, 2'000);
}

TEST(Progress, GoesOnFromTheRowAfterARestart) {
  store::Run run;
  Progress before(run, {"reading"});
  before.total("reading", 200);
  before.add("reading", 120, kStart);
  before.put(run, kStart);
  EXPECT_EQ(run.percent, 60);
  Progress after(run, {"reading"});
  after.put(run, kStart + Millis(1'000));
  EXPECT_EQ(run.percent, 60);
  after.add("reading", 60, kStart + Millis(2'000));
  after.put(run, kStart + Millis(2'000));
  EXPECT_EQ(run.percent, 90);
}

TEST(Progress, NeverGoesBackAndNeverIsDoneBeforeTheEnd) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SeededRandom random(seed);
    store::Run run;
    Progress progress(run, {"reading", "matching"});
    Instant now = kStart;
    int last = -1;
    for (int step = 0; step < 200; ++step) {
      now += Millis(static_cast<std::int64_t>(random.below(400)));
      const std::string_view phase = kPhases[random.below(std::size(kPhases))];
      // A killed process goes on from what the row says.
      if (random.below(20) == 0) progress = Progress(run, {"reading", "matching"});
      switch (random.below(5)) {
        case 0:
          progress.total(phase, static_cast<std::int64_t>(random.below(5'000)));
          break;
        case 1:
          progress.finish(phase, now);
          break;
        case 2:
          progress.plan({phase}, now);
          break;
        default:
          progress.add(phase, static_cast<std::int64_t>(random.below(300)), now);
      }
      progress.put(run, now);
      ASSERT_GE(run.percent, last) << "seed " << seed << " step " << step;
      ASSERT_LT(run.percent, 100) << "seed " << seed;
      ASSERT_GE(run.eta_ms.value_or(0), 0) << "seed " << seed;
      last = run.percent;
    }
  }
}

// At a steady speed the remaining time is right within a fifth from the first figure on, also when an import
// is attached half way and over a restart.
TEST(Progress, TheRemainingTimeIsCalibrated) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    const auto records = static_cast<std::int64_t>(5'000 + random.below(50'000));
    const double each_ms = 1.0 + static_cast<double>(random.below(5));  // of reading one record
    const bool attached = random.below(2) == 0;
    const std::int64_t attach_at = records / 3;
    store::Run run;
    Progress progress(run, {"reading"});
    progress.total("reading", records);
    double at_ms = 0;
    std::vector<std::pair<double, double>> told;  // when, and what was left
    const auto work = [&](std::string_view phase, std::int64_t count, double cost_ms) {
      progress.add(phase, count, kStart + Millis(static_cast<std::int64_t>(at_ms)));
      at_ms += static_cast<double>(count) * cost_ms;
      progress.put(run, kStart + Millis(static_cast<std::int64_t>(at_ms)));
      if (run.eta_ms) told.emplace_back(at_ms, static_cast<double>(*run.eta_ms));
    };
    progress.put(run, kStart);
    for (std::int64_t done = 0; done < records; done += 100) {
      if (random.below(100) == 0) progress = Progress(run, {"reading"});
      if (attached && done >= attach_at && done < attach_at + 100) {
        progress.plan({"importing_contacts"}, kStart);
        told.clear();
      }
      work("reading", std::min<std::int64_t>(100, records - done), each_ms);
    }
    progress.finish("reading", kStart + Millis(static_cast<std::int64_t>(at_ms)));
    if (attached) {
      progress.total("importing_contacts", records);
      for (std::int64_t done = 0; done < records; done += 200)
        work("importing_contacts", std::min<std::int64_t>(200, records - done), each_ms * 0.25);
    }
    ASSERT_FALSE(told.empty());
    for (const auto& [when, left] : told)
      ASSERT_NEAR(left, at_ms - when, 0.2 * (at_ms - when) + 2'000) << "at " << when << " of " << at_ms;
  }
}

}  // namespace
}  // namespace every::sync
