// HubSpot's OAuth: the address a browser is sent to, and the token endpoints. Client id, secret and tokens
// travel in bodies only.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "hubspot/endpoints.h"
#include "hubspot/meter.h"
#include "hubspot/parse.h"
#include "hubspot/services.h"

namespace every::hubspot {

struct OAuthApp {
  std::string client_id, client_secret;
  std::string redirect_uri;  // exactly as registered in the HubSpot app
  bool configured() const { return !client_id.empty() && !client_secret.empty(); }
};

// Thread-safe. Transient failures are tried again a few times; errors are those of to_oauth_error, plus
// network, hubspot_not_configured and cancelled.
class OAuth {
 public:
  // `meter`, which outlives it, counts the requests; null: nobody counts them.
  OAuth(Endpoints endpoints, OAuthApp app, const Services& services, Meter* meter = nullptr)
      : endpoints_(std::move(endpoints)), app_(std::move(app)), services_(services), meter_(meter) {}

  const OAuthApp& app() const { return app_; }
  // `state` comes back with the browser; it is single-use and bound to the session by whoever made it.
  // `portal_id` preselects an account ("": the person chooses).
  std::string authorize_url(std::string_view state, std::string_view portal_id = {}) const;

  // The grant with the portal and the granted scopes, asked for separately where the answer leaves them out.
  Result<Grant> exchange(const std::string& code, std::stop_token stop = {}) const;
  // The refresh token may come back changed or not at all; then the old one is in the answer.
  Result<Grant> refresh(const std::string& refresh_token, std::stop_token stop = {}) const;
  Result<TokenInfo> introspect(const std::string& access_token, std::stop_token stop = {}) const;
  // Kills the refresh token; access tokens live on to their end.
  Status revoke(const std::string& refresh_token, std::stop_token stop = {}) const;
  // Takes the app out of the HubSpot account.
  Status uninstall(const std::string& access_token, std::stop_token stop = {}) const;

 private:
  Result<net::HttpResponse> post(const std::string& url, Pairs form, const std::string& secret,
                                 std::string_view what, std::stop_token stop) const;
  Result<net::HttpResponse> send(const net::HttpRequest& request, const std::string& secret,
                                 std::string_view what, std::stop_token stop) const;
  Result<net::HttpResponse> send_once(const net::HttpRequest& request, const std::string& secret,
                                      std::string_view what) const;

  const Endpoints endpoints_;
  const OAuthApp app_;
  const Services services_;
  Meter* const meter_;
};

}  // namespace every::hubspot
