// How a person wants the screens, kept for whatever device they sign in on.
#pragma once

#include "app/context.h"
#include "base/json.h"
#include "store/preferences.h"

namespace every::app {

// Errors: forbidden (a token is no person).
Result<store::Preferences> preferences(const App& app, const Actor& actor);
// Body: {theme?, timeZone?, lists?: {name: {hidden, order, dense} or null}}; what is absent stays, a null
// list is as it is delivered. Errors: forbidden, validation.
Result<store::Preferences> change_preferences(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
