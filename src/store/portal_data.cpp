#include "store/portal_data.h"

#include <string>

#include "store/connection.h"
#include "store/counters.h"
#include "store/review.h"
#include "store/runs.h"
#include "store/tx.h"

namespace every::store {

void forget_portal(Tx& tx, const Tenant& tenant) {
  Review(tx, tenant).clear();
  for (const char* table : {"mirror_records",   "mirror_aliases", "mirror_associations", "mirror_owners",
                            "mirror_pipelines", "mirror_stages",  "watermarks",          "decisions",
                            "selection",        "hints",          "hint_runs",           "webhook_keys",
                            "webhook_state",    "webhook_kinds",  "webhook_expected",    "mirror_properties",
                            "notices",          "mirror_lists",   "mirror_list_members", "not_duplicates"})
    tx.run(tenant, std::string("DELETE FROM ") + table + " WHERE workspace_id = $1");
  tx.run(tenant, "DELETE FROM run_cursors WHERE workspace_id = $1 AND run_id = $2",
         std::string(kStandingCursors));
  tx.run(tenant,
         "UPDATE clients SET hubspot_type = '', hubspot_id = '', portal_id = '', hubspot_url = '', gone_at = "
         "NULL, left_at = NULL, "
         "synced_at = NULL, version = version + 1 WHERE workspace_id = $1 AND hubspot_id <> ''");
  for (const char* table : {"contacts", "deals"})
    tx.run(tenant, std::string("UPDATE ") + table +
                       " SET hubspot_id = '', portal_id = '', hubspot_url = '', gone_at = NULL, left_at = "
                       "NULL, synced_at = NULL, "
                       "version = version + 1 WHERE workspace_id = $1 AND hubspot_id <> ''");
  free_counters(tx, tenant);
  Connections connections(tx, tenant);
  SyncSettings settings = connections.settings();
  settings.imported_once = settings.select_all = false;
  // They name properties, stages and lists of the other account.
  settings.mapping.clear();
  settings.lists.clear();
  connections.put_settings(settings);
}

}  // namespace every::store
