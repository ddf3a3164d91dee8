// A rolling window: at most `max` sends in any span of time, as the server sees it. The server counts
// arrivals, and a request may travel longer than the one a window later, so a place becomes free a little
// after the span is over: a fixed guard plus what this request seems to have been late (its round trip above
// the fastest one seen).
//
// Pure and deterministic; not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

#include "base/time.h"

namespace every::hubspot {

using Tick = std::chrono::steady_clock::time_point;

class RollingWindow {
 public:
  RollingWindow(Millis span, Millis guard) : span_(span), guard_(guard) {}
  void set_span(Millis span) { span_ = span; }
  Millis span() const { return span_; }

  // When one more may go: `now` or later.
  Tick free_at(Tick now, int max) const;
  // Takes a place; the result names it.
  std::uint64_t sent(Tick now);
  // The answer is here: how late the request was is known better now.
  void answered(std::uint64_t id, Tick now);
  // How many sends a server that answered a request sent at `then` may have counted: never too few.
  int countable_since(Tick then) const;
  // Takes `count` places for others who use the same allowance.
  void add_foreign(int count, Tick now);
  // Places that are taken now, by us and by others.
  struct Taken {
    int ours = 0, others = 0;
  };
  Taken taken(Tick now) const;

 private:
  struct Mark {
    std::uint64_t id;
    Tick at;
    std::chrono::nanoseconds late;
    bool foreign = false;
  };
  Tick frees(const Mark& mark) const { return mark.at + span_ + guard_ + mark.late; }
  void forget(Tick now);

  Millis span_, guard_;
  std::deque<Mark> marks_;  // by `at`
  std::chrono::nanoseconds fastest_ = std::chrono::hours(1);
  std::uint64_t last_id_ = 0;
};

}  // namespace every::hubspot
