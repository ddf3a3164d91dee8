// HubSpot's limits: so many calls in any ten seconds, and searches apart in any one.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "sandbox/answer.h"

namespace every::sandbox {

// At most `max` events within any `span_ms`: a rolling window, not a bucket that refills.
class RollingWindow {
 public:
  explicit RollingWindow(std::int64_t span_ms) : span_ms_(span_ms) {}
  // False: one too many, and not counted.
  bool take(std::int64_t now_ms, int max);
  int used(std::int64_t now_ms);
  int peak() const { return peak_; }  // most within one span so far

 private:
  void forget(std::int64_t now_ms);
  std::int64_t span_ms_;
  std::deque<std::int64_t> times_;
  int peak_ = 0;
};

// Thread-safe. One for each portal.
class Limits {
 public:
  // Nothing when the call may go on, else the 429 in the form of that limit.
  std::optional<Response> admit(bool search, std::int64_t now_ms, int per_10_s, int searches,
                                std::string_view correlation);
  // The interval headers, which searches do not get.
  void stamp(Response& response, bool static_token, std::int64_t now_ms, int per_10_s);
  int peak_per_10_s() const;
  int peak_searches() const;

 private:
  mutable std::mutex mutex_;
  RollingWindow general_{10'000};
  RollingWindow search_{1'000};
  std::int64_t today_ = 0;  // day number of `daily_`
  int daily_ = 0;
};

}  // namespace every::sandbox
