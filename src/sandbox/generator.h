// Makes a portal of any size out of a seed: the same seed, sizes and day give the same portal on every
// machine.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "sandbox/portal.h"

namespace every::sandbox {

struct Sizes {
  std::uint64_t contacts = 0, companies = 0, deals = 0;
};

// `today` is where the two years of history end; only its day counts.
void generate(Portal& portal, Sizes sizes, std::uint64_t seed, Instant today);

}  // namespace every::sandbox
