// Failures on order: what HubSpot and the network between do on bad days, at the request a test names.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "sandbox/answer.h"

namespace every::sandbox {

enum class FaultKind { status, reset, truncate, html, hang, empty, half_json };

struct Fault {
  FaultKind kind = FaultKind::status;
  std::string method, path_prefix;  // empty: any
  std::uint64_t nth = 1;            // the first matching request that fails, counted from 1
  std::uint64_t count = 1;          // how many in a row; 0: for ever
  int status = 500;
  std::string policy;  // of a 429: TEN_SECONDLY_ROLLING, SECONDLY, DAILY
  std::optional<int> retry_after_seconds;
  std::optional<std::size_t> after_bytes;  // truncate: sent before the cut; otherwise half
  std::uint64_t seen = 0, done = 0;
};

// Thread-safe.
class Faults {
 public:
  static constexpr std::size_t kScheduleMax = 1000;

  // {"schedule":[{"match":{"path":…,"method":…,"nth":2},"do":"status","status":503,"count":1}]}; replaces
  // what was scheduled, an empty schedule ends it. Error: validation, unknown_field.
  Status schedule(const json::value& body);
  // The fault that this request meets.
  std::optional<Fault> next(std::string_view method, std::string_view path);
  std::uint64_t done() const;
  json::array describe() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
  std::uint64_t done_ = 0;
};

// The answer that a fault makes of a request that would have got `good`. (A hang is the caller's.)
Response spoil(const Fault& fault, Response good, std::string_view correlation);

}  // namespace every::sandbox
