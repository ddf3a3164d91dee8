#include "app/hubspot_schedule.h"

#include "hubspot/errors.h"
#include "store/accounts.h"
#include "store/connection.h"
#include "sync/engine.h"

namespace every::app {
namespace {

constexpr std::int64_t kRunsLookedAt = 50;

bool read_hubspot(const store::Run& run) {
  if (run.kind == "first_load" || run.kind == "incremental" || run.kind == "sweep") return true;
  for (const auto& phase : run.phases)
    if (phase.name == "reading") return true;  // the first import began without a mirror
  return false;
}

bool may_pass(const store::Run& run) {
  const auto code = code_from_name(run.error_code);
  return code && hubspot::is_transient(*code);
}

}  // namespace

SyncHistory sync_history(store::Tx& tx, const store::Tenant& tenant) {
  SyncHistory out;
  bool counting = true;
  for (const store::Run& run : store::Runs(tx, tenant).list({"", true, 0, kRunsLookedAt}).items) {
    if (!read_hubspot(run)) continue;
    if (!out.last) out.last = run;
    if (!run.finished_at) continue;
    if (!out.last_ended) out.last_ended = run;
    if (run.state == store::RunState::succeeded || run.state == store::RunState::partial) {
      out.last_success_at = run.finished_at;
      break;
    }
    counting = counting && run.state == store::RunState::failed && may_pass(run);
    if (counting) ++out.failures;
  }
  return out;
}

jobs::Entry schedule_entry(store::Tx& tx, const store::Tenant& tenant) {
  jobs::Entry entry;
  entry.workspace_id = tenant.id();
  entry.settings = store::Connections(tx, tenant).settings();
  const auto workspace = store::Accounts(tx).workspace(tenant);
  entry.zone = workspace ? workspace->time_zone : "UTC";
  const SyncHistory history = sync_history(tx, tenant);
  if (history.last) entry.last = history.last->created_at;
  entry.failures = history.failures;
  entry.swept = sync::last_sweep(tx, tenant);
  return entry;
}

}  // namespace every::app
