// Access tokens: how programs and outside assistants (the API, /mcp) are let in. One acts for the person who
// made it, with at most what that person may, and is known by its hash alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"

namespace every::app {

struct TokenView {
  store::ApiToken token;
  std::vector<std::string_view> scopes;  // names of permissions that it can use now
  bool expired = false;
};
// Newest first. Error: forbidden.
Result<std::vector<TokenView>> tokens(const App& app, const Actor& actor);

struct NewToken {
  TokenView view;
  std::string secret;  // what goes behind "Bearer", given once
};
// Body: {name, scopes: ["records.read", …], expiresInDays: 1 to 3650 or null}. Reading is always among the
// scopes. Errors: forbidden (a token makes none), validation, told_once (the request's key made one already).
Result<NewToken> make_token(const App& app, const Actor& actor, const json::value& body);
// It is refused from now on, and hears nothing more. Errors: forbidden, not_found.
Status revoke_token(const App& app, const Actor& actor, const std::string& id);

// ---- for the use cases that know tokens

// A fresh secret, and how it is told from others.
std::string token_secret();
std::string token_hint(const std::string& secret);
// What it was made for, as bits; everything that its role may when nothing was said.
unsigned scopes_of(const store::ApiToken& token);
// Within the caller's transaction: those of a person who goes. Gives the keys of their streams.
std::vector<std::string> revoke_tokens_of(const App& app, store::Tx& tx, const Actor& actor,
                                          const std::string& user_id);

}  // namespace every::app
