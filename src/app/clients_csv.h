// Clients and their contacts as a file for a spreadsheet; no cell of it is a formula.
#pragma once

#include <string>

#include "app/context.h"
#include "store/clients.h"

namespace every::app {

// One line for each contact of each client, one for a client without contacts; by name.
Result<std::string> clients_csv(const App& app, const Actor& actor, const store::ClientFilter& filter);
// Body: ClientSelect. Errors: forbidden, validation. An id that is no client (any more) has no line.
Result<std::string> chosen_clients_csv(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
