#include "app/hubspot_activity.h"

#include "domain/audit.h"
#include "store/journal.h"

namespace every::app {

void note_activity(HubSpotHub& hub, store::Tx& tx, const Actor& actor, const std::string& kind,
                   const std::string& text, const json::object& data, const std::string& run_id) {
  store::Journal(tx, actor.tenant)
      .add({.id = new_id(hub.clock(), hub.random()),
            .subject_kind = "connection",
            .subject_id = store::Connections(tx, actor.tenant).get().portal_id,
            .client_id = "",
            .kind = kind,
            .actor = actor.name,
            .run_id = run_id,
            .text = text,
            .data = json::serialize(data),
            .at = hub.clock().now(),
            .actor_id = actor.user_id,
            .address = actor.address,
            .agent = actor.agent,
            .audit = std::string(domain::audit_group(kind))});
}

void note_activity(HubSpotHub& hub, store::Tx& tx, const store::Tenant& tenant, const std::string& kind,
                   const std::string& text, const json::object& data, const std::string& run_id) {
  note_activity(hub, tx, Actor{tenant, "", "HubSpot sync", "", "", ""}, kind, text, data, run_id);
}

}  // namespace every::app
