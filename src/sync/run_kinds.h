// The kinds of runs: which there are, what each goes through, and what one is about.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/runs.h"
#include "sync/engine.h"
#include "sync/run_context.h"

namespace every::sync {

bool is_run_kind(std::string_view kind);
// Reads HubSpot into the mirror and projects it: not an undo, nor a check.
bool is_sync(std::string_view kind);
// The kind that a request gets. Searches tell of changed records only; once a night everything is read again.
std::string kind_of(const StartRequest& request, store::Tx& tx, const store::Tenant& tenant, Instant now);
std::vector<std::string_view> phases_of(const store::Run& run, bool complete, bool projects);
// The first import is done: later runs project by themselves.
bool imported_once(store::Tx& tx, const store::Tenant& tenant);

// What a run is about, beside its kind ("undo": the import's run; "parity": kHeal; "retry": the records): a
// cursor that never moves.
void put_subject(store::Runs& runs, const std::string& run_id, const std::string& subject);
std::string subject_of(store::Runs& runs, const std::string& run_id);
std::string subject_of(RunContext& run);

}  // namespace every::sync
