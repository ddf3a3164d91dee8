#include "store/journal.h"

#include "domain/activity.h"
#include "store/activity_rows.h"
#include "store/tx.h"

namespace every::store {
void Journal::add(const Activity& a) {
  tx_.run(tenant_,
          "INSERT INTO activity (workspace_id, id, subject_kind, subject_id, client_id, kind, actor, run_id, "
          "text, data, at, actor_id, address, agent, audit, area) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
          a.id, a.subject_kind, a.subject_id, a.client_id, a.kind, a.actor, a.run_id, a.text, a.data, a.at,
          a.actor_id, a.address, a.agent, a.audit, domain::activity_area(a.kind, !a.client_id.empty()));
  for (const std::string& one : a.also)
    tx_.run(tenant_,
            "INSERT INTO activity_also (workspace_id, document_id, activity_id) VALUES ($1, $2, $3) ON "
            "CONFLICT DO NOTHING",
            one, a.id);
}

Window<Activity> Journal::of_client(const std::string& client_id, const Slice& slice) {
  const std::int64_t total = tx_.number(
      tenant_, "SELECT count(*) FROM activity WHERE workspace_id = $1 AND client_id = $2", client_id);
  return {
      .items = activities(tx_.rows(
          tenant_,
          "SELECT " + std::string(kActivityColumns) +
              " FROM activity WHERE workspace_id = $1 AND client_id = $2 ORDER BY at DESC, id DESC LIMIT $3 "
              "OFFSET $4",
          client_id, limit_of(slice), slice.offset)),
      .total = total};
}

Window<Activity> Journal::recent(const Slice& slice) {
  const std::int64_t total = tx_.number(tenant_, "SELECT count(*) FROM activity WHERE workspace_id = $1");
  return {.items = activities(tx_.rows(
              tenant_,
              "SELECT " + std::string(kActivityColumns) +
                  " FROM activity WHERE workspace_id = $1 ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3",
              limit_of(slice), slice.offset)),
          .total = total};
}

Window<Activity> Journal::audit(const AuditFilter& filter, const Slice& slice) {
  Query where(" FROM activity WHERE workspace_id = $1 AND audit <> ''");
  if (!filter.group.empty()) where.add(" AND audit = ?", filter.group);
  if (!filter.actor_id.empty()) where.add(" AND actor_id = ?", filter.actor_id);
  if (filter.from) where.add(" AND at >= ?", to_ms(*filter.from));
  if (filter.until) where.add(" AND at < ?", to_ms(*filter.until));
  const std::int64_t total = tx_.number(tenant_, where.about("SELECT count(*)"));
  Query query = where.about("SELECT " + std::string(kActivityColumns));
  query.add(" ORDER BY at DESC, id DESC LIMIT ? OFFSET ?", limit_of(slice), offset_of(slice));
  return {.items = activities(tx_.rows(tenant_, query)), .total = total};
}

bool Journal::use_key(const std::string& key, const std::string& request_hash, Instant at) {
  return tx_.run(
             tenant_,
             "INSERT INTO kept_answers (workspace_id, key, request_hash, status, body, location, at) VALUES "
             "($1, $2, $3, 0, '', '', $4) ON CONFLICT (workspace_id, key) DO NOTHING",
             key, request_hash, at) == 1;
}

std::optional<KeptAnswer> Journal::kept(const std::string& key) {
  Rows r = tx_.rows(tenant_,
                    "SELECT request_hash, status, body, location FROM kept_answers WHERE workspace_id = $1 "
                    "AND key = $2 AND "
                    "status <> 0",
                    key);
  if (!r.next()) return std::nullopt;
  return KeptAnswer{r.text(0), static_cast<int>(r.integer(1)), r.text(2), r.text(3)};
}

void Journal::keep(const std::string& key, const KeptAnswer& a, Instant at) {
  tx_.run(
      tenant_,
      "INSERT INTO kept_answers (workspace_id, key, request_hash, status, body, location, at) VALUES "
      "($1, $2, $3, $4, $5, "
      "$6, $7) ON CONFLICT (workspace_id, key) DO UPDATE SET status = excluded.status, body = excluded.body, "
      "location = excluded.location WHERE status = 0",
      key, a.request_hash, a.status, a.body, a.location, at);
}

void Journal::forget_kept_before(Instant at) {
  tx_.run(tenant_, "DELETE FROM kept_answers WHERE workspace_id = $1 AND at < $2", at);
}

}  // namespace every::store
