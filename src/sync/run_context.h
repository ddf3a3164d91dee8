// What the parts of one run share: its row with the live progress, the commits (each with its progress, each
// refused when the run was cancelled, its connection is no longer the current one or another process has
// taken it over) and the first failure.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "base/id.h"
#include "base/log.h"
#include "base/metrics.h"
#include "store/connection.h"
#include "store/runs.h"
#include "sync/engine.h"
#include "sync/progress.h"
#include "sync/source.h"

namespace every::sync {

// What one commit adds to the run.
struct Step {
  std::string_view phase;  // "" when it is no progress of a phase
  std::int64_t processed = 0;
  store::RunCounts counts;
};

class RunContext {
 public:
  // `lease`: the token of the workspace's lease under which this process executes the run.
  RunContext(const Engine::Parts& parts, store::Run run, const std::vector<std::string_view>& planned,
             std::int64_t lease);

  // The source comes later than the run: getting it can fail. Call before anything that uses it.
  void use(std::shared_ptr<Source> source);
  Source& source() { return *source_; }
  const Engine::Parts& parts() const { return parts_; }
  const store::Tenant& tenant() const { return parts_.tenant; }
  Instant now() const { return parts_.clock.now(); }
  std::stop_token stop() const { return stop_.get_token(); }

  // One write transaction: `body` fills in the step, the run's row is written with it. An Error of the body,
  // a cancelled or outdated run, a lost lease and failing storage undo it, end the run and come back as the
  // error.
  Status commit(const std::function<Status(store::Tx&, Step&)>& body);
  // What is wrong with one record, or what could not be read; counted once for each. The run goes on.
  void record_error(store::Tx& tx, Step& step, store::RunError error);
  // From now on what is written can be taken back (store/undo_log.h).
  void keep_undo() { keeps_undo_ = true; }

  void total(std::string_view phase, std::int64_t total);
  void plan(const std::vector<std::string_view>& phases);
  void finish_phase(std::string_view phase);
  void notify();  // on_progress, at most 10 a second

  // The first failure ends every lane; later ones follow from it.
  void fail(Error error);
  std::optional<Error> failure() const;
  void request_cancel();    // by a person: the run ends as cancelled
  void request_shutdown();  // the row stays "running"
  bool shut_down() const { return shutdown_; }
  bool cancelled() const { return cancelled_; }

  // The row as it was last committed, so that nobody sees progress that a crash takes back, with the live
  // traffic.
  store::Run snapshot();
  // Changes the row outside of a commit (its beginning and its end) and writes it in `tx`. False: another
  // process has the run now, and nothing was written.
  bool change(store::Tx& tx, const std::function<void(store::Run&)>& change);
  void show_change();  // once that is committed, where it was not a part of commit()

  // Makes the lease longer; when it was lost, this process leaves the run as it is.
  void keep_lease();
  void give_up_lease(store::Tx& tx);

 private:
  struct CommittedRow {
    std::int64_t version = 0;
    store::Run row;
  };
  CommittedRow put(store::Tx& tx, const Step& step);
  void show(CommittedRow written);
  void measure_traffic(store::Run& run) const;
  Status check_lease(store::Tx& tx);
  void lose_lease();

  const Engine::Parts& parts_;
  const std::int64_t lease_;
  std::atomic<std::int64_t> lease_until_ms_;
  std::shared_ptr<Source> source_;
  std::stop_source stop_;
  std::atomic<bool> shutdown_ = false, cancelled_ = false, keeps_undo_ = false;

  mutable std::mutex
      mutex_;  // guards what follows; never held while calling out, except to the store in put()
  store::Run run_;
  Progress progress_;
  std::optional<Error> failure_;
  Traffic traffic_base_;
  store::Run row_at_start_;
  store::Run shown_;  // run_ as it was last committed
  std::int64_t version_ = 0, shown_version_ = 0;

  std::mutex notify_mutex_;
  std::optional<std::chrono::steady_clock::time_point> notified_;
};

}  // namespace every::sync
