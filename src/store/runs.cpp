#include "store/runs.h"

#include "base/json.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::int64_t kErrorsPerRunMax = 10'000;

constexpr std::string_view kColumns =
    "id, kind, trigger_, state, phase, phases, percent, eta_ms, resumes_at, created, updated, unchanged, "
    "skipped, failed, "
    "deleted, merged, requests, bytes, rate_limited, retries, started_by, request, cancel_requested, "
    "error_code, "
    "error_detail, error_fix, epoch, created_at, started_at, finished_at, waiting, in_line";

std::string encode(const std::vector<RunPhase>& phases) {
  json::array out;
  for (const RunPhase& p : phases) {
    json::object o{{"name", p.name}, {"processed", p.processed}};
    if (p.total) o["total"] = *p.total;
    if (p.started_at) o["started"] = to_ms(*p.started_at);
    if (p.finished_at) o["finished"] = to_ms(*p.finished_at);
    out.push_back(std::move(o));
  }
  return json::serialize(out);
}

std::vector<RunPhase> decode_phases(std::string_view text) {
  std::vector<RunPhase> out;
  const auto value = parse_json(text);
  if (!value.ok() || !value->is_array()) return out;
  for (const auto& item : value->get_array()) {
    const auto& o = item.get_object();
    RunPhase p;
    p.name = std::string(o.at("name").get_string());
    p.processed = o.at("processed").to_number<std::int64_t>();
    if (const auto* total = o.if_contains("total")) p.total = total->to_number<std::int64_t>();
    if (const auto* at = o.if_contains("started")) p.started_at = from_ms(at->to_number<std::int64_t>());
    if (const auto* at = o.if_contains("finished")) p.finished_at = from_ms(at->to_number<std::int64_t>());
    out.push_back(std::move(p));
  }
  return out;
}

RunState state_from(std::string_view text) {
  for (const RunState s :
       {RunState::queued, RunState::running, RunState::succeeded, RunState::partial, RunState::failed})
    if (name(s) == text) return s;
  return RunState::cancelled;
}

Run read(const Rows& r) {
  Run run;
  run.id = r.text(0);
  run.kind = r.text(1);
  run.trigger = r.text(2);
  run.state = state_from(r.view(3));
  run.phase = r.text(4);
  run.phases = decode_phases(r.view(5));
  run.percent = static_cast<int>(r.integer(6));
  run.eta_ms = r.maybe_integer(7);
  run.resumes_at = r.maybe_time(8);
  run.counts = {r.integer(9),  r.integer(10), r.integer(11), r.integer(12),
                r.integer(13), r.integer(14), r.integer(15), r.integer(30)};
  run.requests = r.integer(16);
  run.bytes = r.integer(17);
  run.rate_limited = r.integer(18);
  run.retries = r.integer(19);
  run.started_by = r.text(20);
  run.request = r.text(21);
  run.cancel_requested = r.flag(22);
  run.error_code = r.text(23);
  run.error_detail = r.text(24);
  run.error_fix = r.text(25);
  run.epoch = r.integer(26);
  run.created_at = r.time(27);
  run.started_at = r.maybe_time(28);
  run.finished_at = r.maybe_time(29);
  run.in_line = r.flag(31);
  return run;
}

std::optional<Run> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

}  // namespace

std::string_view name(RunState state) {
  switch (state) {
    case RunState::queued:
      return "queued";
    case RunState::running:
      return "running";
    case RunState::succeeded:
      return "succeeded";
    case RunState::partial:
      return "partial";
    case RunState::failed:
      return "failed";
    case RunState::cancelled:
      return "cancelled";
  }
  return "cancelled";
}

void Runs::insert(const Run& r) {
  tx_.run(tenant_,
          "INSERT INTO runs (workspace_id, id, kind, trigger_, state, phase, phases, percent, eta_ms, "
          "resumes_at, created, "
          "updated, unchanged, skipped, failed, deleted, merged, requests, bytes, rate_limited, retries, "
          "started_by, request, "
          "cancel_requested, error_code, error_detail, error_fix, epoch, created_at, started_at, "
          "finished_at, waiting, in_line) VALUES ($1, $2, "
          "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
          "$24, $25, $26, "
          "$27, $28, $29, $30, $31, $32, $33)",
          r.id, r.kind, r.trigger, name(r.state), r.phase, encode(r.phases), r.percent, r.eta_ms,
          r.resumes_at, r.counts.created, r.counts.updated, r.counts.unchanged, r.counts.skipped,
          r.counts.failed, r.counts.deleted, r.counts.merged, r.requests, r.bytes, r.rate_limited, r.retries,
          r.started_by, r.request, r.cancel_requested, r.error_code, r.error_detail, r.error_fix, r.epoch,
          r.created_at, r.started_at, r.finished_at, r.counts.waiting, r.in_line);
}

void Runs::update(const Run& r) {
  tx_.run(
      tenant_,
      "UPDATE runs SET state = $3, phase = $4, phases = $5, percent = $6, eta_ms = $7, resumes_at = $8, "
      "created = $9, "
      "updated = $10, unchanged = $11, skipped = $12, failed = $13, deleted = $14, merged = $15, requests = "
      "$16, bytes = "
      "$17, rate_limited = $18, retries = $19, started_by = $20, error_code = $21, error_detail = $22, "
      "error_fix = $23, epoch = $24, started_at = $25, finished_at = $26, waiting = $27 WHERE workspace_id = "
      "$1 "
      "AND id = $2",
      r.id, name(r.state), r.phase, encode(r.phases), r.percent, r.eta_ms, r.resumes_at, r.counts.created,
      r.counts.updated, r.counts.unchanged, r.counts.skipped, r.counts.failed, r.counts.deleted,
      r.counts.merged, r.requests, r.bytes, r.rate_limited, r.retries, r.started_by, r.error_code,
      r.error_detail, r.error_fix, r.epoch, r.started_at, r.finished_at, r.counts.waiting);
}

void Runs::set_request(const std::string& id, const std::string& request) {
  tx_.run(tenant_, "UPDATE runs SET request = $3 WHERE workspace_id = $1 AND id = $2", id, request);
}

std::optional<Run> Runs::find(const std::string& id) {
  return first(tx_.rows(
      tenant_, "SELECT " + std::string(kColumns) + " FROM runs WHERE workspace_id = $1 AND id = $2", id));
}

std::optional<Run> Runs::active() {
  return first(
      tx_.rows(tenant_, "SELECT " + std::string(kColumns) +
                            " FROM runs WHERE workspace_id = $1 AND state IN ('queued', 'running') AND "
                            "in_line = 0"));
}

std::vector<Run> Runs::in_line() {
  std::vector<Run> out;
  Rows r =
      tx_.rows(tenant_, "SELECT " + std::string(kColumns) +
                            " FROM runs WHERE workspace_id = $1 AND in_line = 1 ORDER BY created_at, id");
  while (r.next()) out.push_back(read(r));
  return out;
}

void Runs::let_in(const std::string& id, std::int64_t epoch) {
  tx_.run(tenant_, "UPDATE runs SET in_line = 0, epoch = $3 WHERE workspace_id = $1 AND id = $2", id, epoch);
}

std::optional<Run> Runs::last_finished() {
  return first(tx_.rows(tenant_, "SELECT " + std::string(kColumns) +
                                     " FROM runs WHERE workspace_id = $1 AND finished_at IS NOT NULL AND "
                                     "kind <> 'hints' ORDER BY created_at "
                                     "DESC, id DESC LIMIT 1"));
}

std::optional<Run> Runs::last_success() {
  return first(tx_.rows(
      tenant_, "SELECT " + std::string(kColumns) +
                   " FROM runs WHERE workspace_id = $1 AND state IN ('succeeded', 'partial') ORDER BY "
                   "created_at DESC, id DESC LIMIT 1"));
}

bool Runs::leave_line(const std::string& id, Instant now) {
  return tx_.run(
             tenant_,
             "UPDATE runs SET in_line = 0, state = 'cancelled', finished_at = $3 WHERE workspace_id = $1 AND "
             "id = $2 AND in_line = 1",
             id, now) == 1;
}

Window<Run> Runs::list(const Slice& slice, const RunFilter& filter) {
  Query where(" FROM runs WHERE workspace_id = $1");
  if (!filter.state.empty()) where.add(" AND state = ?", filter.state);
  if (!filter.trigger.empty()) where.add(" AND trigger_ = ?", filter.trigger);
  Window<Run> out;
  out.total = tx_.number(tenant_, where.about("SELECT count(*)"));
  Query query = where.about("SELECT " + std::string(kColumns));
  Rows rows = tx_.rows(tenant_, query.add(" ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?",
                                          limit_of(slice), offset_of(slice)));
  while (rows.next()) out.items.push_back(read(rows));
  return out;
}

bool Runs::request_cancel(const std::string& id) {
  return tx_.run(tenant_,
                 "UPDATE runs SET cancel_requested = 1 WHERE workspace_id = $1 AND id = $2 AND state IN "
                 "('queued', 'running')",
                 id) == 1;
}

bool Runs::cancel_requested(const std::string& id) {
  return tx_.number(tenant_, "SELECT cancel_requested FROM runs WHERE workspace_id = $1 AND id = $2", id) !=
         0;
}

bool Runs::add_error(const std::string& run_id, const RunError& e) {
  const bool said = !e.object_id.empty() &&
                    tx_.number(tenant_,
                               "SELECT 1 FROM run_errors WHERE workspace_id = $1 AND run_id = $2 AND "
                               "object_type = $3 AND object_id = $4 AND waits = $5 LIMIT 1",
                               run_id, e.object_type, e.object_id, e.waits) == 1;
  const std::int64_t seq = tx_.number(
      tenant_, "SELECT coalesce(max(seq), 0) FROM run_errors WHERE workspace_id = $1 AND run_id = $2",
      run_id);
  if (seq >= kErrorsPerRunMax) return !said;
  tx_.run(tenant_,
          "INSERT INTO run_errors (workspace_id, run_id, seq, object_type, object_id, name, code, detail, "
          "fix, url, at, waits) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
          run_id, seq + 1, e.object_type, e.object_id, e.name, e.code, e.detail, e.fix, e.url, e.at, e.waits);
  return !said;
}

std::int64_t Runs::general_errors(const std::string& run_id) {
  return tx_.number(
      tenant_, "SELECT count(*) FROM run_errors WHERE workspace_id = $1 AND run_id = $2 AND object_id = ''",
      run_id);
}

std::map<std::string, std::int64_t> Runs::error_counts(const std::string& run_id) {
  std::map<std::string, std::int64_t> out;
  Rows r = tx_.rows(
      tenant_, "SELECT code, count(*) FROM run_errors WHERE workspace_id = $1 AND run_id = $2 GROUP BY code",
      run_id);
  while (r.next()) out.emplace(r.text(0), r.integer(1));
  return out;
}

Window<RunError> Runs::errors(const std::string& run_id, const Slice& slice) {
  Window<RunError> out;
  out.total =
      tx_.number(tenant_, "SELECT count(*) FROM run_errors WHERE workspace_id = $1 AND run_id = $2", run_id);
  Rows r =
      tx_.rows(tenant_,
               "SELECT object_type, object_id, name, code, detail, fix, url, at, waits FROM run_errors WHERE "
               "workspace_id = $1 "
               "AND run_id = $2 ORDER BY seq LIMIT $3 OFFSET $4",
               run_id, limit_of(slice), slice.offset);
  while (r.next())
    out.items.push_back(
        {r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.time(7), r.flag(8)});
  return out;
}

void Runs::put_cursor(const std::string& run_id, const Cursor& c) {
  tx_.run(tenant_,
          "INSERT INTO run_cursors (workspace_id, run_id, lane, position, processed, total, finished) VALUES "
          "($1, $2, $3, $4, "
          "$5, $6, $7) ON CONFLICT (workspace_id, run_id, lane) DO UPDATE SET position = excluded.position, "
          "processed = "
          "excluded.processed, total = excluded.total, finished = excluded.finished",
          run_id, c.lane, c.position, c.processed, c.total, c.finished);
}

std::map<std::string, Cursor> Runs::cursors(const std::string& run_id) {
  std::map<std::string, Cursor> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT lane, position, processed, total, finished FROM run_cursors WHERE workspace_id = "
                    "$1 AND run_id = "
                    "$2",
                    run_id);
  while (r.next()) out[r.text(0)] = {r.text(0), r.text(1), r.integer(2), r.maybe_integer(3), r.flag(4)};
  return out;
}

void Runs::forget_cursors(const std::string& run_id, const std::string& beginning) {
  tx_.run(tenant_,
          "DELETE FROM run_cursors WHERE workspace_id = $1 AND run_id = $2 AND substr(lane, 1, $3) = $4",
          run_id, static_cast<std::int64_t>(beginning.size()), beginning);
}

void Runs::put_watermark(const std::string& object_type, Instant hi) {
  tx_.run(tenant_,
          "INSERT INTO watermarks (workspace_id, object_type, hi) VALUES ($1, $2, $3) ON CONFLICT "
          "(workspace_id, object_type) "
          "DO UPDATE SET hi = excluded.hi",
          object_type, hi);
}

std::optional<Instant> Runs::watermark(const std::string& object_type) {
  Rows r = tx_.rows(tenant_, "SELECT hi FROM watermarks WHERE workspace_id = $1 AND object_type = $2",
                    object_type);
  if (!r.next()) return std::nullopt;
  return r.time(0);
}

std::vector<std::pair<std::string, std::string>> unfinished_runs(Tx& tx) {
  std::vector<std::pair<std::string, std::string>> out;
  Rows r = tx.rows(Tenant::system(),
                   "SELECT workspace_id, id FROM runs WHERE state IN ('queued', 'running') AND $1 = $1");
  while (r.next()) out.emplace_back(r.text(0), r.text(1));
  return out;
}

}  // namespace every::store
