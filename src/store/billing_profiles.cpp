#include "store/billing_profiles.h"

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {

StoredProfile BillingProfiles::find(const std::string& client_id) {
  StoredProfile out;
  Rows r = tx_.rows(
      tenant_, "SELECT profile, version FROM billing_profiles WHERE workspace_id = $1 AND client_id = $2",
      client_id);
  if (!r.next()) return out;
  if (const auto value = parse_json(r.view(0)); value.ok()) out.profile = decode_profile(*value);
  out.version = r.integer(1);
  return out;
}

bool BillingProfiles::put(const std::string& client_id, const domain::BillingProfile& profile, Instant at,
                          std::int64_t expected_version) {
  return tx_.run(tenant_,
                 "INSERT INTO billing_profiles (workspace_id, client_id, profile, updated_at, version) "
                 "SELECT $1, $2, $3, $4, 1 WHERE $5 = 0 OR EXISTS (SELECT 1 FROM billing_profiles WHERE "
                 "workspace_id = $1 AND client_id = $2) ON CONFLICT (workspace_id, client_id) DO UPDATE SET "
                 "profile = excluded.profile, updated_at = excluded.updated_at, version = "
                 "billing_profiles.version + 1 WHERE billing_profiles.version = $5",
                 client_id, json::serialize(profile_object(profile)), at, expected_version) == 1;
}

void BillingProfiles::remove(const std::string& client_id) {
  tx_.run(tenant_, "DELETE FROM billing_profiles WHERE workspace_id = $1 AND client_id = $2", client_id);
}

}  // namespace every::store
