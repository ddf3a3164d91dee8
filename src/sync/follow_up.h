// A request that the run at work cannot do, and that is done next: kept in the database, so that neither the
// end of that run nor that of the process loses it. One at most; cancelling the run at work drops it.
#pragma once

#include <optional>

#include "store/runs.h"
#include "sync/engine.h"

namespace every::sync {

// Everything is to be read again, and the run at work reads only what changed.
bool follows(const StartRequest& request, const store::Run& running);
void note_follow_up(store::Tx& tx, const store::Tenant& tenant, const StartRequest& request);
std::optional<StartRequest> take_follow_up(store::Tx& tx, const store::Tenant& tenant);

}  // namespace every::sync
