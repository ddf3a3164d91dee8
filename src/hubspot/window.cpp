#include "hubspot/window.h"

#include <algorithm>
#include <vector>

namespace every::hubspot {
namespace {

// What a request can be late at most; one without an answer yet counts as this late.
constexpr std::chrono::nanoseconds kLateMax = Millis(250);
// The fastest round trip drifts up by this part of each slower one, so that a network that got slower is
// believed.
constexpr int kDrift = 256;

}  // namespace

Tick RollingWindow::free_at(Tick now, int max) const {
  const auto over =
      std::count_if(marks_.begin(), marks_.end(), [&](const Mark& mark) { return frees(mark) > now; }) - max;
  if (over < 0) return now;
  std::vector<Tick> taken;
  for (const Mark& mark : marks_)
    if (frees(mark) > now) taken.push_back(frees(mark));
  // `over` + 1 places have to become free: the time of the last of them.
  std::nth_element(taken.begin(), taken.begin() + over, taken.end());
  return taken[static_cast<std::size_t>(over)];
}

std::uint64_t RollingWindow::sent(Tick now) {
  forget(now);
  marks_.push_back({++last_id_, now, kLateMax});
  return last_id_;
}

void RollingWindow::answered(std::uint64_t id, Tick now) {
  const auto mark = std::find_if(marks_.begin(), marks_.end(), [id](const Mark& m) { return m.id == id; });
  if (mark == marks_.end()) return;
  const std::chrono::nanoseconds trip = now - mark->at;
  fastest_ = std::min(trip, fastest_ + (trip - fastest_) / kDrift);
  mark->late = std::clamp(trip - fastest_, std::chrono::nanoseconds(0), kLateMax);
}

int RollingWindow::countable_since(Tick then) const {
  return static_cast<int>(std::count_if(marks_.begin(), marks_.end(), [&](const Mark& mark) {
    return mark.at + span_ + guard_ + kLateMax > then;
  }));
}

void RollingWindow::add_foreign(int count, Tick now) {
  for (int i = 0; i < count; ++i) marks_.push_back({++last_id_, now, std::chrono::nanoseconds(0), true});
}

RollingWindow::Taken RollingWindow::taken(Tick now) const {
  Taken out;
  for (const Mark& mark : marks_)
    if (frees(mark) > now) ++(mark.foreign ? out.others : out.ours);
  return out;
}

void RollingWindow::forget(Tick now) {
  // Twice the span: answers that are under way are still compared with what was sent before them.
  while (!marks_.empty() && marks_.front().at + 2 * span_ + guard_ + kLateMax < now) marks_.pop_front();
}

}  // namespace every::hubspot
