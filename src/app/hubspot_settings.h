// The rules of the sync: how often, what to do about matches, whether deals come along.
#pragma once

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

Result<store::SyncSettings> sync_settings(HubSpotHub& hub, const Actor& actor);
// Body: SyncSettingsRequest; the time and weekday stay when absent. Errors: forbidden, validation.
Result<store::SyncSettings> put_sync_settings(HubSpotHub& hub, const Actor& actor, const json::value& body);

}  // namespace every::app
