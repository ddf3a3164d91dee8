// The rules of the sync: how often, what to do about matches, whether deals come along, which lists, which
// property fills which field.
#pragma once

#include <cstdint>
#include <optional>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

Result<store::SyncSettings> sync_settings(HubSpotHub& hub, const Actor& actor);
// Body: SyncSettingsRequest; what is absent stays as it is, a null mapping is the standard one. New rules
// apply to every record with the next run, without reading HubSpot again; a property that the mirror does not
// have yet is read by that run first. `expected_version`: of the settings that the body was written over;
// nothing where the body says only what a person chose just now. Errors: forbidden, stale, validation (with a
// pointer for each rule that does not fit), and those of asking HubSpot.
Result<store::SyncSettings> put_sync_settings(HubSpotHub& hub, const Actor& actor, const json::value& body,
                                              std::optional<std::int64_t> expected_version);
// The same without saving: what the settings would be.
Result<store::SyncSettings> wanted_settings(HubSpotHub& hub, const Actor& actor, const json::value& body);

}  // namespace every::app
