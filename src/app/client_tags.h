// Tags of many clients at once.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"

namespace every::app {

// Body: who, as for a file of chosen clients, with `add` and `remove`. Gives the ids of those that changed,
// so that it can be taken back of these alone. Errors: forbidden, validation (also when too many are chosen).
Result<std::vector<std::string>> tag_clients(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
