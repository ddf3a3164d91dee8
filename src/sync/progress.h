// How far a run is. Pure: numbers and times in, percent and remaining time out. The percent never goes back
// and stays below 100 until the run is over; the remaining time comes from the rate measured lately, and only
// once there is something to measure (3 seconds and 2 %).
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/runs.h"

namespace every::sync {

inline constexpr std::string_view kPhases[] = {
    "reading", "matching", "importing_contacts", "importing_deals", "linking", "undoing", "checking"};

class Progress {
 public:
  // Goes on from what the run's row says. `planned`: the phases that this run will go through.
  Progress(const store::Run& run, const std::vector<std::string_view>& planned);

  void plan(const std::vector<std::string_view>& phases, Instant now);  // more phases are coming
  void total(std::string_view phase, std::int64_t total);
  void add(std::string_view phase, std::int64_t processed, Instant now);  // begins the phase by itself
  void finish(std::string_view phase, Instant now);

  int percent() const { return percent_; }
  std::optional<std::int64_t> eta_ms(Instant now) const;
  // Writes phase, phases, percent and remaining time into the row.
  void put(store::Run& run, Instant now);

 private:
  store::RunPhase& phase(std::string_view name);
  struct Work {
    double done = 0, all = 0;  // in records read from HubSpot; `all` 0: not known yet
    double fraction() const { return done / all; }
  };
  Work work() const;

  std::vector<store::RunPhase> phases_;
  int percent_ = -1;
  // Work done, not a share of it: work that is added later moves no sample.
  struct Sample {
    Instant at;
    double done;
  };
  std::deque<Sample> samples_;  // of this process, oldest first, the last 30 s
  std::optional<Sample> first_;
};

}  // namespace every::sync
