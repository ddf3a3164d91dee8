#include "sandbox/limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace every::sandbox {

void RollingWindow::forget(std::int64_t now_ms) {
  while (!times_.empty() && times_.front() <= now_ms - span_ms_) times_.pop_front();
}

bool RollingWindow::take(std::int64_t now_ms, int max) {
  forget(now_ms);
  if (static_cast<int>(times_.size()) >= max) return false;
  times_.push_back(now_ms);
  peak_ = std::max(peak_, static_cast<int>(times_.size()));
  return true;
}

int RollingWindow::used(std::int64_t now_ms) {
  forget(now_ms);
  return static_cast<int>(times_.size());
}

namespace {

Response too_many(std::string_view words, std::string_view policy, std::string_view correlation) {
  return json_answer(429, fmt::format(R"({{"status":"error","message":"You have reached your {0} limit.",)"
                                      R"("errorType":"RATE_LIMIT","correlationId":{1},"policyName":"{2}",)"
                                      R"("groupName":"publicapi:crm","requestId":{1}}})",
                                      words, json_text(correlation), policy));
}

}  // namespace

std::optional<Response> Limits::admit(const Counted& call, const Allowance& allowance, std::int64_t now_ms,
                                      Date today, std::string_view correlation) {
  const std::lock_guard lock(mutex_);
  if (today_ != today) {
    today_ = today;
    daily_ = 0;
  }
  if (call.private_app && daily_ >= allowance.daily) return too_many("daily", "DAILY", correlation);
  if (call.search && !search_.take(now_ms, allowance.searches_per_second))
    return problem(
        {.status = 429, .category = "RATE_LIMITS", .message = "You have reached your secondly limit."},
        correlation);
  App& app = apps_[call.app];
  const bool burst = call.association && app.associations.used(now_ms) >= allowance.associations_per_10_s;
  if (!call.search && (burst || !app.general.take(now_ms, allowance.per_10_s)))
    return too_many("ten_secondly_rolling", "TEN_SECONDLY_ROLLING", correlation);
  if (call.association) app.associations.take(now_ms, allowance.associations_per_10_s);
  if (call.private_app) ++daily_;
  return std::nullopt;
}

void Limits::stamp(Response& response, const Counted& call, const Allowance& allowance, std::int64_t now_ms) {
  if (call.search) return;
  const std::lock_guard lock(mutex_);
  const int left = std::max(0, allowance.per_10_s - apps_[call.app].general.used(now_ms));
  const int secondly = std::max(1, allowance.per_10_s / 10);
  response.headers.set("X-HubSpot-RateLimit-Max", std::to_string(allowance.per_10_s));
  response.headers.set("X-HubSpot-RateLimit-Remaining", std::to_string(left));
  response.headers.set("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
  response.headers.set("X-HubSpot-RateLimit-Secondly", std::to_string(secondly));
  response.headers.set("X-HubSpot-RateLimit-Secondly-Remaining",
                       std::to_string(std::min(secondly - 1, left)));
  if (!call.private_app) return;
  response.headers.set("X-HubSpot-RateLimit-Daily", std::to_string(allowance.daily));
  response.headers.set("X-HubSpot-RateLimit-Daily-Remaining",
                       std::to_string(std::max<std::int64_t>(0, allowance.daily - daily_)));
}

std::int64_t Limits::used_today() const {
  const std::lock_guard lock(mutex_);
  return daily_;
}

void Limits::use_up_today(std::int64_t requests) {
  const std::lock_guard lock(mutex_);
  daily_ += requests;
}

int Limits::peak_per_10_s() const {
  const std::lock_guard lock(mutex_);
  int peak = 0;
  for (const auto& [name, app] : apps_) peak = std::max(peak, app.general.peak());
  return peak;
}

int Limits::peak_searches() const {
  const std::lock_guard lock(mutex_);
  return search_.peak();
}

}  // namespace every::sandbox
