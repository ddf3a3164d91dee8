#include "store/webhooks.h"

#include "store/tx.h"

namespace every::store {

WebhookState Webhooks::state() {
  WebhookState s;
  Rows r = tx_.rows(tenant_,
                    "SELECT portal_id, first_at, last_event_at, received, missed, gap_since, last_missed_at, "
                    "sweep_owed_at, looked_at FROM webhook_state WHERE workspace_id = $1");
  if (!r.next()) return s;
  s.portal_id = r.text(0);
  s.first_at = r.maybe_time(1);
  s.last_event_at = r.maybe_time(2);
  s.received = r.integer(3);
  s.missed = r.integer(4);
  s.gap_since = r.maybe_time(5);
  s.last_missed_at = r.maybe_time(6);
  s.sweep_owed_at = r.maybe_time(7);
  s.looked_at = r.maybe_time(8);
  return s;
}

void Webhooks::put(const WebhookState& s) {
  tx_.run(tenant_,
          "INSERT INTO webhook_state (workspace_id, portal_id, first_at, last_event_at, received, missed, "
          "gap_since, last_missed_at, sweep_owed_at, looked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
          "$10) ON CONFLICT (workspace_id) DO UPDATE SET portal_id = excluded.portal_id, first_at = "
          "excluded.first_at, last_event_at = excluded.last_event_at, received = excluded.received, missed = "
          "excluded.missed, gap_since = excluded.gap_since, last_missed_at = excluded.last_missed_at, "
          "sweep_owed_at = excluded.sweep_owed_at, looked_at = excluded.looked_at",
          s.portal_id, s.first_at, s.last_event_at, s.received, s.missed, s.gap_since, s.last_missed_at,
          s.sweep_owed_at, s.looked_at);
}

bool Webhooks::accept(const std::string& key, Instant at) {
  return tx_.run(tenant_,
                 "INSERT INTO webhook_keys (workspace_id, key, at) VALUES ($1, $2, $3) ON CONFLICT "
                 "(workspace_id, key) DO NOTHING",
                 key, at) == 1;
}

void Webhooks::forget_accepted_before(Instant at) {
  tx_.run(tenant_, "DELETE FROM webhook_keys WHERE workspace_id = $1 AND at < $2", at);
}

void Webhooks::learn(const std::set<std::string>& kinds, Instant at) {
  for (const std::string& kind : kinds)
    tx_.run(tenant_,
            "INSERT INTO webhook_kinds (workspace_id, kind, first_at) VALUES ($1, $2, $3) ON CONFLICT "
            "(workspace_id, kind) DO NOTHING",
            kind, at);
}

std::set<std::string> Webhooks::kinds() {
  std::set<std::string> out;
  Rows r = tx_.rows(tenant_, "SELECT kind FROM webhook_kinds WHERE workspace_id = $1");
  while (r.next()) out.insert(r.text(0));
  return out;
}

void Webhooks::expect(const ExpectedEvent& e) {
  tx_.run(tenant_,
          "INSERT INTO webhook_expected (workspace_id, object_type, object_id, changed_at, found_at) VALUES "
          "($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, object_type, object_id) DO NOTHING",
          e.object_type, e.object_id, e.changed_at, e.found_at);
}

void Webhooks::told(const std::string& object_type, const std::string& object_id) {
  tx_.run(tenant_,
          "DELETE FROM webhook_expected WHERE workspace_id = $1 AND object_type = $2 AND object_id = $3",
          object_type, object_id);
}

std::vector<ExpectedEvent> Webhooks::expected(Instant found_before, std::int64_t limit) {
  std::vector<ExpectedEvent> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT object_type, object_id, changed_at, found_at FROM webhook_expected WHERE "
                    "workspace_id = $1 AND found_at < $2 ORDER BY found_at, object_type, object_id LIMIT $3",
                    found_before, limit);
  while (r.next()) out.push_back({r.text(0), r.text(1), r.time(2), r.time(3)});
  return out;
}

}  // namespace every::store
