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

// The first moment after `after` that the local clocks show `wall`, on a day of the week (1 Monday … 7
// Sunday; 0: any).
std::optional<Instant> first_after(Instant after, std::chrono::minutes wall, std::string_view zone,
                                   unsigned weekday) {
  Date day = local_date(after, zone);
  for (int i = 0; i < kDaysAhead; ++i, day = add_days(day, 1)) {
    if (weekday != 0 && std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding() != weekday) continue;
    const Instant at = at_wall_clock(day, wall, zone);
    // A zone that crosses the date line leaves out a whole day.
    if (at > after && local_date(at, zone) == day) return at;
  }
  return std::nullopt;
}

std::optional<Instant> next_sweep(const store::SyncSettings& settings, std::string_view zone, Instant swept) {
  if (settings.sweep_time.empty()) return std::nullopt;
  return first_after(swept, minutes_of(settings.sweep_time), zone, 0);
}

// Without the jitter. A schedule that never ran begins with its next moment; one that ran, with the first
// moment after that run.
std::optional<Instant> regular_run(const Entry& entry, Instant begin) {
  const store::SyncSettings& settings = entry.settings;
  if (settings.frequency == "hourly") {
    const Instant hour = entry.last.value_or(begin) + kHour;
    const auto sweep = entry.swept ? next_sweep(settings, entry.zone, *entry.swept) : std::nullopt;
    // A sweep that was tried and failed waits for its hour as every run does.
    return sweep && *sweep > entry.last.value_or(begin) ? std::min(*sweep, hour) : hour;
  }
  const bool weekly = settings.frequency == "weekly";
  if (!weekly && settings.frequency != "daily") return std::nullopt;
  const auto weekday = weekly ? static_cast<unsigned>(std::clamp(settings.weekday, 1, 7)) : 0U;
  return first_after(entry.last.value_or(begin), minutes_of(settings.at_time), entry.zone, weekday);
}

}  // namespace

Millis jitter_of(std::string_view workspace_id) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : workspace_id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return Millis((hash >> 16) % static_cast<std::uint64_t>(kJitterMax.count()));
}

std::optional<Instant> next_run(const Entry& entry, Instant now) {
  if (entry.settings.frequency == "hourly" && !entry.last) return now;
  const Millis jitter = jitter_of(entry.workspace_id);
  auto next = regular_run(entry, now - jitter - Millis(1));
  if (next) *next += jitter;
  if (!next || entry.failures <= 0 || !entry.last) return next;
  const Millis pause = kMinute * (1 << std::min(entry.failures - 1, kDoublingsMax));
  return std::min(*next, *entry.last + pause);
}

bool sweep_due(const store::SyncSettings& settings, std::string_view zone, std::optional<Instant> swept,
               Instant now) {
  if (settings.sweep_time.empty()) return false;
  if (!swept) return true;
  const auto next = next_sweep(settings, zone, *swept);
  return next && *next <= now;
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
    for (Entry& entry : entries_()) {
      if (const auto fired = fired_.find(entry.workspace_id); fired != fired_.end())
        entry.last = std::max(entry.last.value_or(fired->second), fired->second);
      const auto next = next_run(entry, now);
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
