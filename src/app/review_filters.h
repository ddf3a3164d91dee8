// What the review can be narrowed to: the owners of the contacts, the lists that HubSpot has of them.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

// ReviewFilters. HubSpot is asked for its lists; when it cannot be, those that were read stay.
Result<json::object> review_filters(HubSpotHub& hub, const Actor& actor);

// Knows who is in a list before somebody filters by it: one that the sync is limited to is read by each run,
// any other now, unless it was a moment ago. Errors: forbidden, not_found (no list of contacts), HubSpot's
// own.
Status know_list(HubSpotHub& hub, const Actor& actor, const std::string& list_id);

}  // namespace every::app
