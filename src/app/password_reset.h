// A new password for who forgot theirs, by a mail to their address.
#pragma once

#include "app/context.h"
#include "app/sessions.h"
#include "base/json.h"

namespace every::app {

// Body: {email}. Gives the same answer whether somebody has this address or not. Errors: validation,
// too_many_attempts (which says nothing about the address either).
Status ask_for_password(const App& app, const json::value& body, const Visit& visit);

struct ResetFace {
  std::string email, name;
};
// Body: {token}. Error: link_expired.
Result<ResetFace> look_at_reset(const App& app, const json::value& body);
// Body: {token, password}. Every session of the person ends. Errors: validation, link_expired.
Status reset_password(const App& app, const json::value& body, const Visit& visit);

}  // namespace every::app
