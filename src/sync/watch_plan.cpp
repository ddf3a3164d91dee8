#include "sync/watch_plan.h"

#include <algorithm>

namespace every::sync {
namespace {

constexpr Millis kPauseMin{2'000}, kPauseMax{300'000};
constexpr Millis kRareLooks{600'000};

}  // namespace

WatchPlan plan_watch(const WatchFacts& f) {
  WatchPlan rest{WatchStep::rest, f.now + kRestMax};
  if (!f.connected || !f.loaded) return rest;
  if (f.held_until && *f.held_until > f.now) return {WatchStep::rest, std::min(rest.next, *f.held_until)};
  const auto due = [&](std::optional<Instant> at) {
    if (!at) return false;
    if (*at <= f.now) return true;
    rest.next = std::min(rest.next, *at);
    return false;
  };
  if (f.oldest_hint && due(*f.oldest_hint + kCollect)) return {WatchStep::read_hints, f.now};
  // What follows waits for the end of a run, which reads everything that a look would find.
  if (f.busy) return rest;
  if (f.sweep_owed) return {WatchStep::sweep, f.now};
  if (f.oldest_second && due(*f.oldest_second + kSecondReading)) return {WatchStep::read_again, f.now};
  if (due(f.look_at)) return {WatchStep::look, f.now};
  return rest;
}

Millis watch_pause(int failures) {
  Millis pause = kPauseMin;
  for (int i = 1; i < failures && pause < kPauseMax; ++i) pause *= 2;
  return std::min(pause, kPauseMax);
}

std::optional<Millis> look_pace(std::optional<std::int64_t> daily_remaining,
                                std::optional<std::int64_t> daily_max) {
  if (!daily_remaining || !daily_max || *daily_max <= 0) return kLookEvery;
  if (*daily_remaining * 20 < *daily_max) return std::nullopt;
  if (*daily_remaining * 5 < *daily_max) return kRareLooks;
  return kLookEvery;
}

}  // namespace every::sync
