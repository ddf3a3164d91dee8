// Runs that wait for the one at work: a retry, an undo, a check, a second import. They stand in line as rows
// of their own, so that neither the end of that run nor that of the process loses a click, and each can be
// cancelled. Whatever ends the run at work lets the first of them in, in the same transaction.
#pragma once

#include <string>

#include "store/runs.h"
#include "sync/engine.h"

namespace every::sync {

// Whether the run at work does what is asked for too; what it cannot do waits for its end.
bool joins(const StartRequest& request, const store::Run& running);
// Puts the new run behind those that wait; the one that waits for the same thing is given back instead.
// Error: run_conflict (the line is full).
Result<store::Run> stand_in_line(store::Tx& tx, const store::Tenant& tenant, store::Run run,
                                 const std::string& subject);
// With no run at work: the first in line becomes the next, under the connection as it is now; its id, or "".
std::string let_next_in(store::Tx& tx, const store::Tenant& tenant, Instant now);

}  // namespace every::sync
