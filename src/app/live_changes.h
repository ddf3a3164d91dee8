// What the watch (sync/watch.h) brings, told to those who look: which records changed, and that HubSpot did
// not tell of some.
#pragma once

#include "app/hubspot_hub.h"

namespace every::app {

// `records.changed` with the ids of the contacts, clients and deals that these HubSpot records are here;
// "many" when there are more than five hundred.
void publish_live_changes(HubSpotHub& hub, const store::Tenant& tenant, const sync::Changed& changed);

// Into the connection's history, and as a notification.
void tell_missed(HubSpotHub& hub, const store::Tenant& tenant, std::int64_t missed, Instant since);

// The contract's WebhookState, of a workspace that is connected.
json::value webhooks_json(store::Tx& tx, const store::Tenant& tenant, Instant now);

}  // namespace every::app
