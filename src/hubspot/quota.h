// The one scheduler of a portal: every request of every thread of every workspace that is connected to it
// passes here. Interactive work goes first, then the request with the most work left behind it, so that the
// longest cursor never becomes the tail; equals in turn.
//
// Thread-safe. A waiting thread wakes when its turn comes or when its stop token asks.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>

#include "hubspot/chains.h"
#include "hubspot/pacer.h"
#include "hubspot/services.h"

namespace every::hubspot {

class Quota {
 public:
  Quota(QuotaOptions options, const Services& services);
  // How much of HubSpot's window is left to the account's other apps, in percent.
  void leave_to_others(int percent);
  // The account's zone, once known: HubSpot's day ends there. UTC until then.
  void set_zone(std::string zone);

  struct Ask {
    Lane lane = Lane::general;
    Priority priority = Priority::background;
    std::int64_t weight = 0;  // requests left behind this one, roughly
    int chain = 0;            // the serial cursor that it belongs to; 0: none
  };
  struct Ticket {
    std::uint64_t id = 0;
    Lane lane = Lane::general;
    Tick sent;
  };
  // How many requests still follow each other on this cursor (from 1); 0: it is over.
  void expect(int chain, std::int64_t requests_left);
  // Blocks until the request may go. Errors: cancelled; rate_limited, daily_limit or hubspot_migrating (with
  // retry_at_ms) when HubSpot ordered a pause longer than this priority waits.
  Result<Ticket> acquire(const Ask& ask, const std::stop_token& stop);
  void answered(const Ticket& ticket, const net::HttpResponse& response);
  // No answer came; the request may have been counted all the same.
  void lost(const Ticket& ticket);

  // A 429: waits by Retry-After, else by its policy; `tries` is how often this request has met one (from 0).
  void limited(const Ticket& ticket, const Failure& failure, int tries);
  // A 477: the whole portal waits.
  void migrating(std::optional<Millis> retry_after);
  void struggles();  // 502 and 504

  std::optional<Instant> resumes_at() const;
  struct State {
    int max = 0, limit = 0;
    Millis span{};
    std::optional<std::int64_t> daily_max, daily_remaining;
    std::optional<Instant> resumes_at;
    int used = 0, used_by_others = 0;  // of `max`, in the span that ends now
  };
  State state() const;

 private:
  using Key = std::tuple<Priority, std::int64_t, std::uint64_t>;  // priority, -weight, turn
  Millis until_midnight() const;
  Instant wall(Tick tick) const;
  Error pause_error(const Pacer::Verdict& verdict) const;
  Result<Ticket> wait_turn(std::unique_lock<std::mutex>& lock, const Key& key, const Ask& ask,
                           std::stop_token stop);

  const QuotaOptions options_;
  Clock& clock_;
  Random& random_;
  Tasks& tasks_;
  mutable std::mutex mutex_;
  Signal changed_;
  Pacer pacer_;
  Chains chains_;
  std::string zone_ = "UTC";
  std::set<Key> waiting_[2];  // one queue for each lane
  std::uint64_t turn_ = 0;
};

}  // namespace every::hubspot
