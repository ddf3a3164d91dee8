// What the rules of the sync can choose from: the account's properties and lists, asked for while a person
// waits.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "domain/mapping.h"

namespace every::app {

// The properties of one object as a mapping sees them. Errors: not_connected, token_expired, scope_missing,
// rate_limited, network, …
Result<domain::PropertyTypes> property_types(HubSpotHub& hub, const store::Tenant& tenant,
                                             const std::vector<domain::MappedObject>& objects);

// {items: [{name, label, type, fits: [fields], options: [{value, label}]}], fields: [{name, label, kind,
// fixed}]}: properties that may be read, by label, and the fields that they can fill.
Result<json::object> hubspot_properties(HubSpotHub& hub, const Actor& actor, domain::MappedObject object);

// {id, name, url, values: {property: value}}: what a real record has in its properties, asked for while a
// person waits; empty ones are left out. `record` is a HubSpot id or the link to one; else the first record
// of the mirror behind `after`, or the first of all. Error: not_found.
Result<json::object> property_example(HubSpotHub& hub, const Actor& actor, domain::MappedObject object,
                                      const std::string& record, const std::string& after);

// {items: [{id, name, object, ready, included}], total}: lists of contacts, companies and deals, by name.
Result<json::object> hubspot_lists(HubSpotHub& hub, const Actor& actor);
// The same for checking: every list that HubSpot has.
Result<std::vector<sync::RecordList>> lists_of(HubSpotHub& hub, const store::Tenant& tenant);

}  // namespace every::app
