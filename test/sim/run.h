// Runs one history in a process of its own, so that whatever happens in it (a crash, a hang) is one more way
// to fail, and shortens the story of one that fails.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "step.h"

namespace every::sim {

struct Outcome {
  bool ok = false;
  std::string what;         // what is wrong
  std::string story;        // every step in words, one a line
  std::uint64_t turns = 0;  // how often the baton was handed on: equal for equal seeds
};

// A bug that is put into what the engine reads, so that the checks can be checked; none: "".
using Plant = std::string;
const std::vector<Plant>& plants();

// In this process. A history that hangs ends the process with kStuck and its story on `stuck_fd`.
Outcome play(const History& history, const Plant& plant, int stuck_fd = -1);
Outcome play_apart(const History& history, const Plant& plant);
// The shortest history found within the time that still fails.
History shorten(History history, const Plant& plant, std::chrono::seconds time);

}  // namespace every::sim
