// What surrounds the records: the account, owners and pipelines. Read at the start of every run (nothing
// tells when they change), in three requests.
#pragma once

#include "sync/run_context.h"

namespace every::sync {

// Owners and pipelines into the mirror; with `account` also the account's currency, zone and host into the
// connection. A missing scope for owners or pipelines is recorded on the run, which goes on. Error:
// account_mismatch when the token belongs to another portal than the connection; whatever the Source could
// not get.
Status read_surroundings(RunContext& run, bool account);

}  // namespace every::sync
