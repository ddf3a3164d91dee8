// Everything the connection card and the freshness pill show: the contract's HubSpotStatus.
#pragma once

#include <string_view>

#include "app/hubspot_hub.h"
#include "app/hubspot_schedule.h"

namespace every::app {

// What the health is judged by.
struct HealthFacts {
  store::ConnectionState connection = store::ConnectionState::not_connected;
  std::string_view frequency;        // hourly, daily, weekly, off
  std::optional<store::Run> active;  // the sync or import that runs
  SyncHistory history;
  Instant connected_at, now;
};
// never, healthy, syncing, late, rate_limited, failing or paused.
std::string_view sync_health(const HealthFacts& facts);

// How many records ask for something of a person, whatever run said so, and what the last run
// says of no single record. Contacts without email that nobody chose, and matches that wait under Review
// contacts, are told apart from these.
std::int64_t need_attention(store::Tx& tx, const store::Tenant& tenant);

json::object hubspot_status(HubSpotHub& hub, const store::Tenant& tenant);

}  // namespace every::app
