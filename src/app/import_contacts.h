// Importing what is selected, or saying exactly what that would do.
#pragma once

#include <variant>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

using ImportAnswer = std::variant<sync::ImportTotals, store::Run>;  // the preview, or the run that began

// Body: ImportRequest of the contract. Decisions are by id of a cluster or of a HubSpot contact and are
// remembered like those made one by one. Errors: forbidden, validation, not_connected, run_conflict (too many
// wait), token_expired, …
Result<ImportAnswer> import_contacts(HubSpotHub& hub, const Actor& actor, const json::value& body);

}  // namespace every::app
