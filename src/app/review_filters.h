// What the review can be narrowed to: the owners of the contacts, the lists that HubSpot has of them. So can
// the clients, by lists of companies as well.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

// ReviewFilters. HubSpot is asked for its lists; when it cannot be, those that were read stay.
Result<json::object> review_filters(HubSpotHub& hub, const Actor& actor);

enum class ListsOf { contacts, clients };  // clients: of contacts or of companies

// The lists by name, each {id, name}; asked for in the same way.
Result<json::array> lists_to_choose(HubSpotHub& hub, const Actor& actor, ListsOf of);

// Knows who is in a list before somebody filters by it: one that the sync is limited to is read by each run,
// any other now, unless it was a moment ago. One that was read before is known as it was then while HubSpot
// cannot be asked. Errors: forbidden, not_found (no such list), HubSpot's own.
Status know_list(HubSpotHub& hub, const Actor& actor, const std::string& list_id, ListsOf of);

}  // namespace every::app
