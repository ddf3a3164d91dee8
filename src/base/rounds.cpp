#include "base/rounds.h"

namespace every {

void Rounds::start(Millis pause, std::function<void()> round) {
  task_ = tasks_.start([this, pause, round = std::move(round)](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      try {
        round();
      } catch (const std::exception& failure) {
        log_.error(failed_, {{"error", failure.what()}});
      }
      std::unique_lock lock(mutex_);
      tasks_.wait(lock, signal_, stop, pause);
    }
  });
}

void Rounds::stop() {
  if (!task_) return;
  task_->request_stop();
  signal_.notify_all();
  task_->join();
  task_.reset();
}

}  // namespace every
