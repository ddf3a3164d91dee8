#include "store/hints.h"

#include "store/tx.h"

namespace every::store {

void Hints::put(const Hint& h) {
  tx_.run(
      tenant_,
      "INSERT INTO hints (workspace_id, object_type, object_id, told, privacy, occurred_at, received_at, "
      "read_once, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 1) ON CONFLICT (workspace_id, "
      "object_type, object_id) DO UPDATE SET told = CASE WHEN hints.told = 1 THEN 1 ELSE excluded.told END, "
      "privacy = CASE WHEN hints.privacy = 1 THEN 1 ELSE excluded.privacy END, "
      "occurred_at = CASE WHEN hints.occurred_at > excluded.occurred_at THEN hints.occurred_at ELSE "
      "excluded.occurred_at END, received_at = CASE WHEN hints.read_once = 0 THEN hints.received_at ELSE "
      "excluded.received_at END, read_once = 0, version = hints.version + 1",
      h.object_type, h.object_id, h.told, h.privacy, h.occurred_at, h.received_at);
}

std::vector<Hint> Hints::waiting(bool read_once, std::int64_t limit) {
  std::vector<Hint> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT object_type, object_id, told, privacy, occurred_at, received_at, "
                    "version FROM hints WHERE workspace_id = $1 AND read_once = $2 ORDER BY received_at, "
                    "object_type, object_id LIMIT $3",
                    read_once, limit);
  while (r.next())
    out.push_back({r.text(0), r.text(1), r.flag(2), r.flag(3), r.time(4), r.time(5), r.integer(6)});
  return out;
}

std::optional<Instant> Hints::oldest() {
  Rows r = tx_.rows(tenant_,
                    "SELECT received_at FROM hints WHERE workspace_id = $1 AND read_once = 0 ORDER BY "
                    "received_at LIMIT 1");
  if (!r.next()) return std::nullopt;
  return r.time(0);
}

std::int64_t Hints::count() {
  return tx_.number(tenant_, "SELECT count(*) FROM hints WHERE workspace_id = $1");
}

bool Hints::told(const std::string& object_type, const std::string& object_id) {
  return tx_.number(tenant_,
                    "SELECT told FROM hints WHERE workspace_id = $1 AND object_type = $2 AND object_id = $3 "
                    "AND read_once = 0",
                    object_type, object_id) != 0;
}

void Hints::done(std::span<const Hint> hints) {
  for (const Hint& h : hints)
    tx_.run(tenant_,
            "DELETE FROM hints WHERE workspace_id = $1 AND object_type = $2 AND object_id = $3 AND version = "
            "$4",
            h.object_type, h.object_id, h.version);
}

void Hints::keep_for_second_reading(std::span<const Hint> hints) {
  for (const Hint& h : hints)
    tx_.run(tenant_,
            "UPDATE hints SET read_once = 1 WHERE workspace_id = $1 AND object_type = $2 AND object_id = $3 "
            "AND version = $4",
            h.object_type, h.object_id, h.version);
}

void Hints::collapse() {
  tx_.run(tenant_, "DELETE FROM hints WHERE workspace_id = $1 AND privacy = 0");
}

std::optional<Hints::Log> Hints::log() {
  Rows r = tx_.rows(tenant_, "SELECT run_id, began_at FROM hint_runs WHERE workspace_id = $1");
  if (!r.next()) return std::nullopt;
  return Log{r.text(0), r.time(1)};
}

void Hints::put_log(const Log& log) {
  tx_.run(tenant_,
          "INSERT INTO hint_runs (workspace_id, run_id, began_at) VALUES ($1, $2, $3) ON CONFLICT "
          "(workspace_id) DO UPDATE SET run_id = excluded.run_id, began_at = excluded.began_at",
          log.run_id, log.began_at);
}

}  // namespace every::store
