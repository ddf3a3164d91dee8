// Mending what a check found.
#pragma once

#include "sync/run_context.h"

namespace every::sync {

// Reads every finding of the run's certificate into the mirror as the truth, looks at it again and marks what
// is equal by then as healed. What changed is left for the projection.
Status heal_findings(RunContext& run);

}  // namespace every::sync
