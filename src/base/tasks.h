// Work side by side, and waiting. The engine and HubSpot's client start threads and wait through here alone,
// so that the simulation (test/sim) runs the same code one thread at a time, with a seed that says who goes
// next and a clock that jumps to the next deadline when everybody waits.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/time.h"

namespace every {

// What threads tell each other. Given after the change that it tells of, with or without the lock.
class Signal {
 public:
  void notify_all() {
    ++told_;
    waiting_.notify_all();
  }
  std::uint64_t told() const { return told_; }  // how often so far
  std::condition_variable_any& waiting() { return waiting_; }

 private:
  std::condition_variable_any waiting_;
  std::atomic<std::uint64_t> told_{0};
};

// One thread of work. Destruction asks it to stop and waits for its end.
class Task {
 public:
  virtual ~Task() = default;
  virtual void request_stop() = 0;
  virtual void join() = 0;  // idempotent
};

// A wait that its signal ends, and never its time: this long, in case somebody forgets to give it.
inline constexpr Millis kUntilTold = std::chrono::hours(1);

class Tasks {
 public:
  virtual ~Tasks() = default;
  // Runs `body` beside the caller. Nothing may be thrown out of it.
  virtual std::unique_ptr<Task> start(std::function<void(std::stop_token)> body) = 0;
  // Gives up `lock` and returns with it held: true when `signal` was given, or for no reason; false when
  // `time` is over or `stop` was asked for. No other lock may be held, nor a transaction be open.
  virtual bool wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
                    Millis time) = 0;

  // Until `ready()`, which is asked with the lock held. False: `stop` came first.
  template <class Ready>
  bool wait_until(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
                  const Ready& ready) {
    while (!ready()) {
      if (stop.stop_requested()) return false;
      wait(lock, signal, stop, kUntilTold);
    }
    return true;
  }
};

// Real threads, really waiting.
class RealTasks : public Tasks {
 public:
  std::unique_ptr<Task> start(std::function<void(std::stop_token)> body) override;
  bool wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
            Millis time) override;
};

// Real threads whose waits let the clock sleep: for tests with a clock that sleeping moves (ManualClock). Who
// waits for a signal (kUntilTold) really does: however long the others take under load, the clock stands
// still.
class ClockTasks final : public RealTasks {
 public:
  explicit ClockTasks(Clock& clock) : clock_(clock) {}
  bool wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
            Millis time) override;

 private:
  Clock& clock_;
};

// What a call that runs beside the caller will have answered. Destruction waits for the call's end.
template <class T>
class Pending {
 public:
  Pending(Tasks& tasks, std::function<T()> call)
      : answer_(std::make_shared<Answer>()),
        task_(tasks.start([answer = answer_, call = std::move(call)](const std::stop_token&) {
          try {
            answer->value.emplace(call());
          } catch (...) {
            answer->thrown = std::current_exception();
          }
        })) {}
  // Once. What the call threw is thrown here.
  T get() {
    task_->join();
    if (answer_->thrown) std::rethrow_exception(answer_->thrown);
    return *std::move(answer_->value);
  }

 private:
  struct Answer {
    std::optional<T> value;
    std::exception_ptr thrown;
  };
  std::shared_ptr<Answer> answer_;
  std::unique_ptr<Task> task_;
};

}  // namespace every
