// Failures on order: what HubSpot and the network between do on bad days, at the request a test names.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/json.h"
#include "sandbox/answer.h"

namespace every::sandbox {

enum class FaultKind {
  status,       // an error of HubSpot's, see `status`
  html,         // a gateway's page instead of an answer
  reset,        // the connection breaks before the first byte
  hang,         // no answer for two minutes, then 524
  truncate,     // the connection breaks in the body, or right after it
  half_json,    // the body ends in the middle, the connection does not
  empty,        // no body
  error_as_ok,  // an error object with status 200
  slow,         // the body drips
  partial,      // batch reads: 207, the first record fails
  duplicate,    // lists: the last record of the page before comes again
  short_page,   // lists: fewer records than asked for, although there are more
  oauth_error,  // the token endpoint refuses, see `verb`: BAD_HUB, ...
  control,      // an order of the control plane is carried out right after the answer
};

struct Fault {
  FaultKind kind = FaultKind::status;
  std::string method, path_prefix;  // empty: any
  std::uint64_t nth = 1;            // the first matching request that fails, counted from 1
  std::uint64_t count = 1;          // how many in a row; 0: for ever
  int percent = 100;                // of the requests that are due, drawn from the schedule's seed
  int status = 500;
  std::string policy;  // of a 429: TEN_SECONDLY_ROLLING, SECONDLY, DAILY
  std::string shape;   // of a 401: "expired"; of a 403: "context"
  std::optional<int> retry_after_seconds;
  std::optional<std::size_t> after_bytes;  // truncate: sent before the cut; otherwise half
  int ms = 1000;                           // slow: how long the body takes, about
  std::size_t shown = 0;                   // short_page: how many records
  std::string verb;                        // control: "archive"; oauth_error: "BAD_HUB"
  json::object order;                      // control: its body
  std::uint64_t seen = 0, done = 0;
};

// Thread-safe.
class Faults {
 public:
  static constexpr std::size_t kScheduleMax = 1000;

  // {"seed":7,"schedule":[{"match":{"path":…,"method":…,"nth":2},"do":"status","status":503,"count":1}]};
  // replaces what was scheduled, an empty schedule ends it. Error: validation, unknown_field.
  Status schedule(const json::value& body);
  // The fault that this request meets.
  std::optional<Fault> next(std::string_view method, std::string_view path);
  std::uint64_t done() const;
  json::array describe() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
  std::mt19937_64 dice_;
  std::uint64_t done_ = 0;
};

// True for what happens before the application is asked.
bool before_answer(FaultKind kind);
// The answer that a fault makes of a request that would have got `good`. (A hang is the caller's, and so is
// what an endpoint or the control plane has to do.)
Response spoil(const Fault& fault, Response good, std::string_view correlation);

}  // namespace every::sandbox
