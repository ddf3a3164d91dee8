// Ends the HubSpot connection: access is given back and erased, records are unlocked, nothing is deleted.
#pragma once

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

struct DisconnectReceipt {
  std::string id, portal_id, portal_name;
  Instant disconnected_at;
  std::int64_t clients = 0, contacts = 0, deals = 0;  // from HubSpot; all stay
  bool tokens_revoked = false;  // HubSpot confirmed it; they are erased here in any case
  std::int64_t unlocked = 0;    // clients and contacts that can be edited now
};
json::object to_json(const DisconnectReceipt& receipt);

// A running sync stops first; what it brought in stays. The receipt can be read again (receipts.h). Errors:
// forbidden, not_connected.
Result<DisconnectReceipt> disconnect(HubSpotHub& hub, const Actor& actor);

}  // namespace every::app
