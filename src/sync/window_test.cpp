#include "sync/window.h"

#include <gtest/gtest.h>

namespace every::sync {
namespace {

constexpr Millis kMinute{60'000};
const Instant kNow = *parse_rfc3339("2026-11-25T12:00:00Z");

bool inside(const Window& window, Instant t) {
  for (const Span& span : window.spans)
    if (t >= span.from && t < span.to) return true;
  return false;
}

TEST(Window, ALookShortlyAfterTheLastTakesFiveMinutesAgain) {
  const Window window = window_of(kNow - kMinute, kNow - 70 * kMinute, kNow);
  ASSERT_EQ(window.spans.size(), 1U);
  EXPECT_EQ(window.spans[0].from, kNow - 6 * kMinute);
  EXPECT_GT(window.spans[0].to, kNow);
  EXPECT_EQ(window.watermark, kNow - Millis(30'000)) << "the last half minute is looked at again";
  EXPECT_FALSE(window.far_mark);
}

TEST(Window, TheWatermarkNeverGoesBack) {
  EXPECT_EQ(window_of(kNow, kNow, kNow).watermark, kNow);
}

// A poll each minute for a day: whatever moment a change was made, it is in two far windows at least, and in
// near windows until it is five minutes old. The index may be an hour late and is still met.
TEST(Window, EveryChangeIsLookedForNearAndTwiceFar) {
  std::optional<Instant> far_mark;
  Instant mark = kNow;
  std::vector<std::pair<Instant, Window>> looks;
  for (Instant now = kNow; now < kNow + 24 * 60 * kMinute; now += kMinute) {
    const Window window = window_of(mark, far_mark, now);
    mark = window.watermark;
    if (window.far_mark) far_mark = window.far_mark;
    looks.emplace_back(now, window);
  }
  for (Instant change = kNow + kMinute; change < kNow + 20 * 60 * kMinute; change += Millis(7'777)) {
    int near = 0, far = 0;
    for (const auto& [now, window] : looks) {
      if (!inside(window, change) || change > now) continue;
      ++(now - change < 10 * kMinute ? near : far);
    }
    EXPECT_GE(near, 4) << to_rfc3339(change);
    EXPECT_GE(far, 2) << to_rfc3339(change);
    EXPECT_LE(far, 3) << to_rfc3339(change);
  }
}

TEST(Window, AfterAPauseTheFarWindowIsAsWideAsThePause) {
  const Window window = window_of(kNow - 600 * kMinute, kNow - 660 * kMinute, kNow);
  ASSERT_EQ(window.spans.size(), 1U) << "the two meet: one span";
  EXPECT_LE(window.spans[0].from, kNow - 660 * kMinute);
  EXPECT_EQ(window.far_mark, kNow - 60 * kMinute);
}

TEST(Window, ACursorKeepsIt) {
  for (const Window& window : {window_of(kNow - kMinute, std::nullopt, kNow), window_of(kNow, kNow, kNow)}) {
    const auto again = window_from(to_text(window));
    ASSERT_TRUE(again);
    EXPECT_EQ(to_text(*again), to_text(window));
  }
  for (const char* no : {"", "1", "1 2 3", "x - 1 2", "1 - 1 y", "1 - 1 2 3 4 5 6"})
    EXPECT_FALSE(window_from(no)) << no;
}

}  // namespace
}  // namespace every::sync
