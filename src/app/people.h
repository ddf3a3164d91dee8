// Who belongs to the workspace: their roles, removing them, handing the workspace over. A workspace always
// keeps an owner; who is an owner is the owners' business alone.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"

namespace every::app {

Result<std::vector<store::User>> people(const App& app, const Actor& actor);

// Body: {role}. Errors: not_found, last_owner, forbidden (an owner is made or unmade by owners), validation.
Result<store::User> change_role(const App& app, const Actor& actor, const std::string& user_id,
                                const json::value& body);
// Their sessions end at once; what they did and wrote stays with their name. Errors: not_found, last_owner,
// forbidden.
Status remove_person(const App& app, const Actor& actor, const std::string& user_id);
// The other one becomes an owner, the actor an administrator. Errors: not_found, validation (oneself),
// forbidden.
Result<store::User> hand_over(const App& app, const Actor& actor, const std::string& user_id);

// A role that this actor may give. Error: forbidden.
Status check_grant(const Actor& actor, const std::string& role);

}  // namespace every::app
