#include "sync/progress.h"

#include <algorithm>

namespace every::sync {
namespace {

constexpr Millis kMeasureAtLeast{3'000};
constexpr double kFractionAtLeast = 0.02;
constexpr Millis kWindow{30'000};
constexpr Millis kSampleEvery{500};

// What one item of a phase costs, measured against one record read from HubSpot.
double cost(std::string_view phase) {
  if (phase == "reading") return 1.0;
  if (phase == "matching") return 0.15;
  if (phase == "importing_contacts") return 0.25;
  if (phase == "importing_deals" || phase == "undoing") return 0.15;
  return 0.02;
}

std::size_t rank(std::string_view phase) {
  return static_cast<std::size_t>(std::find(std::begin(kPhases), std::end(kPhases), phase) -
                                  std::begin(kPhases));
}

}  // namespace

Progress::Progress(const store::Run& run, const std::vector<std::string_view>& planned)
    : phases_(run.phases), percent_(run.percent) {
  for (const auto name : planned) phase(name);
}

store::RunPhase& Progress::phase(std::string_view name) {
  const auto at = std::find_if(phases_.begin(), phases_.end(), [&](const auto& p) { return p.name == name; });
  if (at != phases_.end()) return *at;
  const auto place =
      std::find_if(phases_.begin(), phases_.end(), [&](const auto& p) { return rank(p.name) > rank(name); });
  store::RunPhase fresh;
  fresh.name = std::string(name);
  return *phases_.insert(place, std::move(fresh));
}

void Progress::plan(const std::vector<std::string_view>& phases, Instant) {
  for (const auto name : phases) phase(name).finished_at.reset();
}

void Progress::total(std::string_view name, std::int64_t total) {
  phase(name).total = std::max<std::int64_t>(total, 0);
}

void Progress::add(std::string_view name, std::int64_t processed, Instant now) {
  store::RunPhase& p = phase(name);
  if (!p.started_at) p.started_at = now;
  p.processed += processed;
  // The total was an estimate; what is there is there.
  if (p.total && p.processed > *p.total) p.total = p.processed;
}

void Progress::finish(std::string_view name, Instant now) {
  store::RunPhase& p = phase(name);
  if (!p.started_at) p.started_at = now;
  p.total = p.processed;
  p.finished_at = now;
}

Progress::Work Progress::work() const {
  // A phase that has not begun is taken to be as long as the longest that is known.
  std::int64_t longest = 0;
  for (const auto& p : phases_) longest = std::max({longest, p.total.value_or(0), p.processed});
  Work out;
  for (const auto& p : phases_) {
    if (!p.total && !p.finished_at) {
      // One that runs without a total is not measurable, and then nothing is.
      if (p.started_at) return {};
      out.all += cost(p.name) * static_cast<double>(longest);
      continue;
    }
    out.done += cost(p.name) * static_cast<double>(p.processed);
    out.all += cost(p.name) * static_cast<double>(std::max(p.total.value_or(p.processed), p.processed));
  }
  return out;
}

std::optional<std::int64_t> Progress::eta_ms(Instant now) const {
  const Work here = work();
  if (here.all <= 0 || !first_ || here.fraction() < kFractionAtLeast || now - first_->at < kMeasureAtLeast ||
      samples_.empty())
    return std::nullopt;
  // The last half minute tells how fast it goes now; a shorter history is all there is at the start.
  const Sample& from = now - samples_.front().at >= kMeasureAtLeast ? samples_.front() : *first_;
  const double done = here.done - from.done;
  const auto elapsed = static_cast<double>((now - from.at).count());
  if (done <= 0 || elapsed <= 0) return std::nullopt;
  return static_cast<std::int64_t>(elapsed * (here.all - here.done) / done);
}

void Progress::put(store::Run& run, Instant now) {
  const Work here = work();
  if (here.all > 0) {
    percent_ = std::max(percent_, std::min(99, static_cast<int>(here.fraction() * 100)));
    if (!first_) first_ = Sample{now, here.done};
    if (samples_.empty() || now - samples_.back().at >= kSampleEvery) samples_.push_back({now, here.done});
    while (samples_.size() > 1 && now - samples_.front().at > kWindow) samples_.pop_front();
  }
  run.phases = phases_;
  run.percent = percent_;
  run.eta_ms = eta_ms(now);
  const auto current =
      std::find_if(phases_.begin(), phases_.end(), [](const auto& p) { return !p.finished_at; });
  run.phase = current != phases_.end() ? current->name : phases_.empty() ? "" : phases_.back().name;
}

}  // namespace every::sync
