// Receipts of what cannot be undone: HubSpot disconnected, a person erased; and erasing one by hand.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "store/receipts.h"

namespace every::app {

json::object receipt_json(const store::Receipt& receipt);  // Receipt

// Newest first; kind "" = all. Error: forbidden.
Result<store::Window<store::Receipt>> receipts(HubSpotHub& hub, const Actor& actor, const std::string& kind,
                                               const store::Slice& slice);
Result<store::Receipt> receipt(HubSpotHub& hub, const Actor& actor, const std::string& id);

// Erases a contact that HubSpot has deleted already: for accounts whose privacy deletions nobody tells of.
// Errors: forbidden, not_found (nothing here is about it), locked_field (it is still in HubSpot and would
// come back).
Result<store::Receipt> erase_contact(HubSpotHub& hub, const Actor& actor, const std::string& hubspot_id);

}  // namespace every::app
