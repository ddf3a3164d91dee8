#include "jobs/scheduler.h"

#include <date/tz.h>

#include <algorithm>
#include <charconv>
#include <exception>

namespace every::jobs {
namespace {

constexpr Millis kLookAtLeastEvery{30'000};
constexpr Millis kLookAtMostEvery{100};
constexpr Millis kHour{3'600'000};
constexpr Millis kMinute{60'000};
constexpr int kDaysAhead = 9;  // a week and both its ends, whatever the weekday
constexpr int kDoublingsMax = 6;

// Minutes after midnight of "07:00"; seven o'clock when the text is not a time.
std::chrono::minutes minutes_of(std::string_view text) {
  int hour = 0, minute = 0;
  const bool ok = text.size() == 5 && text[2] == ':' &&
                  std::from_chars(text.data(), text.data() + 2, hour).ptr == text.data() + 2 &&
                  std::from_chars(text.data() + 3, text.data() + 5, minute).ptr == text.data() + 5;
  if (!ok || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::chrono::hours(7);
  return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

// The wall-clock time of a local day. One that the clocks skip is the moment they skip to; one that comes
// twice is the first of the two.
Instant at_wall_clock(Date day, std::chrono::minutes wall, std::string_view zone) {
  const auto local_ms = std::chrono::sys_days(day).time_since_epoch() + std::chrono::milliseconds(wall);
  if (!is_zone(zone)) return Instant(local_ms);
  const auto sys = date::locate_zone(std::string(zone))
                       ->to_sys(date::local_time<Millis>(local_ms), date::choose::earliest);
  return Instant(sys.time_since_epoch());
}

std::optional<Instant> regular_run(const store::SyncSettings& settings, std::string_view zone,
                                   std::optional<Instant> last, Instant now) {
  if (settings.frequency == "hourly") return last ? *last + kHour : now;
  const bool weekly = settings.frequency == "weekly";
  if (!weekly && settings.frequency != "daily") return std::nullopt;
  // A schedule that never ran begins with its next moment; one that ran, with the first moment after that
  // run.
  const Instant after = last.value_or(now - Millis(1));
  const auto wall = minutes_of(settings.at_time);
  Date day = local_date(after, zone);
  for (int i = 0; i < kDaysAhead; ++i, day = add_days(day, 1)) {
    const auto weekday = std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
    if (weekly && weekday != static_cast<unsigned>(std::clamp(settings.weekday, 1, 7))) continue;
    if (const Instant at = at_wall_clock(day, wall, zone); at > after) return at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Instant> next_run(const store::SyncSettings& settings, std::string_view zone,
                                std::optional<Instant> last, Instant now, int failures) {
  const auto regular = regular_run(settings, zone, last, now);
  if (!regular || failures <= 0 || !last) return regular;
  const Millis pause = kMinute * (1 << std::min(failures - 1, kDoublingsMax));
  return std::min(*regular, *last + pause);
}

Scheduler::Scheduler(Clock& clock, Log& log, std::function<std::vector<Entry>()> entries,
                     std::function<void(const std::string&)> due)
    : clock_(clock), log_(log), entries_(std::move(entries)), due_(std::move(due)) {}

Scheduler::~Scheduler() {
  stop();
}

void Scheduler::start() {
  if (!thread_.joinable()) thread_ = std::jthread([this](std::stop_token stop) { loop(stop); });
}

void Scheduler::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::changed() {
  {
    const std::lock_guard lock(mutex_);
    look_now_ = true;
  }
  wake_.notify_all();
}

Instant Scheduler::tick() {
  const Instant now = clock_.now();
  Instant next_look = now + kLookAtLeastEvery;
  try {
    for (const Entry& entry : entries_()) {
      std::optional<Instant> last = entry.last;
      if (const auto fired = fired_.find(entry.workspace_id); fired != fired_.end())
        last = std::max(last.value_or(fired->second), fired->second);
      const auto next = next_run(entry.settings, entry.zone, last, now, entry.failures);
      if (!next) continue;
      if (*next > now) {
        next_look = std::min(next_look, *next);
        continue;
      }
      fired_[entry.workspace_id] = now;
      log_.info("schedule.due", {{"workspace", entry.workspace_id}});
      due_(entry.workspace_id);
    }
  } catch (const std::exception& e) {
    log_.error("schedule.failed", {{"error", e.what()}});
  }
  return next_look;
}

void Scheduler::loop(std::stop_token stop) {
  while (!stop.stop_requested()) {
    const Millis pause = std::clamp(tick() - clock_.now(), kLookAtMostEvery, kLookAtLeastEvery);
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, pause, [this] { return look_now_; });
    look_now_ = false;
  }
}

}  // namespace every::jobs
