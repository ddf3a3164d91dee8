// What a change of the rules would do, before it is saved.
#pragma once

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

inline constexpr std::int64_t kPreviewRecordsMax = 500;

// Body: SyncSettingsRequest. {records, contacts, clients, deals: {created, updated, left}, undecided, reread,
// first: [{kind, id, …, changes}]}. Lists that were never read are read for it. Errors: those of saving.
Result<json::object> preview_rules(HubSpotHub& hub, const Actor& actor, const json::value& body,
                                   std::int64_t first);

}  // namespace every::app
