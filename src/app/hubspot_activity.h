// The history of the HubSpot connection: who connected, changed rules, decided, imported, disconnected.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

// One line, about the connection: what a person did. `text` is one sentence.
void note_activity(HubSpotHub& hub, store::Tx& tx, const Actor& actor, const std::string& kind,
                   const std::string& text, const json::object& data = {}, const std::string& run_id = {});
// What the sync did or met by itself.
void note_activity(HubSpotHub& hub, store::Tx& tx, const store::Tenant& tenant, const std::string& kind,
                   const std::string& text, const json::object& data = {}, const std::string& run_id = {});

}  // namespace every::app
