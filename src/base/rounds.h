// Work that is looked for every so often, on a thread of its own: mail that is due, deals that wait for their
// draft. A round that fails is told in the log and keeps no later one.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/log.h"
#include "base/tasks.h"

namespace every {

class Rounds {
 public:
  // `failed`: the event of the log. All of them outlive the rounds.
  Rounds(Tasks& tasks, Log& log, std::string failed) : tasks_(tasks), log_(log), failed_(std::move(failed)) {}
  ~Rounds() { stop(); }
  Rounds(const Rounds&) = delete;

  // The first round at once, each next one so long after the end of the one before.
  void start(Millis pause, std::function<void()> round);
  void stop();  // idempotent; a round under way is finished first

 private:
  Tasks& tasks_;
  Log& log_;
  const std::string failed_;
  std::mutex mutex_;
  Signal signal_;
  std::unique_ptr<Task> task_;
};

}  // namespace every
