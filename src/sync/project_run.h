// The projection as a part of a run: which records, in which order, in batches with durable cursors
// ("import/…", "changes/…"), and the same without writing as a preview.
#pragma once

#include "sync/incremental.h"
#include "sync/project.h"
#include "sync/run_context.h"

namespace every::sync {

// What a run's row keeps of an import: the request and who asked.
std::string request_text(const ImportRequest& request);
Result<ImportRequest> request_from_text(const std::string& text);

// Imports what was asked for. Stores the request's decisions first, and when done how later runs select.
Status project_import(RunContext& run, const ImportRequest& request);
// After an incremental pull: projects what changed, what was decided since, and what hangs on it; everything
// when the last run did not get to its end.
Status project_changes(RunContext& run);
// Outside a run: projects these records and what hangs on them.
Status project_touched(RunContext& run, const Changed& changed);
// Exact counts, nothing written. In one snapshot.
ImportTotals preview_import(store::Tx& tx, const store::Tenant& tenant, const ImportRequest& request,
                            Clock& clock, Random& random);

}  // namespace every::sync
