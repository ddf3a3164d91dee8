// When the next sync is due, and a small thread that calls back when it is.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/log.h"
#include "base/time.h"
#include "store/connection.h"

namespace every::jobs {

// What a workspace's next run is judged by.
struct Entry {
  std::string workspace_id;
  store::SyncSettings settings;
  std::string zone;              // IANA; what is no zone counts as UTC
  std::optional<Instant> last;   // when its last run began; nothing: never
  int failures = 0;              // transient failures in a row since the last success
  std::optional<Instant> swept;  // when everything was last read
};

// Workspaces that have the same time in their settings do not all begin in the same second: each has its own
// part of these minutes, always the same one.
inline constexpr Millis kJitterMax{5 * 60'000};
Millis jitter_of(std::string_view workspace_id);

// The next time a sync is due, by the settings and in the workspace's zone, jitter included; nothing when the
// schedule is off. hourly: an hour after `last`, or when the nightly sweep is due, if that comes first; daily
// and weekly: at the local wall-clock time, which a day of daylight saving that has no such moment reaches at
// its first real one, and one that has it twice, once. A time that was missed (the server was off) is due at
// once, and only once. `failures` in a row that may pass by themselves bring the next try forward: 1, 2, 4, …
// minutes after `last`, never later than the regular one.
std::optional<Instant> next_run(const Entry& entry, Instant now);

// Whether a scheduled run that begins now is to read everything again: a night's moment has passed since the
// last time (`swept`; nothing: it was never done).
bool sweep_due(const store::SyncSettings& settings, std::string_view zone, std::optional<Instant> swept,
               Instant now);

class Scheduler {
 public:
  // `entries`: the workspaces with a live connection, read at each look (at least every 30 s), so that what
  // changed in between (a time, a zone, a connection) counts from then on. `due` starts
  // the sync and returns soon. Both are called on the scheduler's thread; what they throw is logged.
  Scheduler(Clock& clock, Log& log, std::function<std::vector<Entry>()> entries,
            std::function<void(const std::string& workspace_id)> due);
  ~Scheduler();  // stop()

  void start();
  void stop();
  void changed();  // settings or connection changed: look now
  // One look at what is due, as the thread does it; returns when to look again. For tests and simulations.
  Instant tick();

 private:
  void loop(std::stop_token stop);

  Clock& clock_;
  Log& log_;
  std::function<std::vector<Entry>()> entries_;
  std::function<void(const std::string&)> due_;
  std::map<std::string, Instant>
      fired_;  // when a workspace was last called: its run's row may not be there yet
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool look_now_ = false;
  std::jthread thread_;
};

}  // namespace every::jobs
