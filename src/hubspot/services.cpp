#include "hubspot/services.h"

#include <algorithm>
#include <utility>

namespace every::hubspot {

void RealWaiter::wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
                      const std::stop_token& stop, Millis time) {
  // The predicate is asked once before the wait and once after each wake-up, so this one ends the wait at the
  // first.
  bool asked = false;
  changed.wait_for(lock, stop, time, [&asked] { return std::exchange(asked, true); });
}

void ClockWaiter::wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any&,
                       const std::stop_token& stop, Millis time) {
  lock.unlock();
  if (!stop.stop_requested()) clock_.sleep_for(time);
  lock.lock();
}

bool pause(const Services& services, const std::stop_token& stop, Millis time) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  const auto end = services.clock.steady() + time;
  while (!stop.stop_requested()) {
    const auto left = end - services.clock.steady();
    if (left <= left.zero()) return true;
    services.waiter.wait(lock, never, stop, std::chrono::ceil<Millis>(left));
  }
  return false;
}

}  // namespace every::hubspot
