// Links between records change without moving any date. Where webhooks tell of it, that is read at once; the
// sweep reads all of them once a day. In between, each run that has a request to spare reads the links of the
// next thousand records again: deals that are neither won nor lost in three turns of four (money hangs on
// them), contacts in the fourth. The places are kept ("links/deal/company", …), so the rounds go on over runs
// and restarts. The cost is one request a run, whatever the portal's size.
#pragma once

#include "sync/run_context.h"

namespace every::sync {

// One request; what differs is written and noted for the projection. A portal without records asks nothing.
Status watch_links(RunContext& run);

}  // namespace every::sync
