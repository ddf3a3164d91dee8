// Several works of one run at the same time, each in its own task.
#pragma once

#include <functional>
#include <vector>

#include "sync/run_context.h"

namespace every::sync {

// Returns when all are through. The first failure ends the run, and with it the others; it is what comes
// back.
Status side_by_side(RunContext& run, const std::vector<std::function<Status()>>& works);

}  // namespace every::sync
