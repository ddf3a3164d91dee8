// When the next request to a portal may go. Two lanes: general (HubSpot's rolling ten seconds, learned from
// the answers' headers) and search (so many a second, without headers). 429s and migrations pause a lane or
// the whole portal.
//
// Pure: time comes in as an argument, nothing waits here. Not thread-safe; Quota puts the lock and the
// waiting around.
#pragma once

#include <cstdint>
#include <optional>

#include "base/error.h"
#include "base/time.h"
#include "hubspot/errors.h"
#include "hubspot/window.h"
#include "net/http_client.h"

namespace every::hubspot {

enum class Lane { general, search };
enum class Priority { interactive, background };

struct QuotaOptions {
  int max = 100;  // requests in a span, until the headers tell
  Millis span{10'000};
  Millis guard{60};
  int percent_for_others = 10;  // of max, left to other apps of the account
  int search_per_second = 4;
  int daily_percent_kept = 20;  // background work ends for the day when only this much is left; 0: never
  Millis longest_pause{15 * 60'000};  // background work waits through a pause up to this long, else it fails
  Millis longest_pause_interactive{15'000};
};

// The X-HubSpot-RateLimit-* headers; each may be missing. The deprecated -Secondly ones are not looked at.
struct RateHeaders {
  std::optional<int> max, remaining;
  std::optional<Millis> interval;
  std::optional<std::int64_t> daily, daily_remaining;
};
RateHeaders read_rate_headers(const net::HttpResponse& response);

class Pacer {
 public:
  explicit Pacer(QuotaOptions options);

  struct Verdict {
    Tick at;                    // send when this is not after now
    std::optional<Code> pause;  // why HubSpot makes us wait; nothing: only our own pacing
  };
  // `kept_free` places of the general window are not for this request.
  Verdict decide(Lane lane, Priority priority, Tick now, int kept_free = 0);
  std::uint64_t sent(Lane lane, Tick now);
  // `until_midnight` of the account's zone, in case the daily allowance runs low.
  void answered(std::uint64_t id, Lane lane, Tick sent, Tick now, const RateHeaders& headers,
                Millis until_midnight);

  // HubSpot ordered a pause: of the whole portal, or of one lane.
  void pause_portal(Code why, Tick until);
  void pause_lane(Lane lane, Tick until);
  // Slows down for a while: by a tenth after overrunning the window, to a half when HubSpot's servers
  // struggle.
  void overran(Tick now);
  void struggles(Tick now);

  // What other apps of the account are left, in percent; replaces the option.
  void leave_to_others(int percent) { options_.percent_for_others = percent; }
  int limit() const;  // sends in a span as things stand
  RollingWindow::Taken taken(Tick now) const { return general_.taken(now); }
  int max() const { return max_; }
  Millis span() const { return general_.span(); }
  // The end of the longest pause that HubSpot ordered, if it lies ahead.
  std::optional<Tick> paused_until(Tick now) const;
  // Only private apps and static tokens have a day; nothing for an OAuth app.
  std::optional<std::int64_t> daily_max() const { return daily_max_; }
  std::optional<std::int64_t> daily_remaining() const { return daily_remaining_; }

 private:
  void recover(Tick now);

  QuotaOptions options_;
  int max_;
  RollingWindow general_, search_;
  int pace_percent_ = 100;
  Tick paced_at_{};
  Tick portal_until_{}, search_until_{}, general_until_{}, background_until_{};
  Code portal_why_ = Code::rate_limited;
  std::optional<std::int64_t> daily_max_, daily_remaining_;
};

}  // namespace every::hubspot
