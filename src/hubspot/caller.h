// One request to HubSpot's API, whatever it takes: a valid token, its turn in the quota, and another try
// where that can help. Every call blocks.
//
//   network, 5xx, 408, an unreadable 200   full-jitter back-off, at most kTriesMax tries
//   423                                    at least 2 s, likewise
//   401                                    one new token, one repeat, then the connection is over
//   429, 477                               as long as HubSpot says; the quota holds everybody back
//   any other 4xx                          never again
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "hubspot/meter.h"
#include "hubspot/quota.h"
#include "hubspot/token.h"
#include "sync/source.h"

namespace every::hubspot {

struct Call {
  std::string_view endpoint;  // for logs and metrics: "list", "search"; a literal
  std::string method = "GET";
  std::string url;
  std::string body;  // JSON, for POST
  Lane lane = Lane::general;
  std::int64_t weight = 0;
  int chain = 0;  // of Quota::Ask
};

// Thread-safe. The references outlive it.
class Caller {
 public:
  // `clock_offset_ms`, HubSpot's clock minus ours, is learned from every answer and shared by all callers.
  Caller(TokenKeeper& tokens, Quota& quota, Meter& meter, Priority priority, const Services& services,
         std::atomic<std::int64_t>& clock_offset_ms)
      : tokens_(tokens),
        quota_(quota),
        meter_(meter),
        priority_(priority),
        services_(services),
        clock_offset_ms_(clock_offset_ms) {}

  // `read` takes a successful answer; when it returns hubspot_bad_answer the request is made again.
  Status send(const Call& call, const std::function<Status(const net::HttpResponse&)>& read,
              std::stop_token stop);

  Instant hubspot_now() const;
  sync::Traffic traffic() const;

 private:
  struct Attempts;
  // What one try came to: done, an error for the caller, or nothing (try again, after waiting what is to be
  // waited).
  using Outcome = std::optional<Status>;
  Outcome attempt(const Call& call, const std::function<Status(const net::HttpResponse&)>& read,
                  Attempts& attempts, const std::stop_token& stop);
  Result<net::HttpResponse> exchange(const Call& call, const std::string& token, const Quota::Ticket& ticket);
  Outcome failed(const Call& call, const net::HttpResponse& response, const Quota::Ticket& ticket,
                 Attempts& attempts, const std::stop_token& stop);
  Outcome rejected(const Call& call, const Error& error, Attempts& attempts, const std::stop_token& stop);
  Outcome again(const Call& call, Error error, Attempts& attempts, int tries_max, Millis at_least,
                const std::stop_token& stop);

  TokenKeeper& tokens_;
  Quota& quota_;
  Meter& meter_;
  const Priority priority_;
  const Services services_;
  std::atomic<std::int64_t> requests_{0}, limited_{0}, retries_{0}, errors_{0}, bytes_{0};
  std::atomic<std::int64_t>& clock_offset_ms_;
};

}  // namespace every::hubspot
