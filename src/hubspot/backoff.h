// Exponential back-off with full jitter: the n-th wait is random between zero and min(cap, base × 2^n), so
// that clients that failed together do not come back together.
#pragma once

#include <algorithm>

#include "base/id.h"
#include "base/time.h"

namespace every::hubspot {

struct Backoff {
  Millis base{1'000};
  Millis cap{60'000};

  // `tries` counts from 0; `at_least` for what is known to last.
  Millis delay(int tries, Random& random, Millis at_least = Millis(0)) const {
    const Millis ceiling = std::min(cap, base * (std::int64_t{1} << std::clamp(tries, 0, 20)));
    return std::max(at_least, Millis(random.below(static_cast<std::uint64_t>(ceiling.count()) + 1)));
  }
};

}  // namespace every::hubspot
