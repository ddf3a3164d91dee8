// First run, sign-in, sign-out, who am I, the workspace's own settings.
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "base/json.h"

namespace every::app {

struct SignedIn {
  store::User user;
  store::Workspace workspace;
  std::string token;  // of the session: the cookie's value, given once
};

bool setup_needed(const App& app);
// Body: {workspace:{name,currency,timeZone,country?}, user:{name,email,password}}. Errors: already_set_up,
// validation.
Result<SignedIn> set_up(const App& app, const json::value& body);

// Errors: wrong_credentials (never which), too_many_attempts with the time of the next try.
Result<SignedIn> sign_in(const App& app, const json::value& body, const std::string& peer);
void sign_out(const App& app, const Actor& actor);

// Who sends this cookie or bearer token. Error: not_signed_in.
Result<Actor> actor_of_session(const App& app, const std::string& token);
Result<Actor> actor_of_token(const App& app, const std::string& token);

// Body: any of the workspace's fields. Errors: forbidden, validation, stale.
Result<store::Workspace> change_workspace(const App& app, const Actor& actor, const json::value& body,
                                          std::int64_t expected_version);

// For the command line. `workspace` is made when there is none yet.
Result<std::string> add_user(const App& app, const std::string& workspace, const std::string& name,
                             const std::string& email, const std::string& role, const std::string& password);
Result<std::string> create_token(const App& app, const std::string& workspace, const std::string& name,
                                 const std::string& role);

}  // namespace every::app
