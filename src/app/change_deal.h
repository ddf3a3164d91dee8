// Moves a deal to another stage, or changes what it says, as far as HubSpot does not manage it: after a
// disconnect, when it is gone in HubSpot, or when it left the lists that are synced. When HubSpot manages it
// again, HubSpot's values count again.
#pragma once

#include <cstdint>
#include <string>

#include "app/context.h"
#include "base/json.h"

namespace every::app {

// `body`: name, stage (an id), client (an id), amount, closeDate, probability; absent members stay, null
// clears a client, an amount, a date, a probability. Errors: not_found, validation (pointers), unknown_field,
// locked_field (fields named), stale.
Status change_deal(const App& app, const Actor& actor, const std::string& id, const json::value& body,
                   std::int64_t expected_version);

// Of a deal that names a client that is not here.
Error no_such_client();

}  // namespace every::app
