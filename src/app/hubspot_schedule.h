// How the syncs of a workspace went lately: what the schedule and the freshness are judged by. Imports that
// only work on the mirror do not count: they ask HubSpot for nothing.
#pragma once

#include <optional>

#include "jobs/scheduler.h"
#include "store/database.h"
#include "store/runs.h"

namespace every::app {

struct SyncHistory {
  std::optional<store::Run> last;  // the newest sync, running or not
  std::optional<store::Run> last_ended;
  std::optional<Instant> last_success_at;  // when the newest successful one ended
  int failures = 0;                        // in a row since then, of the kind that may pass by itself
};
SyncHistory sync_history(store::Tx& tx, const store::Tenant& tenant);

jobs::Entry schedule_entry(store::Tx& tx, const store::Tenant& tenant);

}  // namespace every::app
