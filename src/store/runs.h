// Sync runs: durable, resumable, countable. A run's progress and the cursors of its lanes are written in the
// same transaction as the rows they speak of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

enum class RunState { queued, running, succeeded, partial, failed, cancelled };
std::string_view name(RunState state);

struct RunPhase {
  std::string name;  // reading, matching, importing_contacts, importing_deals, linking
  std::int64_t processed = 0;
  std::optional<std::int64_t> total;
  std::optional<Instant> started_at, finished_at;
};

struct RunCounts {
  std::int64_t created = 0, updated = 0, unchanged = 0, skipped = 0, failed = 0, deleted = 0, merged = 0;
  // `failed`: records that need a person, whether they are in or not, and parts that could not be read: each
  // once. `waiting`: records that were left out until somebody decides; they are among the skipped ones.
  std::int64_t waiting = 0;
};

struct Run {
  std::string id;
  std::string kind;     // first_load, incremental, sweep, import; hints: what came by itself in an hour
  std::string trigger;  // connect, manual, schedule, webhook, chat, import
  RunState state = RunState::queued;
  std::string phase;  // name of the current phase, "" when queued
  std::vector<RunPhase> phases;
  int percent = -1;  // -1: not known yet; never goes back
  std::optional<std::int64_t> eta_ms;
  std::optional<Instant> resumes_at;
  RunCounts counts;
  std::int64_t requests = 0, bytes = 0, rate_limited = 0, retries = 0;
  std::string started_by;  // user's name, or ""
  std::string request;     // JSON: what an import was asked for
  bool cancel_requested = false;
  std::string error_code, error_detail, error_fix;
  std::int64_t epoch = 0;  // of the connection
  Instant created_at;
  std::optional<Instant> started_at, finished_at;
  bool in_line = false;  // queued behind the run at work
};

// Empty members ask for nothing.
struct RunFilter {
  std::string state, trigger;
};

struct RunError {
  std::string object_type, object_id, name, code, detail, fix, url;
  Instant at;
  bool waits = false;  // nothing is wrong: somebody has to decide
};

// Cursors that outlive every run are kept under this name instead of a run's id.
inline constexpr std::string_view kStandingCursors = "standing";

// Where a lane of a run stands ("list/contact", "associations/deal/company", "project/contacts").
struct Cursor {
  std::string lane;
  std::string position;  // opaque; "" at the start
  std::int64_t processed = 0;
  std::optional<std::int64_t> total;
  bool finished = false;
};

class Runs {
 public:
  Runs(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const Run& run);
  // Everything but id, kind, trigger, created_at, and what others may write meanwhile: the request and
  // whether the run is to be cancelled.
  void update(const Run& run);
  void set_request(const std::string& id, const std::string& request);
  std::optional<Run> find(const std::string& id);
  std::optional<Run> active();  // queued or running; at most one, the database sees to it
  std::vector<Run> in_line();   // those that wait for its end, first come first
  void let_in(const std::string& id, std::int64_t epoch);  // the first in line becomes the active one
  bool leave_line(const std::string& id, Instant now);     // cancelled; false: it stands in no line
  std::optional<Run> last_finished();                      // of what somebody or the schedule started
  std::optional<Run> last_success();
  Window<Run> list(const Slice& slice, const RunFilter& filter = {});  // newest first
  bool request_cancel(const std::string& id);                          // false: not active
  bool cancel_requested(const std::string& id);

  // Kept to the first 10,000 of a run. False: something of the kind (`waits` or not) was said of the same
  // record already.
  bool add_error(const std::string& run_id, const RunError& error);
  Window<RunError> errors(const std::string& run_id, const Slice& slice);
  std::map<std::string, std::int64_t> error_counts(const std::string& run_id);  // by code
  std::int64_t general_errors(const std::string& run_id);  // those that are about no single record

  void put_cursor(const std::string& run_id, const Cursor& cursor);
  std::map<std::string, Cursor> cursors(const std::string& run_id);
  void forget_cursors(const std::string& run_id, const std::string& beginning);  // of lanes that begin so

  // The end of the last complete incremental window of a type, HubSpot's clock.
  void put_watermark(const std::string& object_type, Instant hi);
  std::optional<Instant> watermark(const std::string& object_type);

 private:
  Tx& tx_;
  Tenant tenant_;
};

// Runs that a stopped or killed process left queued, in line or running, over all workspaces: (workspace, run
// id).
std::vector<std::pair<std::string, std::string>> unfinished_runs(Tx& tx);

}  // namespace every::store
