// The parity certificate: is the mirror what HubSpot has? Everything live is read from HubSpot and compared
// with the mirror, record by record and association by association; what differs is read once more, alone,
// before it is called a difference, and what HubSpot changed after the last sync is none: it comes with the
// next one. Each missing, extra or stale record is named.
//
// A check is a run of its own kind. Each page is one commit with its cursor ("parity/contact",
// "parity/contact/company"), so it goes on after a kill. It writes nothing into the mirror unless it is asked
// to heal; then what was found is read into the mirror as the truth, and looked at again.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/parity.h"
#include "sync/run_context.h"

namespace every::sync {

// How a record of HubSpot would stand in the mirror, given what the mirror has of it: pure.
store::MirrorRecord row_of(ObjectType type, const Record& record, const store::MirrorRecord* known);
// The names of the properties in which the two differ, "" when they are equal: pure.
std::string difference(const store::MirrorRecord& hubspot, const store::CheckedRecord& here);

// The work of the check's run. With `heal`, what it healed is left for the projection ("changed/…" cursors).
Status check_parity(RunContext& run, bool heal);
// A run that has just read everything into the mirror says so: a certificate without a request of its own.
Status certify_read(RunContext& run, Instant started);

}  // namespace every::sync
