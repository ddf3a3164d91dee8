// What each ordered failure looks like on the wire.
#include <fmt/format.h>

#include <algorithm>

#include "sandbox/faults.h"

namespace every::sandbox {
namespace {

Response gateway(int status) {
  Response r;
  r.status = status;
  r.headers.set("Content-Type", "text/html");
  r.body = fmt::format(
      "<html>\r\n<head><title>{0} {1}</title></head>\r\n<body>\r\n<center><h1>{0} {1}</h1></center>\r\n"
      "</body>\r\n</html>\r\n",
      status, status == 502 ? "Bad Gateway" : "The origin could not be reached");
  return r;
}

Response too_many(const Fault& fault, std::string_view correlation) {
  if (fault.policy == "SECONDLY")
    return problem(
        {.status = 429, .category = "RATE_LIMITS", .message = "You have reached your secondly limit."},
        correlation);
  const bool daily = fault.policy == "DAILY";
  return json_answer(
      429,
      fmt::format(
          R"({{"status":"error","message":"You have reached your {} limit.","errorType":"RATE_LIMIT","correlationId":{},"policyName":"{}","requestId":{}}})",
          daily ? "daily" : "ten_secondly_rolling", json_text(correlation),
          daily ? "DAILY" : "TEN_SECONDLY_ROLLING", json_text(correlation)));
}

Response with_status(const Fault& fault, std::string_view correlation) {
  switch (fault.status) {
    case 401:
      if (fault.shape == "expired")
        return problem({.status = 401,
                        .category = "EXPIRED_AUTHENTICATION",
                        .message = "The OAuth token used to make this call expired 0 second(s) ago."},
                       correlation);
      return problem({.status = 401,
                      .category = "INVALID_AUTHENTICATION",
                      .message = "Authentication credentials not found."},
                     correlation);
    case 403:
      return missing_scopes({"crm.objects.contacts.read"},
                            fault.shape == "context" ? ScopeShape::in_context : ScopeShape::in_errors,
                            correlation);
    case 423:
      return problem({.status = 423, .message = "The resource is locked."}, correlation);
    case 429:
      return too_many(fault, correlation);
    case 477: {
      Response r = problem({.status = 477, .message = "This account is being migrated between data centers."},
                           correlation);
      r.headers.set("Retry-After", std::to_string(fault.retry_after_seconds.value_or(60)));
      return r;
    }
    default:
      return problem({.status = fault.status, .message = "internal error"}, correlation);
  }
}

}  // namespace

bool before_answer(FaultKind kind) {
  return kind <= FaultKind::hang || kind == FaultKind::oauth_error;
}

Response spoil(const Fault& fault, Response good, std::string_view correlation) {
  switch (fault.kind) {
    case FaultKind::status: {
      Response r = with_status(fault, correlation);
      if (fault.retry_after_seconds) r.headers.set("Retry-After", std::to_string(*fault.retry_after_seconds));
      return r;
    }
    case FaultKind::reset:
      good.no_answer = true;
      return good;
    case FaultKind::truncate:
      good.cut_after = std::min(fault.after_bytes.value_or(good.body.size() / 2), good.body.size());
      return good;
    case FaultKind::half_json:
      good.body.resize(good.body.size() / 2);
      return good;
    case FaultKind::empty:
      good.body.clear();
      return good;
    case FaultKind::html:
      return gateway(fault.status);
    case FaultKind::error_as_ok:
      return problem({.status = 200, .message = "internal error"}, correlation);
    case FaultKind::slow:
      good.drip_ms = std::max(1, fault.ms / 10);
      return good;
    case FaultKind::oauth_error:
      return json_answer(400, json::serialize(json::object{{"error", "invalid_request"},
                                                           {"error_description", fault.verb},
                                                           {"status", fault.verb},
                                                           {"message", fault.verb}}));
    case FaultKind::hang:
    case FaultKind::partial:
    case FaultKind::duplicate:
    case FaultKind::short_page:
    case FaultKind::control:
      break;
  }
  return good;
}

}  // namespace every::sandbox
