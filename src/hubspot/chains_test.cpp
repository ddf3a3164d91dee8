// A load in virtual time: serial cursors, HubSpot's rolling window, and whoever is ready sends. How long it
// takes is compared with what no scheduler can beat.
#include "hubspot/chains.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "hubspot/pacer.h"

namespace every::hubspot {
namespace {

struct Cursor {
  std::int64_t left;
  Tick ready{};
};

// Seconds until all cursors are done, each request taking `latency`.
double run(std::vector<Cursor> cursors, Millis latency, bool share) {
  constexpr int kMax = 110;
  RollingWindow window(Millis(10'000), Millis(0));
  Chains chains;
  const Tick start = Tick{} + std::chrono::hours(1);
  for (Cursor& c : cursors) c.ready = start;
  Tick now = start, end = start;
  const auto left = [&] {
    return std::any_of(cursors.begin(), cursors.end(), [](const Cursor& c) { return c.left > 0; });
  };
  while (left()) {
    for (std::size_t i = 0; i < cursors.size(); ++i) chains.expect(static_cast<int>(i) + 1, cursors[i].left);
    // The longest that is ready and may.
    Cursor* next = nullptr;
    for (Cursor& c : cursors) {
      if (c.left == 0 || c.ready > now || (next != nullptr && next->left >= c.left)) continue;
      const int chain = static_cast<int>(&c - cursors.data()) + 1;
      const int kept = share ? chains.kept_free(chain, kMax, Millis(10'000), now) : 0;
      if (window.free_at(now, kMax - kept) <= now) next = &c;
    }
    if (next == nullptr) {
      now += Millis(20);
      continue;
    }
    chains.sent(static_cast<int>(next - cursors.data()) + 1, now);
    window.answered(window.sent(now), now);
    --next->left;
    next->ready = now + latency;
    end = std::max(end, next->ready);
  }
  return std::chrono::duration<double>(end - start).count();
}

double bound(const std::vector<Cursor>& cursors, Millis latency) {
  double all = 0, longest = 0;
  for (const Cursor& c : cursors) {
    all += static_cast<double>(c.left);
    longest = std::max(longest, static_cast<double>(c.left));
  }
  // The last of n requests goes when as many whole windows have passed as fit before it.
  return std::max((std::ceil(all / 110) - 1) * 10, longest * std::chrono::duration<double>(latency).count());
}

TEST(Chains, TheLongestCursorIsNeverTheTail) {
  const std::vector<Cursor> load{{1100}, {300}, {390}, {302}};
  for (const auto latency : {Millis(110), Millis(60), Millis(200), Millis(310)}) {
    const double least = bound(load, latency);
    EXPECT_LE(run(load, latency, true) / least, 1.05) << latency.count() << " ms";
  }
  // Without a share the load above waits for its longest cursor at the end.
  EXPECT_GT(run(load, Millis(110), false) / bound(load, Millis(110)), 1.05);
}

TEST(Chains, OneCursorHasTheWholeWindow) {
  const std::vector<Cursor> load{{500}};
  EXPECT_LE(run(load, Millis(50), true) / bound(load, Millis(50)), 1.09);
}

TEST(Chains, WhatIsOverKeepsNothingFree) {
  Chains chains;
  const Tick now = Tick{} + std::chrono::hours(1);
  chains.expect(1, 900);
  chains.expect(2, 100);
  for (int i = 0; i < 40; ++i) chains.sent(1, now - Millis(12'000) + Millis(i));
  EXPECT_GT(chains.kept_free(2, 100, Millis(10'000), now), 40);
  EXPECT_EQ(chains.kept_free(1, 100, Millis(10'000), now), 0) << "the leader itself";
  chains.expect(1, 0);
  EXPECT_EQ(chains.kept_free(2, 100, Millis(10'000), now), 0);
  EXPECT_EQ(chains.kept_free(0, 100, Millis(10'000), now), 0);
}

}  // namespace
}  // namespace every::hubspot
