#include "sync/run_line.h"

#include "store/connection.h"
#include "sync/first_load.h"
#include "sync/project_run.h"
#include "sync/run_kinds.h"

namespace every::sync {
namespace {

constexpr std::size_t kLineMax = 20;

}  // namespace

bool joins(const StartRequest& request, const store::Run& running) {
  if (request.kind == "undo" || request.kind == "retry") return false;
  if (request.kind == "parity") {
    const bool certifies =
        running.kind == "parity" || running.kind == "first_load" || running.kind == "sweep";
    return certifies && request.subject.empty();
  }
  if (!request.import) return true;
  // An import is done by the run at work when it has read everything; the same one asked for twice is one.
  return running.request.empty() || running.request == request_text(*request.import);
}

Result<store::Run> stand_in_line(store::Tx& tx, const store::Tenant& tenant, store::Run run,
                                 const std::string& subject) {
  store::Runs runs(tx, tenant);
  const auto line = runs.in_line();
  for (const store::Run& other : line)
    if (other.kind == run.kind && other.request == run.request && subject_of(runs, other.id) == subject)
      return other;
  if (line.size() >= kLineMax)
    return Error(Code::run_conflict, "Too many runs wait for their turn.",
                 "Wait until some of them are done, or cancel those that you do not need.");
  run.in_line = true;
  runs.insert(run);
  if (!subject.empty()) put_subject(runs, run.id, subject);
  return run;
}

std::string let_next_in(store::Tx& tx, const store::Tenant& tenant, Instant now) {
  store::Runs runs(tx, tenant);
  const store::Connection connection = store::Connections(tx, tenant).get();
  for (store::Run& next : runs.in_line()) {
    if (connection.state == store::ConnectionState::not_connected) {
      runs.leave_line(next.id, now);
      continue;
    }
    runs.let_in(next.id, connection.epoch);
    next.epoch = connection.epoch;
    if (next.kind != "undo" && !mirror_complete(tx, tenant)) continue_load(tx, tenant, next);
    return next.id;
  }
  return "";
}

}  // namespace every::sync
