// HubSpot's limits: so many calls in any ten seconds for each app, searches apart in any one for the whole
// account, associations with a burst of their own, and so many a day for all private apps together.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/time.h"
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

// How much is allowed right now; people may change it while the sandbox runs.
struct Allowance {
  int per_10_s = 110;               // of this app
  int searches_per_second = 5;      // of the account
  int associations_per_10_s = 150;  // of this app
  std::int64_t daily = 625'000;     // of all private apps of the account
};

// What counts against which limit.
struct Counted {
  std::string app;           // the OAuth app, or one static token
  bool private_app = false;  // has a daily limit, and headers that tell
  bool search = false, association = false;
};

// Thread-safe. One for each portal.
class Limits {
 public:
  // Nothing when the call may go on, else the 429 in the form of that limit. `today`: in the account's zone,
  // at whose midnight the daily limit starts again.
  std::optional<Response> admit(const Counted& call, const Allowance& allowance, std::int64_t now_ms,
                                Date today, std::string_view correlation);
  // The headers, which searches do not get.
  void stamp(Response& response, const Counted& call, const Allowance& allowance, std::int64_t now_ms);
  std::int64_t used_today() const;
  void use_up_today(std::int64_t requests);  // as if other apps had made so many
  int peak_per_10_s() const;                 // of the busiest app
  int peak_searches() const;

 private:
  struct App {
    RollingWindow general{10'000}, associations{10'000};
  };
  mutable std::mutex mutex_;
  std::map<std::string, App> apps_;
  RollingWindow search_{1'000};
  std::optional<Date> today_;  // of `daily_`
  std::int64_t daily_ = 0;
};

}  // namespace every::sandbox
