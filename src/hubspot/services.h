// What everything in this folder works with, handed down from the composition root. All of it outlives its
// users.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "base/id.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/time.h"
#include "net/http_client.h"

namespace every::hubspot {

// How a thread waits. A separate thing because a simulated clock does not move while a thread really sleeps.
class Waiter {
 public:
  virtual ~Waiter() = default;
  // Gives up `lock` and returns with it held after `time`, when `changed` is notified, or when `stop` is
  // asked for; it may also return for no reason.
  virtual void wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
                    const std::stop_token& stop, Millis time) = 0;
};

// Really waits.
class RealWaiter final : public Waiter {
 public:
  void wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
            const std::stop_token& stop, Millis time) override;
};

// Lets the clock sleep: for clocks whose sleep moves their time, such as ManualClock.
class ClockWaiter final : public Waiter {
 public:
  explicit ClockWaiter(Clock& clock) : clock_(clock) {}
  void wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
            const std::stop_token& stop, Millis time) override;

 private:
  Clock& clock_;
};

struct Services {
  net::HttpClient& http;
  Clock& clock;
  Random& random;
  Log& log;
  Metrics& metrics;
  Waiter& waiter;
};

// Waits `time` by the clock. False: `stop` came first.
bool pause(const Services& services, const std::stop_token& stop, Millis time);

}  // namespace every::hubspot
