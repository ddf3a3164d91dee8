#include "sync/run_context.h"

#include "store/leases.h"
#include "store/undo_log.h"
#include "sync/run_book.h"

namespace every::sync {
namespace {

constexpr Millis kNotifyAtMostEvery{100};

}  // namespace

RunContext::RunContext(const Engine::Parts& parts, store::Run run,
                       const std::vector<std::string_view>& planned, std::int64_t lease)
    : parts_(parts),
      lease_(lease),
      lease_until_ms_(to_ms(parts.clock.now() + kLeaseLife)),
      run_(std::move(run)),
      progress_(run_, planned),
      row_at_start_(run_),
      shown_(run_) {}

void RunContext::use(std::shared_ptr<Source> source) {
  const std::lock_guard lock(mutex_);
  source_ = std::move(source);
  traffic_base_ = source_->traffic();
}

Status RunContext::commit(const std::function<Status(store::Tx&, Step&)>& body) {
  if (stop_.stop_requested()) return failure().value_or(Error(Code::cancelled, "The run is ending."));
  CommittedRow row;
  try {
    auto written = parts_.db.write([&](store::Tx& tx) -> Status {
      EVERY_CHECK(check_lease(tx));
      if (store::Connections(tx, tenant()).epoch() != run_.epoch)
        return Error(Code::not_connected, "The HubSpot connection changed while the sync ran.",
                     "Sync again.");
      if (store::Runs(tx, tenant()).cancel_requested(run_.id)) {
        cancelled_ = true;
        return Error(Code::cancelled, "The sync was cancelled.");
      }
      Step step;
      store::UndoRecorder undo(tx, tenant(), keeps_undo_ ? run_.id : "");
      EVERY_CHECK(body(tx, step));
      undo.write();
      if (keeps_undo_) store::UndoLog(tx, tenant()).open({run_.id, now(), run_.epoch, "", false});
      row = put(tx, step);
      return done();
    });
    if (!written.ok()) {
      fail(written.error());
      return written;
    }
  } catch (const std::exception& e) {
    parts_.log.error("sync.commit_failed", {{"run", run_.id}, {"error", e.what()}});
    Error error(Code::storage_failed, "The database could not be written.",
                "Check the disk, then sync again.");
    fail(error);
    return error;
  }
  show(std::move(row));
  notify();
  return done();
}

void RunContext::show(CommittedRow written) {
  const std::lock_guard lock(mutex_);
  // Commits come in order, their threads need not.
  if (written.version <= shown_version_) return;
  shown_version_ = written.version;
  shown_ = std::move(written.row);
}

void RunContext::show_change() {
  const std::lock_guard lock(mutex_);
  shown_version_ = version_;
  shown_ = run_;
}

// The fencing: whoever took the workspace over has a newer token, and then nothing is written here any more.
Status RunContext::check_lease(store::Tx& tx) {
  store::Leases leases(tx, tenant());
  const Instant at = now();
  // A commit within the first half of the lease leaves it as it is.
  const bool due = to_ms(at) >= lease_until_ms_ - kLeaseLife.count() / 2;
  if (due ? leases.renew(lease_, at, kLeaseLife) : leases.holds(lease_)) {
    if (due) lease_until_ms_ = to_ms(at + kLeaseLife);
    return done();
  }
  lose_lease();
  return Error(Code::cancelled, "Another process of Every goes on with this sync.");
}

void RunContext::lose_lease() {
  if (!shutdown_) parts_.log.warn("sync.lease_lost", {{"lease", lease_}});
  shutdown_ = true;
  fail(Error(Code::cancelled, "Another process of Every goes on with this sync."));
}

void RunContext::keep_lease() {
  const bool held = parts_.db.write(
      [&](store::Tx& tx) { return store::Leases(tx, tenant()).renew(lease_, now(), kLeaseLife); });
  if (!held) return lose_lease();
  lease_until_ms_ = to_ms(now() + kLeaseLife);
}

void RunContext::give_up_lease(store::Tx& tx) {
  store::Leases(tx, tenant()).give_up(lease_);
}

RunContext::CommittedRow RunContext::put(store::Tx& tx, const Step& step) {
  const std::lock_guard lock(mutex_);
  const Instant at = now();
  if (!step.phase.empty()) progress_.add(step.phase, step.processed, at);
  run_.counts.created += step.counts.created;
  run_.counts.updated += step.counts.updated;
  run_.counts.unchanged += step.counts.unchanged;
  run_.counts.skipped += step.counts.skipped;
  run_.counts.failed += step.counts.failed;
  run_.counts.deleted += step.counts.deleted;
  run_.counts.merged += step.counts.merged;
  run_.counts.waiting += step.counts.waiting;
  progress_.put(run_, at);
  measure_traffic(run_);
  store::Runs(tx, tenant()).update(run_);
  return {++version_, run_};
}

void RunContext::measure_traffic(store::Run& run) const {
  if (!source_) return;
  const Traffic now_traffic = source_->traffic();
  run.requests = row_at_start_.requests + now_traffic.requests - traffic_base_.requests;
  run.bytes = row_at_start_.bytes + now_traffic.bytes - traffic_base_.bytes;
  run.rate_limited = row_at_start_.rate_limited + now_traffic.rate_limited - traffic_base_.rate_limited;
  run.retries = row_at_start_.retries + now_traffic.retries - traffic_base_.retries;
  run.resumes_at =
      now_traffic.resumes_at && *now_traffic.resumes_at > now() ? now_traffic.resumes_at : std::nullopt;
}

void RunContext::record_error(store::Tx& tx, Step& step, store::RunError error) {
  error.at = now();
  error.waits = is_for_review(error.code);
  if (store::Runs(tx, tenant()).add_error(run_.id, error))
    ++(error.waits ? step.counts.waiting : step.counts.failed);
}

void RunContext::total(std::string_view phase, std::int64_t total) {
  const std::lock_guard lock(mutex_);
  progress_.total(phase, total);
}

void RunContext::plan(const std::vector<std::string_view>& phases) {
  const std::lock_guard lock(mutex_);
  progress_.plan(phases, now());
}

void RunContext::finish_phase(std::string_view phase) {
  const std::lock_guard lock(mutex_);
  progress_.finish(phase, now());
}

void RunContext::notify() {
  if (!parts_.on_progress) return;
  const std::lock_guard lock(notify_mutex_);
  const auto at = parts_.clock.steady();
  if (notified_ && at - *notified_ < kNotifyAtMostEvery) return;
  notified_ = at;
  parts_.on_progress(snapshot());
}

void RunContext::fail(Error error) {
  {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(error);
  }
  stop_.request_stop();
}

std::optional<Error> RunContext::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void RunContext::request_cancel() {
  cancelled_ = true;
  fail(Error(Code::cancelled, "The sync was cancelled."));
}

void RunContext::request_shutdown() {
  shutdown_ = true;
  fail(Error(Code::cancelled, "The server is stopping; the sync goes on after the next start."));
}

store::Run RunContext::snapshot() {
  const std::lock_guard lock(mutex_);
  measure_traffic(shown_);
  return shown_;
}

bool RunContext::change(store::Tx& tx, const std::function<void(store::Run&)>& change) {
  if (!check_lease(tx).ok()) return false;
  const std::lock_guard lock(mutex_);
  progress_.put(run_, now());
  measure_traffic(run_);
  change(run_);
  ++version_;
  store::Runs(tx, tenant()).update(run_);
  return true;
}

}  // namespace every::sync
