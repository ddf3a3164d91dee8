#include "base/tasks.h"

#include <thread>

namespace every {
namespace {

class RealTask final : public Task {
 public:
  explicit RealTask(std::function<void(std::stop_token)> body) : thread_(std::move(body)) {}
  void request_stop() override { thread_.request_stop(); }
  void join() override {
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::jthread thread_;
};

}  // namespace

std::unique_ptr<Task> RealTasks::start(std::function<void(std::stop_token)> body) {
  return std::make_unique<RealTask>(std::move(body));
}

bool RealTasks::wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
                     Millis time) {
  return signal.waiting().wait_for(lock, stop, time,
                                   [&, before = signal.told()] { return signal.told() != before; });
}

bool ClockTasks::wait(std::unique_lock<std::mutex>& lock, Signal&, const std::stop_token& stop, Millis time) {
  lock.unlock();
  if (!stop.stop_requested()) clock_.sleep_for(time);
  lock.lock();
  return false;
}

}  // namespace every
