// The simulation's threads and its time. Every task is a real thread, but exactly one runs: it goes on until
// it waits, and then the seed says who of those that could go on does. When nobody could, the clock jumps to
// the nearest deadline. So one seed is one order of everything that happens.
//
// Thread rule: the thread that makes the stage is its first actor; everybody else comes by start(). Nobody
// may wait here with a mutex held that another actor takes.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "base/tasks.h"
#include "base/time.h"

namespace every::sim {

class Stage final : public Tasks, public Clock {
 public:
  // `stuck`: called, and must not return, when everybody waits for somebody else or nothing comes to an end:
  // a history has some thousands of turns.
  Stage(std::uint64_t seed, Instant start, std::function<void(const std::string&)> stuck,
        std::uint64_t turns_max = 3'000'000);
  ~Stage() override;

  // Tasks
  std::unique_ptr<Task> start(std::function<void(std::stop_token)> body) override;
  bool wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
            Millis time) override;
  // Clock
  Instant now() const override { return from_ms(now_ms_); }
  std::chrono::steady_clock::time_point steady() const override;
  void sleep_for(Millis time) override;

  // Lets others go first, if the seed says so.
  void step_aside();
  std::uint64_t dice() { return dice_(); }
  std::uint64_t turns() const { return turns_; }  // how often the baton was handed on: equal for equal seeds

  struct Actor;

 private:
  class ActorTask;
  struct Wish;  // what an actor waits for
  bool ready(const Actor& actor) const;
  Actor& choose();
  // Gives the baton away and returns when it is back. False: the time was over.
  bool pass(const Wish& wish);
  void hand_to(Actor& next);

  const std::function<void(const std::string&)> stuck_;
  std::mt19937_64 dice_;
  std::int64_t now_ms_;
  const std::int64_t start_ms_;
  const std::uint64_t turns_max_;
  std::uint64_t turns_ = 0;
  std::mutex baton_;  // guards who runs; everything else belongs to who has the baton
  Actor* running_;
  std::vector<std::shared_ptr<Actor>> actors_;  // alive, in the order in which they came
};

}  // namespace every::sim
