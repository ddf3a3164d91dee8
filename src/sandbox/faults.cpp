#include "sandbox/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace every::sandbox {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"status", "reset", "truncate", "html",
                                                    "hang",   "empty", "half_json"};
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

Fault read_fault(Fields& in) {
  Fault f;
  if (auto match = in.object("match")) {
    f.path_prefix = match->text("path").value_or("");
    f.method = match->text("method").value_or("");
    f.nth = static_cast<std::uint64_t>(match->integer("nth", 1, kMost).value_or(1));
    (void)match->finish();  // its complaints are with the outer reader
  }
  const auto what =
      in.choice("do", {"status", "reset", "truncate", "html", "hang", "empty", "half_json"}, true);
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (what == kNames[i]) f.kind = static_cast<FaultKind>(i);
  f.count = static_cast<std::uint64_t>(in.integer("count", 0, kMost).value_or(1));
  f.status = static_cast<int>(in.integer("status", 400, 599).value_or(500));
  f.policy = in.choice("policy", {"TEN_SECONDLY_ROLLING", "SECONDLY", "DAILY"}).value_or("");
  if (const auto seconds = in.integer("retryAfter", 0, 86'400))
    f.retry_after_seconds = static_cast<int>(*seconds);
  if (const auto bytes = in.integer("afterBytes", 0, kMost)) f.after_bytes = static_cast<std::size_t>(*bytes);
  return f;
}

constexpr std::string_view kGateway =
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad "
    "Gateway</h1></center>\r\n"
    "</body>\r\n</html>\r\n";

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
      return problem({.status = 401,
                      .category = "INVALID_AUTHENTICATION",
                      .message = "Authentication credentials not found."},
                     correlation);
    case 403:
      return missing_scopes({"crm.objects.contacts.read"}, ScopeShape::in_errors, correlation);
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

Status Faults::schedule(const json::value& body) {
  Fields in(body);
  std::vector<Fault> read;
  if (auto list = in.objects("schedule", kScheduleMax, true))
    for (Fields& one : *list) {
      read.push_back(read_fault(one));
      (void)one.finish();
    }
  EVERY_CHECK(in.finish());
  const std::lock_guard lock(mutex_);
  faults_ = std::move(read);
  return every::done();
}

std::optional<Fault> Faults::next(std::string_view method, std::string_view path) {
  const std::lock_guard lock(mutex_);
  std::optional<Fault> hit;
  for (Fault& f : faults_) {
    if (!f.method.empty() && f.method != method) continue;
    if (!path.starts_with(f.path_prefix)) continue;
    ++f.seen;
    const bool due = f.seen >= f.nth && (f.count == 0 || f.done < f.count);
    if (!due || hit) continue;
    ++f.done;
    ++done_;
    hit = f;
  }
  return hit;
}

std::uint64_t Faults::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

json::array Faults::describe() const {
  const std::lock_guard lock(mutex_);
  json::array out;
  for (const Fault& f : faults_)
    out.push_back(json::object{{"do", json::string(kNames[static_cast<std::size_t>(f.kind)])},
                               {"path", f.path_prefix},
                               {"nth", f.nth},
                               {"count", f.count},
                               {"seen", f.seen},
                               {"done", f.done}});
  return out;
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
    case FaultKind::html: {
      Response r;
      r.status = 502;
      r.headers.set("Content-Type", "text/html");
      r.body = kGateway;
      return r;
    }
    case FaultKind::hang:
      break;
  }
  return good;
}

}  // namespace every::sandbox
