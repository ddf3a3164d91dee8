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

std::optional<Response> Limits::admit(bool search, std::int64_t now_ms, int per_10_s, int searches,
                                      std::string_view correlation) {
  const std::lock_guard lock(mutex_);
  if (const std::int64_t day = now_ms / 86'400'000; day != today_) {
    today_ = day;
    daily_ = 0;
  }
  ++daily_;
  if (search) {
    if (search_.take(now_ms, searches)) return std::nullopt;
    return problem(
        {.status = 429, .category = "RATE_LIMITS", .message = "You have reached your secondly limit."},
        correlation);
  }
  if (general_.take(now_ms, per_10_s)) return std::nullopt;
  return json_answer(
      429, fmt::format(R"({{"status":"error","message":"You have reached your ten_secondly_rolling limit.",)"
                       R"("errorType":"RATE_LIMIT","correlationId":{0},"policyName":"TEN_SECONDLY_ROLLING",)"
                       R"("groupName":"publicapi:crm","requestId":{0}}})",
                       json_text(correlation)));
}

void Limits::stamp(Response& response, bool static_token, std::int64_t now_ms, int per_10_s) {
  static constexpr int kDaily = 250'000;
  const std::lock_guard lock(mutex_);
  const int left = std::max(0, per_10_s - general_.used(now_ms));
  const int secondly = std::max(1, per_10_s / 10);
  response.headers.set("X-HubSpot-RateLimit-Max", std::to_string(per_10_s));
  response.headers.set("X-HubSpot-RateLimit-Remaining", std::to_string(left));
  response.headers.set("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
  response.headers.set("X-HubSpot-RateLimit-Secondly", std::to_string(secondly));
  response.headers.set("X-HubSpot-RateLimit-Secondly-Remaining",
                       std::to_string(std::min(secondly - 1, left)));
  if (!static_token) return;
  response.headers.set("X-HubSpot-RateLimit-Daily", std::to_string(kDaily));
  response.headers.set("X-HubSpot-RateLimit-Daily-Remaining", std::to_string(std::max(0, kDaily - daily_)));
}

int Limits::peak_per_10_s() const {
  const std::lock_guard lock(mutex_);
  return general_.peak();
}

int Limits::peak_searches() const {
  const std::lock_guard lock(mutex_);
  return search_.peak();
}

}  // namespace every::sandbox
