// Hours that pass without being waited for, so that a test from outside can look at a day of the real
// programs: Every, its sandbox and the browser are set ahead together (test/lib/clock.mjs).
#pragma once

#include <string>

#include "base/error.h"

namespace every {

// From now on every SystemClock of this process is ahead by the milliseconds that the file says: eight bytes
// in this machine's order, which may change at any time. Waiting and measuring (steady) go on as they are.
// Error: validation.
Status follow_clock_ahead(const std::string& path);

}  // namespace every
