// The members of the included lists, read whole at the start of each run.
#pragma once

#include "sync/run_context.h"

namespace every::sync {

// Writes who is in the included lists, and remembers for the projection whom that changes. A list that was
// deleted, or that HubSpot is still working out, is not believed: its members stay as they were, and one
// notice says so until it is well again. Error: whatever the Source could not get, but for one list alone.
Status read_list_members(RunContext& run);

// One list, for a person who wants to know before it is included. Error: that of reading it.
Status read_list(store::Database& db, const store::Tenant& tenant, Source& source, const RecordList& list,
                 Instant now);

}  // namespace every::sync
