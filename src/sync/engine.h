// The engine of one workspace: runs that pull HubSpot into the mirror and project the mirror into clients,
// contacts and deals. A run is a durable row; whatever it has committed stays, and after a kill it goes on
// where it stood. One run at a time, whichever process executes it; a second request joins it.
//
// Thread rule: every method may be called from any thread. The callbacks come from the engine's own thread
// (on_progress from any of its lanes, never two at once), hold no lock of the engine, and must not call
// stop() or cancel_and_wait().
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/tasks.h"
#include "base/time.h"
#include "store/database.h"
#include "store/runs.h"
#include "sync/project.h"
#include "sync/source.h"

namespace every::sync {

// How long a process may be silent before another one goes on with its run.
inline constexpr Millis kLeaseLife{90'000};
inline constexpr std::string_view kHeal = "heal";

struct StartRequest {
  // first_load, incremental, sweep, import, undo, parity or retry. "incremental" and "sweep" become
  // "first_load" by themselves while the mirror is not complete; a scheduled "incremental" becomes "sweep"
  // once a night (by the settings); "import" reads the mirror first when there is none yet.
  std::string kind = "incremental";
  std::string trigger = "manual";       // connect, manual, schedule, webhook, chat, import
  std::string by;                       // user's name, or ""
  std::optional<ImportRequest> import;  // needed for "import", ignored otherwise
  std::string subject;                  // "undo": id of the import's run; "parity": kHeal, or "";
                                        // "retry": the records (retry.h)
};

class Engine {
 public:
  struct Parts {
    store::Database& db;
    store::Tenant tenant;
    // The Source of the current connection. Called on the engine's thread at the start of each run; an error
    // ends the run as failed with that error (not_connected, token_expired, …).
    std::function<Result<std::shared_ptr<Source>>()> source;
    Clock& clock;
    Random& random;
    Log& log;
    Metrics& metrics;
    Tasks& tasks;
    std::function<void(const store::Run&)> on_progress;  // at most 10 a second; may be empty
    std::function<void(const store::Run&)> on_done;  // once for each run that reached its end; may be empty
    // Which process this is. Of several engines over one workspace, in however many processes, one works at a
    // time (store/leases.h); engines with the same owner take over from each other at once.
    std::string owner;
  };
  explicit Engine(Parts parts);
  ~Engine();  // stop()
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Makes the run's row and begins. When a run is active that does the same it is returned instead; an import
  // asked for while HubSpot is still being read is done by that run when it has read everything; what the
  // active run cannot do stands in line (run_line.h) and begins when it has ended. Error: undo_refused,
  // not_connected (there is no connection), run_conflict (the line is full).
  Result<store::Run> start(const StartRequest& request);
  // Asks the run to end at its next page; what it imported stays. One in line leaves it at once. False: it is
  // neither active nor in line.
  bool cancel(const std::string& run_id);
  // Cancels whatever is active or in line and returns when nothing is running: for disconnecting.
  void cancel_and_wait();
  // At start-up: continues the run that a killed or stopped process left. True if there was one.
  bool resume();
  // To be called every half minute at least: keeps the lease of the run that is executed here while it waits,
  // and takes up one whose process has not been heard of for `kLeaseLife`.
  void look_after();
  // Ends the work soon and leaves the run "running" for the next start (SIGTERM). Nothing starts after it.
  void stop();

  // The active run with its live progress (fresher than the row), if any.
  std::optional<store::Run> current() const;
  // Blocks until nothing is running, or nothing has happened for `timeout`; true when idle. For tests and
  // the command line.
  bool wait_idle(Millis timeout);

  // What an import with this request would do, counted by the very same plan; writes nothing.
  Result<ImportTotals> preview(const ImportRequest& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What the import of this run did so far (all zero when it had none).
ImportTotals import_totals(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id);
// When everything was last read: by a first load or a sweep, HubSpot's clock.
std::optional<Instant> last_sweep(store::Tx& tx, const store::Tenant& tenant);
// True once a first load has read everything that the granted scopes allow.
bool mirror_complete(store::Tx& tx, const store::Tenant& tenant);

}  // namespace every::sync
