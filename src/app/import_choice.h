// What is ticked for the next import, kept between reloads and shared by who looks at it.
#pragma once

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "store/import_choices.h"

namespace every::app {

Result<store::ImportChoice> import_choice(HubSpotHub& hub, const Actor& actor);
// Body: ImportChoiceRequest of the contract. Errors: forbidden, validation, stale (somebody changed it
// meanwhile; who is in the detail).
Result<store::ImportChoice> change_import_choice(HubSpotHub& hub, const Actor& actor, const json::value& body,
                                                 Result<std::int64_t> version);

json::object import_choice_json(const store::ImportChoice& choice);

}  // namespace every::app
