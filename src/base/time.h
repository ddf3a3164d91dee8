// Time. Storage and arithmetic are UTC milliseconds; a plain date (due, close, issue) has no zone; a zone is
// only applied where a person reads or where "today" matters.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace every {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Millis = std::chrono::milliseconds;
using Date = std::chrono::year_month_day;

inline std::int64_t to_ms(Instant t) {
  return t.time_since_epoch().count();
}
inline Instant from_ms(std::int64_t ms) {
  return Instant(Millis(ms));
}

// "2026-11-23T10:04:05.123Z"
std::string to_rfc3339(Instant t);
// Accepts an optional fraction (any number of digits, cut to milliseconds) and an offset or Z.
std::optional<Instant> parse_rfc3339(std::string_view text);
// "2026-11-23"
std::string to_text(Date date);
std::optional<Date> parse_date(std::string_view text);
Date add_days(Date date, int days);
// Days that a document, a payment or a deal can have: 1970 to 2200. What lies outside is a slip of the keys.
bool is_plausible(Date date);

// A named IANA zone from the system's zone files. An unknown name is an error, never a silent UTC.
bool is_zone(std::string_view zone);
// The calendar day at `t` in `zone` (UTC when the zone is unknown).
Date local_date(Instant t, std::string_view zone);
// The first instant of a local day; a day that begins in a gap of daylight saving begins at its first real
// moment.
Instant start_of_day(Date date, std::string_view zone);

// The wall clock, injected everywhere so that a simulation can own time.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  // Monotonic; only for measuring and pacing.
  virtual std::chrono::steady_clock::time_point steady() const = 0;
  virtual void sleep_for(Millis d) = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
  std::chrono::steady_clock::time_point steady() const override;
  void sleep_for(Millis d) override;
};

// Stands still until told; sleeping advances it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_ms_(to_ms(start)) {}
  Instant now() const override;
  std::chrono::steady_clock::time_point steady() const override;
  void sleep_for(Millis d) override;
  void advance(Millis d);

 private:
  std::int64_t now_ms_;
};

}  // namespace every
