// First run, the workspace's own settings, and what the command line does with accounts. Signing in is
// sessions.h, who else belongs to the workspace people.h.
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "app/sessions.h"
#include "base/json.h"

namespace every::app {

bool setup_needed(const App& app);
// Whether any workspace can send mail, so that a link to a new password can be asked for.
bool can_send_mail(const App& app);
// Body: {workspace?:{name,currency,timeZone,country?}, user:{name,email,password}}. Without a workspace it is
// called as its owner until the next step of the first run names it, and the first run goes on from there
// (`setup_step`). Errors: already_set_up, validation.
Result<SignedIn> set_up(const App& app, const json::value& body, const Visit& visit = {});

// Body: any of the workspace's fields; `setup` says which step of the first run is next, or done. Days of
// closed books are opened again by owners alone. Errors: forbidden, validation, stale.
Result<store::Workspace> change_workspace(const App& app, const Actor& actor, const json::value& body,
                                          std::int64_t expected_version);

// What an invoice that is issued today would be called, as the workspace numbers or as it is asked for.
struct NextNumber {
  std::string number = {};
  bool begins = false;       // it is the first of its series
  std::string problem = {};  // why invoices cannot be numbered so; there is no number then
};
Result<NextNumber> next_number(const App& app, const Actor& actor, const std::optional<std::string>& prefix,
                               std::optional<int> digits);

// For the command line. `workspace` is made when there is none yet.
Result<std::string> add_user(const App& app, const std::string& workspace, const std::string& name,
                             const std::string& email, const std::string& role, const std::string& password);
// A new password for who cannot sign in; every session ends. Errors: not_found, validation.
Status set_password(const App& app, const std::string& email, const std::string& password);
Result<std::string> create_token(const App& app, const std::string& workspace, const std::string& name,
                                 const std::string& role);

}  // namespace every::app
