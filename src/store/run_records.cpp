#include "store/run_records.h"

#include "base/text.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kRecord =
    "seq, object_type, object_id, every_id, name, outcome, code, changes, at";
constexpr std::string_view kError = "object_type, object_id, name, code, detail, fix, url";

RunRecord read_record(const Rows& r) {
  return {r.integer(0), r.text(1), r.text(2), r.text(3), r.text(4),
          r.text(5),    r.text(6), r.text(7), r.time(8)};
}

// For LIKE: what a person typed is text, not a pattern.
std::string part(std::string_view q) {
  std::string out = "%";
  for (const char c : q) {
    if (c == '%' || c == '_' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "%";
}

void add_search(Query& where, const std::string& q) {
  const std::string text = trim(q);
  if (!text.empty()) where.add(" AND (object_id = ? OR name LIKE ? ESCAPE '\\')", text, part(text));
}

// What is gone in HubSpot needs nobody any more.
constexpr std::string_view kLive =
    " AND NOT EXISTS (SELECT 1 FROM mirror_records m WHERE m.workspace_id = $1 AND m.object_type = "
    "a.object_type AND m.id_length = length(a.object_id) AND m.id = a.object_id AND m.gone_at IS NOT NULL)";

}  // namespace

void RunRecords::add(const std::string& run_id, std::span<const RunRecord> records) {
  if (records.empty()) return;
  std::int64_t seq = tx_.number(
      tenant_, "SELECT coalesce(max(seq), 0) FROM run_records WHERE workspace_id = $1 AND run_id = $2",
      run_id);
  for (const RunRecord& r : records) {
    if (seq >= kRunRecordsMax) return;
    tx_.run(tenant_,
            "INSERT INTO run_records (workspace_id, run_id, seq, object_type, object_id, every_id, name, "
            "outcome, code, changes, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            run_id, ++seq, r.object_type, r.object_id, r.every_id, r.name, r.outcome, r.code, r.changes,
            r.at);
  }
}

Window<RunRecord> RunRecords::list(const std::string& run_id, const RunRecordFilter& filter,
                                   const Slice& slice) {
  Query where(" FROM run_records WHERE workspace_id = $1");
  where.add(" AND run_id = ?", run_id);
  if (!filter.outcome.empty()) where.add(" AND outcome = ?", filter.outcome);
  add_search(where, filter.q);
  Window<RunRecord> out;
  out.total = tx_.number(tenant_, where.about("SELECT count(*)"));
  Query query = where.about("SELECT " + std::string(kRecord));
  Rows r = tx_.rows(tenant_, query.add(" ORDER BY seq LIMIT ? OFFSET ?", limit_of(slice), offset_of(slice)));
  while (r.next()) out.items.push_back(read_record(r));
  return out;
}

std::vector<RunRecord> RunRecords::after(const std::string& run_id, std::int64_t seq, std::int64_t limit) {
  std::vector<RunRecord> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kRecord) +
                        " FROM run_records WHERE workspace_id = $1 AND run_id = $2 AND seq > $3 ORDER BY seq "
                        "LIMIT $4",
                    run_id, seq, limit);
  while (r.next()) out.push_back(read_record(r));
  return out;
}

std::map<std::string, std::int64_t> RunRecords::counts(const std::string& run_id) {
  std::map<std::string, std::int64_t> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT outcome, count(*) FROM run_records WHERE workspace_id = $1 AND run_id = $2 GROUP "
                    "BY outcome",
                    run_id);
  while (r.next()) out.emplace(r.text(0), r.integer(1));
  return out;
}

std::vector<RunCause> RunRecords::causes(const std::string& run_id, std::int64_t examples) {
  std::vector<RunCause> out;
  {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT code, count(DISTINCT CASE object_id WHEN '' THEN seq ELSE object_type || '/' || "
                 "object_id END), min(detail), min(fix), max(waits) FROM run_errors WHERE workspace_id = $1 "
                 "AND run_id = $2 GROUP BY code ORDER BY 5, 2 DESC, 1",
                 run_id);
    while (r.next()) out.push_back({r.text(0), r.text(2), r.text(3), r.integer(1), r.flag(4), {}});
  }
  for (RunCause& cause : out) {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT " + std::string(kError) +
                     ", at FROM run_errors WHERE workspace_id = $1 AND run_id = $2 AND code = $3 ORDER BY "
                     "seq LIMIT $4",
                 run_id, cause.code, examples);
    while (r.next())
      cause.examples.push_back(
          {r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.time(7)});
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> RunRecords::failed(const std::string& run_id,
                                                                    const std::string& code) {
  std::vector<std::pair<std::string, std::string>> out;
  Rows r =
      tx_.rows(tenant_,
               "SELECT DISTINCT object_type, object_id FROM run_errors WHERE workspace_id = $1 AND run_id "
               "= $2 AND ($3 = '' OR code = $3) AND object_id <> '' ORDER BY object_type, "
               "length(object_id), object_id",
               run_id, code);
  while (r.next()) out.emplace_back(r.text(0), r.text(1));
  return out;
}

bool RunRecords::forget(Instant at, std::int64_t runs, std::int64_t limit) {
  std::vector<std::string> old;
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT id FROM runs WHERE workspace_id = $1 AND finished_at IS NOT NULL AND EXISTS "
                      "(SELECT 1 FROM run_records x WHERE x.workspace_id = $1 AND x.run_id = runs.id) AND "
                      "(created_at < $2 OR id NOT IN (SELECT id FROM runs WHERE workspace_id = $1 ORDER BY "
                      "created_at DESC, id DESC LIMIT $3))",
                      at, runs);
    while (r.next()) old.push_back(r.text(0));
  }
  for (const std::string& id : old) {
    const auto removed = tx_.run(tenant_,
                                 "DELETE FROM run_records WHERE workspace_id = $1 AND run_id = $2 AND seq IN "
                                 "(SELECT seq FROM run_records WHERE workspace_id = $1 AND run_id = $2 LIMIT "
                                 "$3)",
                                 id, limit);
    if (removed == limit) return true;
  }
  // Where the lanes of a finished run stood: only a load that was broken off goes on from there, and soon.
  const auto cursors =
      tx_.run(tenant_,
              "DELETE FROM run_cursors WHERE workspace_id = $1 AND run_id IN (SELECT id FROM runs WHERE "
              "workspace_id = $1 AND finished_at IS NOT NULL AND created_at < $2 AND EXISTS (SELECT 1 FROM "
              "run_cursors c WHERE c.workspace_id = $1 AND c.run_id = runs.id) LIMIT 100)",
              at);
  return cursors > 0;
}

bool Attention::any() {
  return tx_.number(tenant_, "SELECT 1 FROM attention WHERE workspace_id = $1 LIMIT 1") == 1;
}

void Attention::put(const AttentionRow& row) {
  const RunError& e = row.error;
  tx_.run(
      tenant_,
      "INSERT INTO attention (workspace_id, object_type, object_id, code, name, detail, fix, url, run_id, "
      "first_at, last_at, rules) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11) ON CONFLICT "
      "(workspace_id, object_type, object_id, code) DO UPDATE SET name = excluded.name, detail = "
      "excluded.detail, fix = excluded.fix, url = excluded.url, run_id = excluded.run_id, last_at = "
      "excluded.last_at, rules = excluded.rules",
      e.object_type, e.object_id, e.code, e.name, e.detail, e.fix, e.url, row.run_id, e.at, row.rules);
}

void Attention::settle(const std::string& type, const std::string& id, const std::set<std::string>& codes) {
  std::vector<std::string> gone;
  {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT code FROM attention WHERE workspace_id = $1 AND object_type = $2 AND object_id = "
                 "$3",
                 type, id);
    while (r.next())
      if (!codes.contains(r.text(0))) gone.push_back(r.text(0));
  }
  for (const std::string& code : gone)
    tx_.run(
        tenant_,
        "DELETE FROM attention WHERE workspace_id = $1 AND object_type = $2 AND object_id = $3 AND code = "
        "$4",
        type, id, code);
}

Window<AttentionRow> Attention::list(const AttentionFilter& filter, const Slice& slice) {
  Query where(" FROM attention a WHERE workspace_id = $1");
  if (!filter.object_type.empty()) where.add(" AND object_type = ?", filter.object_type);
  if (!filter.code.empty()) where.add(" AND code = ?", filter.code);
  add_search(where, filter.q);
  where.add(kLive);
  Window<AttentionRow> out;
  out.total = tx_.number(tenant_, where.about("SELECT count(*)"));
  Query query = where.about("SELECT " + std::string(kError) + ", last_at, run_id, first_at, rules");
  Rows r = tx_.rows(tenant_, query.add(" ORDER BY last_at DESC, object_type, length(object_id), object_id, "
                                       "code LIMIT ? OFFSET ?",
                                       limit_of(slice), offset_of(slice)));
  while (r.next())
    out.items.push_back(
        {{r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.time(7)},
         r.text(8),
         r.time(9),
         r.text(10)});
  return out;
}

std::map<std::string, std::int64_t> Attention::counts() {
  std::map<std::string, std::int64_t> out;
  Rows r = tx_.rows(tenant_, "SELECT code, count(*) FROM attention a WHERE workspace_id = $1" +
                                 std::string(kLive) + " GROUP BY code");
  while (r.next()) out.emplace(r.text(0), r.integer(1));
  return out;
}

std::int64_t Attention::total() {
  return tx_.number(
      tenant_,
      "SELECT count(DISTINCT object_type || '/' || object_id) FROM attention a WHERE workspace_id = "
      "$1" +
          std::string(kLive));
}

std::vector<std::pair<std::string, std::string>> Attention::records(const std::string& code) {
  std::vector<std::pair<std::string, std::string>> out;
  Rows r =
      tx_.rows(tenant_,
               "SELECT DISTINCT object_type, object_id FROM attention a WHERE workspace_id = $1 AND ($2 = "
               "'' OR code = $2) AND object_id <> ''" +
                   std::string(kLive) + " ORDER BY object_type, length(object_id), object_id",
               code);
  while (r.next()) out.emplace_back(r.text(0), r.text(1));
  return out;
}

std::vector<std::pair<std::string, std::string>> Attention::outdated(const std::string& rules,
                                                                     std::int64_t limit) {
  std::vector<std::pair<std::string, std::string>> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT DISTINCT object_type, object_id FROM attention WHERE workspace_id = $1 AND rules "
                    "<> $2 LIMIT $3",
                    rules, limit);
  while (r.next()) out.emplace_back(r.text(0), r.text(1));
  return out;
}

}  // namespace every::store
