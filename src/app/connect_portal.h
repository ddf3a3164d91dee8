// Connecting a HubSpot account: through HubSpot's consent page, or with a pasted token. Both end in the same
// connection and begin to read HubSpot at once.
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

inline constexpr std::string_view kIntegrationsPage = "/settings/integrations/hubspot";

struct ConnectRequest {
  std::string return_to;       // path of the web client to come back to; "" = kIntegrationsPage
  bool other_account = false;  // agrees to another account than the one of before the disconnect
};
// The consent page. Its state is random, bound to this browser session, good once and for ten minutes.
// Errors: forbidden, hubspot_not_configured, validation (?returnTo).
Result<std::string> begin_connecting(HubSpotHub& hub, const Actor& actor, const ConnectRequest& request);

// What HubSpot sends the browser back with.
struct Callback {
  std::string code, state, error;
};
// Always the place where the browser goes on: the web client, with ?hubspot=connected or the problem's code.
std::string finish_connecting(HubSpotHub& hub, const std::optional<Actor>& actor, const Callback& callback);

// Asks HubSpot with the token for its account and what it may read, then connects. Errors: forbidden,
// token_invalid, scope_missing (with the scopes), account_mismatch, network, hubspot_down, …
Status connect_with_token(HubSpotHub& hub, const Actor& actor, const std::string& token, bool other_account);

}  // namespace every::app
