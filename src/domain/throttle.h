// How long somebody who guesses has to wait: some tries are free, then each costs twice the wait of the one
// before, up to a bound.
#pragma once

#include <optional>

#include "base/time.h"

namespace every::domain {

struct Throttle {
  int free;            // failures without a wait
  Millis first, most;  // the first wait, and the longest
};

// When the next try is allowed after so many failures, the last of them at `last`; nothing: at once.
std::optional<Instant> next_try(const Throttle& rule, int failures, Instant last, Instant now);

}  // namespace every::domain
