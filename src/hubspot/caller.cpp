#include "hubspot/caller.h"

#include "hubspot/backoff.h"
#include "hubspot/http_date.h"

namespace every::hubspot {
namespace {

constexpr int kTriesMax = 8;
constexpr int kBadAnswerTriesMax = 4;
// A 429 never fails a step by itself, but a portal that answers nothing else for hours does.
constexpr int kLimitedMax = 100;
constexpr Millis kLockedWait{2'000};  // HubSpot's locks last two seconds
constexpr Millis kStrugglesWait{3'000};
constexpr Millis kTimeout{90'000};    // HubSpot's own edge gives up after 100 s
constexpr int kMalformedToken = 530;  // what HubSpot's edge says to a token it cannot route

}  // namespace

struct Caller::Attempts {
  std::string token;
  int failures = 0, bad_answers = 0, limited = 0;
  bool renewed = false;
};

Status Caller::send(const Call& call, const std::function<Status(const net::HttpResponse&)>& read,
                    std::stop_token stop) {
  Attempts attempts;
  while (true) {
    Outcome outcome = attempt(call, read, attempts, stop);
    if (!outcome) {
      ++retries_;
      continue;
    }
    if (!outcome->ok() && outcome->error().code != Code::cancelled) ++errors_;
    return std::move(*outcome);
  }
}

Caller::Outcome Caller::attempt(const Call& call, const std::function<Status(const net::HttpResponse&)>& read,
                                Attempts& attempts, const std::stop_token& stop) {
  // Before the turn, so that a dead connection does not queue; a token renewed here is also good for what
  // follows.
  if (auto token = tokens_.access(stop); !token) {
    if (!is_transient(token.error().code)) return Status(token.error());
    return again(call, token.error(), attempts, kTriesMax, Millis(0), stop);
  }
  auto ticket = quota_.acquire({call.lane, priority_, call.weight, call.chain}, stop);
  if (!ticket) return Status(ticket.error());
  // And after it, because waiting for the turn can outlast a token.
  auto token = tokens_.access(stop);
  if (!token) {
    quota_.lost(*ticket);
    if (!is_transient(token.error().code)) return Status(token.error());
    return again(call, token.error(), attempts, kTriesMax, Millis(0), stop);
  }
  attempts.token = *token;
  auto response = exchange(call, *token, *ticket);
  if (!response) {
    if (response.error().code != Code::network) return Status(response.error());
    return again(call, response.error(), attempts, kTriesMax, Millis(0), stop);
  }
  if (response->status < 200 || response->status >= 300)
    return failed(call, *response, *ticket, attempts, stop);
  tokens_.accepted();
  Status status = read(*response);
  if (status || status.error().code != Code::hubspot_bad_answer) return status;
  ++attempts.bad_answers;
  return again(call, status.error(), attempts, kBadAnswerTriesMax, Millis(0), stop);
}

Result<net::HttpResponse> Caller::exchange(const Call& call, const std::string& token,
                                           const Quota::Ticket& ticket) {
  net::HttpRequest request{.method = call.method, .url = call.url, .body = call.body, .timeout = kTimeout};
  request.headers = {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}};
  if (!call.body.empty()) request.headers.emplace_back("Content-Type", "application/json");

  ++requests_;
  const auto start = services_.clock.steady();
  auto response = services_.http.send(request);
  const auto took = services_.clock.steady() - start;
  const std::string endpoint(call.endpoint);
  services_.metrics.count(
      "every_hubspot_requests_total",
      {{"endpoint", endpoint}, {"status", response ? std::to_string(response->status) : "none"}});
  services_.metrics.seconds("every_hubspot_request_seconds", {{"endpoint", endpoint}},
                            std::chrono::duration<double>(took).count());
  meter_.answered(call.endpoint, response ? response->status : 0);
  if (!response) {
    quota_.lost(ticket);
    return response;
  }
  bytes_ += static_cast<std::int64_t>(response->body.size());
  quota_.answered(ticket, *response);
  if (const auto header = response->header("date"))
    if (const auto date = parse_http_date(*header))
      clock_offset_ms_ = to_ms(*date) - to_ms(services_.clock.now());
  services_.log.debug("hubspot.request",
                      {{"endpoint", call.endpoint},
                       {"status", response->status},
                       {"ms", std::chrono::duration_cast<Millis>(took).count()},
                       {"correlation", response->header("x-hubspot-correlation-id").value_or("")}});
  return response;
}

Caller::Outcome Caller::failed(const Call& call, const net::HttpResponse& response,
                               const Quota::Ticket& ticket, Attempts& attempts, const std::stop_token& stop) {
  const Failure failure = read_failure(response, attempts.token, services_.clock.now());
  services_.log.warn("hubspot.refused", {{"endpoint", call.endpoint},
                                         {"status", failure.status},
                                         {"category", failure.category},
                                         {"message", failure.message},
                                         {"correlation", failure.correlation_id}});
  const Error error = to_error(failure);
  switch (failure.status) {
    case 401:
      return rejected(call, error, attempts, stop);
    case 423:
      return again(call, error, attempts, kTriesMax, kLockedWait, stop);
    case 429:
    case 477:
      if (failure.status == 429) {
        ++limited_;
        meter_.limited(limit_policy(failure));
        quota_.limited(ticket, failure, attempts.limited);
      } else {
        quota_.migrating(failure.retry_after);
      }
      if (++attempts.limited >= kLimitedMax) return Status(error);
      return std::nullopt;  // the quota holds the next try back
    case 502:
    case 504:
      quota_.struggles();
      return again(call, error, attempts, kTriesMax, kStrugglesWait, stop);
    case kMalformedToken:
      if (tokens_.unproven_static())
        return Status(tokens_.give_up(attempts.token, "HubSpot cannot read this token."));
      break;
    default:
      break;
  }
  if (!is_transient_status(failure.status)) return Status(error);
  return again(call, error, attempts, kTriesMax, failure.retry_after.value_or(Millis(0)), stop);
}

Caller::Outcome Caller::rejected(const Call& call, const Error& error, Attempts& attempts,
                                 const std::stop_token& stop) {
  if (attempts.renewed) return Status(tokens_.give_up(attempts.token, error.detail));
  attempts.renewed = true;
  const auto token = tokens_.after_rejection(attempts.token, stop);
  if (token) return std::nullopt;
  if (!is_transient(token.error().code)) return Status(token.error());
  attempts.renewed = false;  // there was no new token to try yet
  return again(call, token.error(), attempts, kTriesMax, Millis(0), stop);
}

Caller::Outcome Caller::again(const Call& call, Error error, Attempts& attempts, int tries_max,
                              Millis at_least, const std::stop_token& stop) {
  ++attempts.failures;
  const int tries = error.code == Code::hubspot_bad_answer ? attempts.bad_answers : attempts.failures;
  if (tries >= tries_max || attempts.failures >= kTriesMax) return Status(std::move(error));
  const Millis wait = Backoff{}.delay(attempts.failures - 1, services_.random, at_least);
  services_.metrics.count("every_hubspot_retries_total", {{"reason", std::string(name(error.code))}});
  services_.log.info("hubspot.retry", {{"endpoint", call.endpoint},
                                       {"code", name(error.code)},
                                       {"try", attempts.failures},
                                       {"wait_ms", wait.count()}});
  if (!pause(services_, stop, wait))
    return Status(Error(Code::cancelled, "The request to HubSpot was given up."));
  return std::nullopt;
}

Instant Caller::hubspot_now() const {
  return services_.clock.now() + Millis(clock_offset_ms_.load());
}

sync::Traffic Caller::traffic() const {
  return {.requests = requests_,
          .rate_limited = limited_,
          .retries = retries_,
          .errors = errors_,
          .bytes = bytes_,
          .resumes_at = quota_.resumes_at()};
}

}  // namespace every::hubspot
