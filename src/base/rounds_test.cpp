#include "base/rounds.h"

#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>

namespace every {
namespace {

TEST(Rounds, GoOnAfterOneThatFailsAndEndWhenTheyAreStopped) {
  ManualClock clock{from_ms(1'000)};
  ClockTasks tasks(clock);
  Log log(Log::Level::off);
  std::atomic<int> done{0};
  std::latch three{3};
  Rounds rounds(tasks, log, "test.round_failed");
  rounds.start(Millis(2'000), [&] {
    if (++done <= 3) three.count_down();
    if (done == 1) throw std::runtime_error("the first one fails");
  });
  three.wait();
  rounds.stop();
  rounds.stop();
  const int so_far = done;
  EXPECT_GE(so_far, 3);
  EXPECT_GE(clock.now() - from_ms(1'000), Millis(4'000)) << "a pause between two of them";
  EXPECT_EQ(done, so_far);
}

TEST(Rounds, AreOverWithWhatHoldsThem) {
  RealTasks tasks;
  Log log(Log::Level::off);
  std::latch first{1};
  {
    Rounds rounds(tasks, log, "test.round_failed");
    rounds.start(std::chrono::hours(1), [&] { first.count_down(); });
    first.wait();
  }
  Rounds never(tasks, log, "test.round_failed");
  never.stop();
}

}  // namespace
}  // namespace every
