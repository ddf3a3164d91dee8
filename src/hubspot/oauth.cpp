#include "hubspot/oauth.h"

#include "hubspot/backoff.h"
#include "hubspot/scopes.h"

namespace every::hubspot {
namespace {

constexpr int kTriesMax = 3;  // few: whoever needs the token tries again on its own account
constexpr Millis kTimeout{30'000};
constexpr Millis kLimitedWait{2'000};

std::string spaced(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

}  // namespace

std::string OAuth::authorize_url(std::string_view state, std::string_view portal_id) const {
  return endpoints_.authorize(portal_id) + "?" +
         encode_pairs({{"client_id", app_.client_id},
                       {"redirect_uri", app_.redirect_uri},
                       {"scope", spaced(required_scopes())},
                       {"optional_scope", spaced(optional_scopes())},
                       {"state", std::string(state)}});
}

Result<Grant> OAuth::exchange(const std::string& code, std::stop_token stop) const {
  EVERY_TRY(response,
            post(endpoints_.token(),
                 {{"grant_type", "authorization_code"}, {"redirect_uri", app_.redirect_uri}, {"code", code}},
                 code, "exchange", stop));
  EVERY_TRY(grant, parse_grant(response.body));
  if (grant.refresh_token.empty())
    return Error(Code::oauth_failed, "HubSpot gave no refresh token.", "Start connecting again.");
  if (grant.portal_id.empty() || grant.scopes.empty()) {
    EVERY_TRY(info, introspect(grant.access_token, stop));
    if (!info.active)
      return Error(Code::oauth_failed, "HubSpot calls its own new token inactive.",
                   "Start connecting again.");
    if (grant.portal_id.empty()) grant.portal_id = info.portal_id;
    if (grant.scopes.empty()) grant.scopes = info.scopes;
  }
  if (grant.portal_id.empty())
    return Error(Code::oauth_failed, "HubSpot does not say which account was connected.",
                 "Start connecting again.");
  return std::move(grant);
}

Result<Grant> OAuth::refresh(const std::string& refresh_token, std::stop_token stop) const {
  EVERY_TRY(response,
            post(endpoints_.token(), {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}},
                 refresh_token, "refresh", stop));
  EVERY_TRY(grant, parse_grant(response.body));
  if (grant.refresh_token.empty()) grant.refresh_token = refresh_token;
  return std::move(grant);
}

Result<TokenInfo> OAuth::introspect(const std::string& access_token, std::stop_token stop) const {
  EVERY_TRY(response,
            post(endpoints_.introspect(), {{"token", access_token}, {"token_type_hint", "access_token"}},
                 access_token, "introspect", stop));
  return parse_token_info(response.body);
}

Status OAuth::revoke(const std::string& refresh_token, std::stop_token stop) const {
  EVERY_CHECK(post(endpoints_.revoke(), {{"token", refresh_token}, {"token_type_hint", "refresh_token"}},
                   refresh_token, "revoke", stop));
  return done();
}

Status OAuth::uninstall(const std::string& access_token, std::stop_token stop) const {
  net::HttpRequest request{.method = "DELETE", .url = endpoints_.uninstall(), .timeout = kTimeout};
  request.headers = {{"Authorization", "Bearer " + access_token}, {"Accept", "application/json"}};
  EVERY_CHECK(send(request, access_token, "uninstall", stop));
  return done();
}

Result<net::HttpResponse> OAuth::post(const std::string& url, Pairs form, const std::string& secret,
                                      std::string_view what, std::stop_token stop) const {
  if (!app_.configured())
    return Error(Code::hubspot_not_configured, "The HubSpot app's client id and client secret are not set.",
                 "Set them in the configuration, or connect with an access token.");
  form.emplace_back("client_id", app_.client_id);
  form.emplace_back("client_secret", app_.client_secret);
  net::HttpRequest request{.method = "POST", .url = url, .body = encode_pairs(form), .timeout = kTimeout};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  return send(request, secret, what, stop);
}

Result<net::HttpResponse> OAuth::send(const net::HttpRequest& request, const std::string& secret,
                                      std::string_view what, std::stop_token stop) const {
  const Backoff backoff;
  for (int tries = 0;; ++tries) {
    auto result = send_once(request, secret, what);
    if (result || !is_transient(result.error().code) || tries + 1 >= kTriesMax) return result;
    const Millis at_least = result.error().code == Code::rate_limited ? kLimitedWait : Millis(0);
    if (!pause(services_, stop, backoff.delay(tries, services_.random, at_least)))
      return Error(Code::cancelled, "The request to HubSpot was given up.");
  }
}

Result<net::HttpResponse> OAuth::send_once(const net::HttpRequest& request, const std::string& secret,
                                           std::string_view what) const {
  const auto start = services_.clock.steady();
  auto response = services_.http.send(request);
  const std::string status = response ? std::to_string(response->status) : "none";
  services_.metrics.count("every_hubspot_requests_total",
                          {{"endpoint", std::string(what)}, {"status", status}});
  services_.metrics.seconds("every_hubspot_request_seconds", {{"endpoint", std::string(what)}},
                            std::chrono::duration<double>(services_.clock.steady() - start).count());
  if (meter_ != nullptr) meter_->answered(what, response ? response->status : 0);
  if (!response) return response;
  if (response->status >= 200 && response->status < 300) return response;
  Failure failure = read_failure(*response, secret, services_.clock.now());
  failure.message = scrub(failure.message, app_.client_secret);
  services_.log.warn("hubspot.oauth_failed", {{"what", what},
                                              {"status", failure.status},
                                              {"reason", failure.oauth_status},
                                              {"message", failure.message},
                                              {"correlation", failure.correlation_id}});
  return to_oauth_error(failure);
}

}  // namespace every::hubspot
