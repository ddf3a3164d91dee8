#include "app/hubspot_activity.h"

#include "store/journal.h"

namespace every::app {

void note_activity(HubSpotHub& hub, store::Tx& tx, const store::Tenant& tenant, const std::string& by,
                   const std::string& kind, const std::string& text, const json::object& data,
                   const std::string& run_id) {
  store::Activity activity;
  activity.id = new_id(hub.clock(), hub.random());
  activity.subject_kind = "connection";
  activity.subject_id = store::Connections(tx, tenant).get().portal_id;
  activity.kind = kind;
  activity.actor = by;
  activity.run_id = run_id;
  activity.text = text;
  activity.data = json::serialize(data);
  activity.at = hub.clock().now();
  store::Journal(tx, tenant).add(activity);
}

}  // namespace every::app
