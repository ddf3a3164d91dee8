#include "store/leases.h"

#include "store/tx.h"

namespace every::store {

std::optional<std::int64_t> Leases::take(const std::string& owner, Instant now, Millis life) {
  const auto held = current();
  if (held && !held->owner.empty() && held->owner != owner && held->expires_at > now) return std::nullopt;
  const std::int64_t token = held ? held->token + 1 : 1;
  tx_.run(
      tenant_,
      "INSERT INTO run_leases (workspace_id, owner, token, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT "
      "(workspace_id) DO UPDATE SET owner = excluded.owner, token = excluded.token, expires_at = "
      "excluded.expires_at",
      owner, token, now + life);
  return token;
}

bool Leases::renew(std::int64_t token, Instant now, Millis life) {
  return tx_.run(tenant_, "UPDATE run_leases SET expires_at = $3 WHERE workspace_id = $1 AND token = $2",
                 token, now + life) == 1;
}

bool Leases::holds(std::int64_t token) {
  return tx_.number(tenant_, "SELECT token FROM run_leases WHERE workspace_id = $1") == token;
}

void Leases::give_up(std::int64_t token) {
  tx_.run(tenant_, "UPDATE run_leases SET owner = '', expires_at = 0 WHERE workspace_id = $1 AND token = $2",
          token);
}

std::optional<Lease> Leases::current() {
  Rows r = tx_.rows(tenant_, "SELECT owner, token, expires_at FROM run_leases WHERE workspace_id = $1");
  if (!r.next()) return std::nullopt;
  return Lease{r.text(0), r.integer(1), r.time(2)};
}

void end_all_leases(Tx& tx) {
  tx.run(Tenant::system(), "UPDATE run_leases SET owner = '', expires_at = 0 WHERE owner <> '' AND $1 = $1");
}

}  // namespace every::store
