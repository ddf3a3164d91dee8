#include "sync/engine.h"

#include <mutex>

#include "store/connection.h"
#include "store/leases.h"
#include "sync/first_load.h"
#include "sync/follow_up.h"
#include "sync/incremental.h"
#include "sync/parity.h"
#include "sync/project_run.h"
#include "sync/retry.h"
#include "sync/review_lane.h"
#include "sync/run_book.h"
#include "sync/run_kinds.h"
#include "sync/run_line.h"
#include "sync/undo.h"

namespace every::sync {
namespace {

constexpr const char* kRunSeconds = "every_sync_run_seconds";
constexpr const char* kRunsTotal = "every_sync_runs_total";

}  // namespace

struct Engine::State {
  explicit State(Parts p) : parts(std::move(p)) {}

  Result<store::Run> insert(const StartRequest& request, store::Tx& tx);
  Result<store::Run> attach(const StartRequest& request, store::Run active, store::Tx& tx);
  void wake(const std::string& run_id);
  std::shared_ptr<RunContext> context() const;

  void loop(std::stop_token stop);
  std::shared_ptr<RunContext> take_up(const std::string& run_id, store::Tx& tx);
  void execute(const std::string& run_id);
  Status guarded(RunContext& run, Status (State::*part)(RunContext&));
  Status work(RunContext& run);
  Status pull(RunContext& run);
  Status project(RunContext& run);
  bool finish(RunContext& run, const Status& status);

  Parts parts;
  mutable std::mutex mutex;
  Signal changed;
  std::shared_ptr<RunContext> active;
  std::string waiting;      // the run to execute next
  std::string last_import;  // text of the import request that the active run has done; its own thread only
  bool stopping = false;
  std::unique_ptr<Task> thread;
};

Engine::Engine(Parts parts) : state_(std::make_unique<State>(std::move(parts))) {
  state_->thread = state_->parts.tasks.start(
      [state = state_.get()](std::stop_token stop) { state->loop(std::move(stop)); });
}

Engine::~Engine() {
  stop();
}

std::shared_ptr<RunContext> Engine::State::context() const {
  const std::lock_guard lock(mutex);
  return active;
}

void Engine::State::wake(const std::string& run_id) {
  {
    const std::lock_guard lock(mutex);
    if (stopping || (active && active->snapshot().id == run_id)) return;
    waiting = run_id;
  }
  changed.notify_all();
}

Result<store::Run> Engine::State::insert(const StartRequest& request, store::Tx& tx) {
  const store::Connection connection = store::Connections(tx, parts.tenant).get();
  if (connection.state == store::ConnectionState::not_connected)
    return Error(Code::not_connected, "HubSpot is not connected.", "Connect HubSpot first.");
  store::Runs runs(tx, parts.tenant);
  auto running = runs.active();
  if (running && joins(request, *running)) return attach(request, *std::move(running), tx);
  if (request.kind == "undo") EVERY_CHECK(may_undo(tx, parts.tenant, request.subject, parts.clock.now()));
  store::Run run;
  run.id = new_id(parts.clock, parts.random);
  run.kind = running ? request.kind : kind_of(request, tx, parts.tenant, parts.clock.now());
  run.trigger = request.trigger;
  run.started_by = request.by;
  run.epoch = connection.epoch;
  run.created_at = parts.clock.now();
  if (request.import) run.request = request_text(*request.import);
  if (running) return stand_in_line(tx, parts.tenant, std::move(run), request.subject);
  runs.insert(run);
  if (!request.subject.empty()) put_subject(runs, run.id, request.subject);
  if (run.kind != "undo" && !mirror_complete(tx, parts.tenant)) continue_load(tx, parts.tenant, run);
  return run;
}

// An import that comes while HubSpot is still being read is done by the run that reads.
Result<store::Run> Engine::State::attach(const StartRequest& request, store::Run running, store::Tx& tx) {
  if (follows(request, running)) note_follow_up(tx, parts.tenant, request);
  if (!request.import || !running.request.empty()) return running;
  running.request = request_text(*request.import);
  store::Runs(tx, parts.tenant).set_request(running.id, running.request);
  const auto here = context();
  if (!here || here->shut_down() || here->snapshot().id != running.id) return running;
  here->plan({"importing_contacts", "importing_deals", "linking"});
  store::Run live = here->snapshot();
  live.request = running.request;
  return live;
}

Result<store::Run> Engine::start(const StartRequest& request) {
  if (request.kind == "import" && !request.import)
    return Error(Code::internal, "An import needs its request.");
  if (!is_run_kind(request.kind)) return Error(Code::internal, "There is no such kind of run.");
  StartRequest asked = request;
  if (request.kind != "import") asked.import.reset();
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopping) return Error(Code::cancelled, "The server is stopping.");
  }
  auto run = state_->parts.db.write([&](store::Tx& tx) { return state_->insert(asked, tx); });
  if (run.ok() && !run->in_line) state_->wake(run->id);
  return run;
}

bool Engine::cancel(const std::string& run_id) {
  const auto here = state_->context();
  const bool executing = here && here->snapshot().id == run_id;
  std::string next;
  const bool asked = state_->parts.db.write([&](store::Tx& tx) {
    store::Runs runs(tx, state_->parts.tenant);
    if (runs.leave_line(run_id, state_->parts.clock.now())) return true;
    if (!runs.request_cancel(run_id)) return false;
    take_follow_up(tx, state_->parts.tenant);
    bool queued = false;
    {
      const std::lock_guard lock(state_->mutex);
      queued = state_->waiting == run_id;
    }
    // A row that nobody executes (left by a killed process, not resumed) ends here. Who executes it elsewhere
    // finds the request at its next commit.
    const auto lease = store::Leases(tx, state_->parts.tenant).current();
    const bool elsewhere = lease && !lease->owner.empty() && lease->expires_at > state_->parts.clock.now();
    if (!executing && !queued && !elsewhere) {
      auto row = runs.find(run_id);
      row->state = store::RunState::cancelled;
      row->finished_at = state_->parts.clock.now();
      runs.update(*row);
      next = let_next_in(tx, state_->parts.tenant, *row->finished_at);
    }
    return true;
  });
  if (asked && executing) here->request_cancel();
  if (!next.empty()) state_->wake(next);
  return asked;
}

void Engine::cancel_and_wait() {
  const auto row = state_->parts.db.write([&](store::Tx& tx) {
    store::Runs runs(tx, state_->parts.tenant);
    for (const store::Run& waits : runs.in_line()) runs.leave_line(waits.id, state_->parts.clock.now());
    return runs.active();
  });
  if (row) cancel(row->id);
  std::unique_lock lock(state_->mutex);
  state_->parts.tasks.wait_until(lock, state_->changed, {}, [&] {
    return (!state_->active && state_->waiting.empty()) || state_->stopping;
  });
}

bool Engine::resume() {
  const auto row = state_->parts.db.write([&](store::Tx& tx) {
    store::Runs runs(tx, state_->parts.tenant);
    if (auto active = runs.active()) return active;
    return runs.find(let_next_in(tx, state_->parts.tenant, state_->parts.clock.now()));
  });
  if (!row) return false;
  state_->parts.log.info("sync.resumed", {{"run", row->id}, {"kind", row->kind}, {"percent", row->percent}});
  state_->wake(row->id);
  return true;
}

void Engine::look_after() {
  if (const auto here = state_->context()) {
    if (!here->shut_down()) here->keep_lease();
    return;
  }
  const bool orphan = state_->parts.db.read([&](store::Tx& tx) {
    store::Runs runs(tx, state_->parts.tenant);
    if (!runs.active() && runs.in_line().empty()) return false;
    const auto lease = store::Leases(tx, state_->parts.tenant).current();
    return !lease || lease->expires_at <= state_->parts.clock.now();
  });
  if (orphan) resume();
}

void Engine::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    if (state_->active) state_->active->request_shutdown();
  }
  state_->thread->request_stop();
  state_->changed.notify_all();
  state_->thread->join();
}

std::optional<store::Run> Engine::current() const {
  if (const auto here = state_->context(); here && !here->shut_down()) return here->snapshot();
  return state_->parts.db.read([&](store::Tx& tx) { return store::Runs(tx, state_->parts.tenant).active(); });
}

bool Engine::wait_idle(Millis timeout) {
  std::unique_lock lock(state_->mutex);
  while (state_->active || !state_->waiting.empty())
    if (!state_->parts.tasks.wait(lock, state_->changed, {}, timeout)) break;
  return !state_->active && state_->waiting.empty();
}

Result<ImportTotals> Engine::preview(const ImportRequest& request) {
  return state_->parts.db.read([&](store::Tx& tx) {
    return preview_import(tx, state_->parts.tenant, request, state_->parts.clock, state_->parts.random);
  });
}

void Engine::State::loop(std::stop_token stop) {
  while (!stop.stop_requested()) {
    std::string run_id;
    {
      std::unique_lock lock(mutex);
      if (!parts.tasks.wait_until(lock, changed, stop, [this] { return !waiting.empty(); })) return;
      run_id = waiting;
    }
    try {
      execute(run_id);
    } catch (const std::exception& e) {
      parts.log.error("sync.run_failed", {{"run", run_id}, {"error", e.what()}});
    }
    {
      const std::lock_guard lock(mutex);
      active.reset();
      if (waiting == run_id) waiting.clear();
    }
    changed.notify_all();
  }
}

// Makes the row's context the active one, or nothing when the row is over or another process executes it. In
// a write transaction, as attaching an import is: whoever attaches finds either the context or a row that is
// not loaded yet.
std::shared_ptr<RunContext> Engine::State::take_up(const std::string& run_id, store::Tx& tx) {
  const auto row = store::Runs(tx, parts.tenant).find(run_id);
  if (!row || (row->state != store::RunState::queued && row->state != store::RunState::running))
    return nullptr;
  const auto lease = store::Leases(tx, parts.tenant).take(parts.owner, parts.clock.now(), kLeaseLife);
  if (!lease) return nullptr;
  const bool projects = !row->request.empty() || (is_sync(row->kind) && imported_once(tx, parts.tenant));
  auto run = std::make_shared<RunContext>(
      parts, *row, phases_of(*row, mirror_complete(tx, parts.tenant), projects), *lease);
  const std::lock_guard lock(mutex);
  if (stopping) {
    // Whoever starts next need not wait for a lease under which nothing was done.
    run->give_up_lease(tx);
    return nullptr;
  }
  active = run;
  waiting.clear();
  return run;
}

void Engine::State::execute(const std::string& run_id) {
  last_import.clear();
  const auto run = parts.db.write([&](store::Tx& tx) { return take_up(run_id, tx); });
  if (!run) return;
  const auto began = parts.clock.steady();
  Status status = guarded(*run, &State::work);
  while (!finish(*run, status)) status = guarded(*run, &State::project);
  if (run->shut_down()) {
    // Whoever starts next need not wait for the lease to run out. A lost one is no longer ours to give.
    parts.db.write([&](store::Tx& tx) { run->give_up_lease(tx); });
    return;
  }
  const store::Run ended = run->snapshot();
  const std::string state(store::name(ended.state));
  const auto took = std::chrono::duration<double>(parts.clock.steady() - began).count();
  parts.metrics.count(kRunsTotal, {{"kind", ended.kind}, {"state", state}});
  parts.metrics.seconds(kRunSeconds, {{"kind", ended.kind}}, took);
  parts.log.info("sync.finished", {{"run", ended.id},
                                   {"kind", ended.kind},
                                   {"state", state},
                                   {"code", ended.error_code},
                                   {"requests", ended.requests},
                                   {"created", ended.counts.created},
                                   {"updated", ended.counts.updated},
                                   {"ms", static_cast<std::int64_t>(took * 1000)}});
  if (parts.on_done) parts.on_done(ended);
  forget_old_logs(parts);
}

// Failing storage ends the run like any other failure, if its end can be written at all.
Status Engine::State::guarded(RunContext& run, Status (State::*part)(RunContext&)) {
  try {
    return (this->*part)(run);
  } catch (const store::StorageError& e) {
    parts.log.error("sync.storage_failed", {{"run", run.snapshot().id}, {"error", e.what()}});
    return Error(Code::storage_failed, "The database could not be used.", "Check the disk, then sync again.");
  }
}

Status Engine::State::work(RunContext& run) {
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    const bool ours = run.change(tx, [&](store::Run& row) {
      row.state = store::RunState::running;
      if (!row.started_at) row.started_at = parts.clock.now();
    });
    return ours ? done() : Status(*run.failure());
  }));
  if (run.snapshot().kind == "undo") return undo_import(run, subject_of(run));
  EVERY_CHECK(pull(run));
  return project(run);
}

Status Engine::State::pull(RunContext& run) {
  const store::Run row = run.snapshot();
  EVERY_CHECK(derive_due(run));
  const bool complete = parts.db.read([&](store::Tx& tx) { return mirror_complete(tx, parts.tenant); });
  if (row.kind == "import" && complete) return done();
  EVERY_TRY(source, parts.source());
  run.use(std::move(source));
  if (row.kind == "retry") return retry_records(run, subject_of(run));
  if (row.kind == "parity") return check_parity(run, subject_of(run) == kHeal);
  EVERY_CHECK(row.kind == "incremental" ? pull_changes(run) : first_load(run));
  return derive_due(run);
}

Status Engine::State::project(RunContext& run) {
  // From the row: an import may have been asked for through another process.
  const std::string id = run.snapshot().id;
  const std::string asked =
      parts.db.read([&](store::Tx& tx) { return store::Runs(tx, parts.tenant).find(id)->request; });
  if (!asked.empty()) {
    last_import = asked;
    EVERY_TRY(request, request_from_text(asked));
    return project_import(run, request);
  }
  if (run.snapshot().kind == "parity" && subject_of(run) != kHeal) return done();
  const bool imported = parts.db.read([&](store::Tx& tx) { return imported_once(tx, parts.tenant); });
  return imported ? project_changes(run) : done();
}

// Ends the run's row. False: an import was asked for in the meantime and is to be done first.
bool Engine::State::finish(RunContext& run, const Status& status) {
  if (run.shut_down()) return true;
  try {
    std::string next;
    const bool ended = parts.db.write([&](store::Tx& tx) {
      if (status.ok() && store::Runs(tx, parts.tenant).find(run.snapshot().id)->request != last_import)
        return false;
      const bool ours = run.change(tx, [&](store::Run& row) {
        row.finished_at = parts.clock.now();
        row.eta_ms.reset();
        row.resumes_at.reset();
        if (status.ok()) {
          row.state = row.counts.failed > 0 ? store::RunState::partial : store::RunState::succeeded;
          row.percent = 100;
          row.phase.clear();
          return;
        }
        row.state = run.cancelled() ? store::RunState::cancelled : store::RunState::failed;
        if (run.cancelled()) return;
        row.error_code = name(status.error().code);
        row.error_detail = status.error().detail;
        row.error_fix = status.error().fix;
      });
      if (!ours) return true;
      run.give_up_lease(tx);
      if (const auto request = take_follow_up(tx, parts.tenant))
        if (const auto queued = insert(*request, tx); queued.ok()) next = queued->id;
      if (next.empty()) next = let_next_in(tx, parts.tenant, parts.clock.now());
      return true;
    });
    if (ended) run.show_change();
    if (!next.empty()) wake(next);
    return ended;
  } catch (const std::exception& e) {
    // The row stays open and the run goes on after the next start.
    parts.log.error("sync.end_not_written", {{"run", run.snapshot().id}, {"error", e.what()}});
    return true;
  }
}

}  // namespace every::sync
