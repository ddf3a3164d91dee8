// What keeping a workspace in step between its runs asks for next. Pure: what is known goes in, one step
// comes out.
#pragma once

#include <optional>

#include "base/time.h"

namespace every::sync {

// How long hints are collected before they are read: a burst about one record is one reading.
inline constexpr Millis kCollect{1'000};
// A record is read a second time when what was read may have been older than what was told, or when a run
// that was under way may write an older answer over it.
inline constexpr Millis kSecondReading{5'000};
// Without webhooks a change is seen within a minute: the index lags some seconds, the reading takes some.
inline constexpr Millis kLookEvery{40'000};
// After a person asked for a sync: what they changed just before may not be in the index yet.
inline constexpr Millis kTrailingLooks[] = {Millis(10'000), Millis(30'000)};
inline constexpr Millis kRestMax{30'000};

struct WatchFacts {
  Instant now;
  bool connected = false;
  bool loaded = false;      // the mirror is complete; before, hints wait and the load reads everything anyway
  bool busy = false;        // a run is queued or under way
  bool sweep_owed = false;  // the queue overflowed
  std::optional<Instant> oldest_hint, oldest_second;  // when they were received
  std::optional<Instant> held_until;                  // HubSpot could not be read; nothing is tried before
  std::optional<Instant> look_at;                     // when the next look for changes is due
};

enum class WatchStep { rest, sweep, read_hints, read_again, look };

struct WatchPlan {
  WatchStep step = WatchStep::rest;
  Instant next;  // when to plan again: now, unless the step is to rest
};

WatchPlan plan_watch(const WatchFacts& facts);

// The pause after so many failures in a row: 2, 4, 8, … seconds, five minutes at most.
Millis watch_pause(int failures);
// When the next regular look is due, by what is left of HubSpot's daily limit (nothing: there is none). Below
// a fifth of it looks are rare, below a twentieth there are none: the rest belongs to the runs.
std::optional<Millis> look_pace(std::optional<std::int64_t> daily_remaining,
                                std::optional<std::int64_t> daily_max);

}  // namespace every::sync
