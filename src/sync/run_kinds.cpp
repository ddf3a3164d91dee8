#include "sync/run_kinds.h"

#include <algorithm>

#include "jobs/scheduler.h"
#include "store/accounts.h"
#include "sync/first_load.h"

namespace every::sync {
namespace {

constexpr std::string_view kKinds[] = {"first_load", "incremental", "sweep", "import",
                                       "undo",       "parity",      "retry"};
constexpr const char* kSubject = "subject";

}  // namespace

std::optional<Instant> last_sweep(store::Tx& tx, const store::Tenant& tenant) {
  return store::Runs(tx, tenant).watermark(std::string(kSweptMark));
}

bool mirror_complete(store::Tx& tx, const store::Tenant& tenant) {
  return store::Runs(tx, tenant).watermark(std::string(kLoadedMark)).has_value();
}

bool is_run_kind(std::string_view kind) {
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

bool is_sync(std::string_view kind) {
  return kind != "undo" && kind != "parity";
}

std::string kind_of(const StartRequest& request, store::Tx& tx, const store::Tenant& tenant, Instant now) {
  if (request.kind == "import" || request.kind == "first_load" || request.kind == "undo") return request.kind;
  if (!mirror_complete(tx, tenant)) return "first_load";
  if (request.trigger != "schedule") return request.kind;
  const auto workspace = store::Accounts(tx).workspace(tenant);
  const bool due = jobs::sweep_due(store::Connections(tx, tenant).settings(),
                                   workspace ? workspace->time_zone : "UTC", last_sweep(tx, tenant), now);
  return due ? "sweep" : request.kind;
}

std::vector<std::string_view> phases_of(const store::Run& run, bool complete, bool projects) {
  std::vector<std::string_view> phases;
  if (run.kind == "first_load" || run.kind == "sweep" || (run.kind == "import" && !complete))
    phases = {"reading", "matching"};
  if (run.kind == "incremental" || run.kind == "retry") phases = {"reading"};
  if (run.kind == "undo") phases = {"undoing"};
  if (run.kind == "parity") phases = {"checking"};
  if (projects) phases.insert(phases.end(), {"importing_contacts", "importing_deals", "linking"});
  return phases;
}

bool imported_once(store::Tx& tx, const store::Tenant& tenant) {
  return store::Connections(tx, tenant).settings().imported_once;
}

void put_subject(store::Runs& runs, const std::string& run_id, const std::string& subject) {
  store::Cursor cursor;
  cursor.lane = kSubject;
  cursor.position = subject;
  cursor.finished = true;
  runs.put_cursor(run_id, cursor);
}

std::string subject_of(store::Runs& runs, const std::string& run_id) {
  return runs.cursors(run_id)[kSubject].position;
}

std::string subject_of(RunContext& run) {
  const std::string id = run.snapshot().id;
  return run.parts().db.read([&](store::Tx& tx) {
    store::Runs runs(tx, run.tenant());
    return subject_of(runs, id);
  });
}

}  // namespace every::sync
