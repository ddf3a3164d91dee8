// What one connection asks of HubSpot and what comes back: by kind of request, by class of answer, 429s by
// the policy that they name, and how many requests lay in the last minute, hour and day. For people and for
// /metrics; nothing is decided by it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/metrics.h"
#include "base/time.h"
#include "hubspot/errors.h"

namespace every::hubspot {

// list, search, batch_read, associations, settings or token: what an endpoint's requests are counted as.
std::string_view kind_of(std::string_view endpoint);
// ok (2xx), refused (4xx but 429), limited (429), failed (5xx and the like) or none (no answer came).
std::string_view class_of(int status);

// How many in the last so many buckets of time. Not thread-safe.
template <std::size_t kBuckets>
class Tally {
 public:
  explicit Tally(Millis width) : width_(width) {}
  void add(Instant now) {
    auto& [at, n] = buckets_[slot(now)];
    if (at != number(now)) n = 0;
    at = number(now);
    ++n;
  }
  std::int64_t sum(Instant now) const {
    std::int64_t out = 0;
    for (const auto& [at, n] : buckets_)
      if (at <= number(now) && at > number(now) - static_cast<std::int64_t>(kBuckets)) out += n;
    return out;
  }

 private:
  std::int64_t number(Instant now) const { return to_ms(now) / width_.count(); }
  std::size_t slot(Instant now) const { return static_cast<std::size_t>(number(now)) % kBuckets; }

  Millis width_;
  std::array<std::pair<std::int64_t, std::int64_t>, kBuckets> buckets_{};  // which bucket, how many
};

// Thread-safe.
class Meter {
 public:
  Meter(Clock& clock, Metrics& metrics) : clock_(clock), metrics_(metrics) {}

  void answered(std::string_view endpoint, int status);  // 0: no answer came
  void limited(LimitPolicy policy);

  struct Recent {
    std::int64_t minute = 0, hour = 0, day = 0;
  };
  Recent recent() const;

  // "kind.list", "class.ok", "limited.daily", …: what was counted since the last call, for whoever keeps it.
  using Counts = std::map<std::string, std::int64_t>;
  Counts take();
  Counts fresh() const;  // the same, and left there

 private:
  Clock& clock_;
  Metrics& metrics_;
  mutable std::mutex mutex_;
  Counts fresh_;
  Tally<60> seconds_{Millis(1'000)};
  Tally<60> minutes_{Millis(60'000)};
  Tally<96> quarters_{Millis(15 * 60'000)};
};

}  // namespace every::hubspot
