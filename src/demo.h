// `every demo`: Every and a HubSpot sandbox in one process, with a workspace, a person to sign in as, and
// some clients that were there before HubSpot came: some of them are in the sandbox as well.
#pragma once

#include "app/config.h"

namespace every {

// What becomes of the last demo. as_it_ended: one that was asked to stop is over and the next begins anew;
// one that was killed goes on, with its connection, its run and the portal as people changed it.
enum class DemoStart { as_it_ended, keep, fresh };

// Serves until SIGINT or SIGTERM. The exit code.
int run_demo(app::Config config, DemoStart start);

// Waits for SIGINT or SIGTERM; call block_signals() before the first thread starts.
void block_signals();
int wait_for_signal();

}  // namespace every
