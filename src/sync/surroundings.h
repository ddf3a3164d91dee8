// What surrounds the records: the account, owners, pipelines and the members of included lists. Read at the
// start of every run (nothing tells when they change): three requests, and what the lists take.
#pragma once

#include "sync/run_context.h"

namespace every::sync {

// Owners and pipelines into the mirror; with `account` also the account's currency, zone and host into the
// connection. A missing scope for owners or pipelines is recorded on the run, which goes on. Error:
// account_mismatch when the token belongs to another portal than the connection; whatever the Source could
// not get.
Status read_surroundings(RunContext& run, bool account);

}  // namespace every::sync
