#include "hubspot/services.h"

namespace every::hubspot {

bool pause(const Services& services, const std::stop_token& stop, Millis time) {
  std::mutex mutex;
  Signal never;
  std::unique_lock lock(mutex);
  const auto end = services.clock.steady() + time;
  while (!stop.stop_requested()) {
    const auto left = end - services.clock.steady();
    if (left <= left.zero()) return true;
    // In pieces: nobody gives this signal.
    services.tasks.wait(lock, never, stop, std::min(std::chrono::ceil<Millis>(left), kUntilTold / 2));
  }
  return false;
}

}  // namespace every::hubspot
