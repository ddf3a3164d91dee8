// `every demo`: Every and a HubSpot sandbox in one process, with a workspace, a person to sign in as, and
// some clients that were there before HubSpot came: some of them are in the sandbox as well.
#pragma once

#include "app/config.h"

namespace every {

// Serves until SIGINT or SIGTERM. The exit code.
int run_demo(app::Config config, bool fresh);

// Waits for SIGINT or SIGTERM; call block_signals() before the first thread starts.
void block_signals();
int wait_for_signal();

}  // namespace every
