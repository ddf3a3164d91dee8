#include "sandbox/faults.h"

#include <algorithm>
#include <array>
#include <limits>

namespace every::sandbox {
namespace {

constexpr std::array<std::string_view, 14> kNames = {
    "status",      "html", "reset",   "hang",      "truncate",   "half_json",   "empty",
    "error_as_ok", "slow", "partial", "duplicate", "short_page", "oauth_error", "control"};
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

void read_control(Fields& in, Fault& f) {
  auto order = in.object("control", true);
  if (!order) return;
  f.verb = order->text("verb", {.required = true}).value_or("");
  if (const json::value* body = order->any("body"); body != nullptr && body->is_object())
    f.order = body->get_object();
  (void)order->finish();
}

Fault read_fault(Fields& in) {
  Fault f;
  if (auto match = in.object("match")) {
    f.path_prefix = match->text("path").value_or("");
    f.method = match->text("method").value_or("");
    f.nth = static_cast<std::uint64_t>(match->integer("nth", 1, kMost).value_or(1));
    (void)match->finish();  // its complaints are with the outer reader
  }
  const std::string what = in.text("do", {.required = true}).value_or("");
  const auto known = std::find(kNames.begin(), kNames.end(), what);
  if (known == kNames.end())
    in.complain("do", "unknown", "The sandbox knows no such failure.");
  else
    f.kind = static_cast<FaultKind>(known - kNames.begin());
  f.count = static_cast<std::uint64_t>(in.integer("count", 0, kMost).value_or(1));
  f.percent = static_cast<int>(in.integer("percent", 1, 100).value_or(100));
  f.status = static_cast<int>(in.integer("status", 400, 599).value_or(f.kind == FaultKind::html ? 502 : 500));
  f.policy = in.choice("policy", {"TEN_SECONDLY_ROLLING", "SECONDLY", "DAILY"}).value_or("");
  f.shape = in.choice("shape", {"expired", "context"}).value_or("");
  if (const auto seconds = in.integer("retryAfter", 0, 86'400))
    f.retry_after_seconds = static_cast<int>(*seconds);
  if (const auto bytes = in.integer("afterBytes", 0, kMost)) f.after_bytes = static_cast<std::size_t>(*bytes);
  f.ms = static_cast<int>(in.integer("ms", 1, 600'000).value_or(1000));
  f.shown = static_cast<std::size_t>(in.integer("shown", 0, 100).value_or(0));
  if (f.kind == FaultKind::control) read_control(in, f);
  if (f.kind == FaultKind::oauth_error) f.verb = in.text("error", {.required = true}).value_or("");
  return f;
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
  const auto seed = in.integer("seed", 0, kMost).value_or(1);
  EVERY_CHECK(in.finish());
  const std::lock_guard lock(mutex_);
  faults_ = std::move(read);
  dice_.seed(static_cast<std::uint64_t>(seed));
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
    if (!due || hit || (f.percent < 100 && dice_() % 100 >= static_cast<std::uint64_t>(f.percent))) continue;
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

}  // namespace every::sandbox
