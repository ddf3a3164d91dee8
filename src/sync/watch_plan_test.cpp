#include "sync/watch_plan.h"

#include <gtest/gtest.h>

namespace every::sync {
namespace {

const Instant kNow = from_ms(1'795'430'000'000);

WatchFacts quiet() {
  WatchFacts f;
  f.now = kNow;
  f.connected = f.loaded = true;
  f.look_at = kNow + kLookEvery;
  return f;
}

TEST(WatchPlan, RestsUntilTheNextLook) {
  WatchFacts f = quiet();
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
  EXPECT_EQ(plan_watch(f).next, kNow + kRestMax);
  f.look_at = kNow + Millis(7'000);
  EXPECT_EQ(plan_watch(f).next, kNow + Millis(7'000));
  f.look_at = kNow;
  EXPECT_EQ(plan_watch(f).step, WatchStep::look);
  f.look_at.reset();
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
}

TEST(WatchPlan, CollectsHintsForASecond) {
  WatchFacts f = quiet();
  f.oldest_hint = kNow - Millis(400);
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
  EXPECT_EQ(plan_watch(f).next, kNow + Millis(600));
  f.oldest_hint = kNow - kCollect;
  EXPECT_EQ(plan_watch(f).step, WatchStep::read_hints);
}

TEST(WatchPlan, ReadsHintsWhileARunIsUnderWayAndNothingElse) {
  WatchFacts f = quiet();
  f.busy = f.sweep_owed = true;
  f.look_at = kNow;
  f.oldest_second = kNow - std::chrono::hours(1);
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
  f.oldest_hint = kNow - std::chrono::hours(1);
  EXPECT_EQ(plan_watch(f).step, WatchStep::read_hints);
  f.oldest_hint.reset();
  f.busy = false;
  EXPECT_EQ(plan_watch(f).step, WatchStep::sweep);
  f.sweep_owed = false;
  EXPECT_EQ(plan_watch(f).step, WatchStep::read_again);
  f.oldest_second = kNow - kSecondReading + Millis(1);
  EXPECT_EQ(plan_watch(f).step, WatchStep::look);
}

TEST(WatchPlan, DoesNothingWithoutAConnectionOrBeforeTheFirstLoad) {
  WatchFacts f = quiet();
  f.oldest_hint = kNow - std::chrono::hours(1);
  f.look_at = kNow;
  f.loaded = false;
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
  f.loaded = true;
  f.connected = false;
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
}

TEST(WatchPlan, AFailureHoldsEverythingForAWhile) {
  WatchFacts f = quiet();
  f.oldest_hint = kNow - std::chrono::hours(1);
  f.held_until = kNow + Millis(8'000);
  EXPECT_EQ(plan_watch(f).step, WatchStep::rest);
  EXPECT_EQ(plan_watch(f).next, kNow + Millis(8'000));
  f.held_until = kNow;
  EXPECT_EQ(plan_watch(f).step, WatchStep::read_hints);
  EXPECT_EQ(watch_pause(1), Millis(2'000));
  EXPECT_EQ(watch_pause(3), Millis(8'000));
  EXPECT_EQ(watch_pause(60), Millis(300'000));
}

TEST(WatchPlan, LooksAreRareWhenTheDayIsNearlySpent) {
  EXPECT_EQ(look_pace(std::nullopt, std::nullopt), kLookEvery);
  EXPECT_EQ(look_pace(600'000, 625'000), kLookEvery);
  EXPECT_EQ(look_pace(100'000, 625'000), Millis(600'000));
  EXPECT_EQ(look_pace(10'000, 625'000), std::nullopt);
}

}  // namespace
}  // namespace every::sync
