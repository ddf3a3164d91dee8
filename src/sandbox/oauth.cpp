#include "sandbox/oauth.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "sandbox/scopes.h"

namespace every::sandbox {
namespace {

constexpr std::int64_t kUserId = 222222;

std::string field(const http::Parameters& form, std::string_view name) {
  return std::string(form.get(name).value_or(""));
}

// RFC 6749's words next to HubSpot's own.
Response refuse(std::string_view status, std::string_view error, std::string_view message) {
  return json_answer(
      400, json::serialize(json::object{
               {"error", error}, {"error_description", message}, {"status", status}, {"message", message}}));
}

json::array texts(const std::vector<std::string>& list) {
  json::array out;
  for (const std::string& s : list) out.emplace_back(s);
  return out;
}

}  // namespace

bool Identity::may(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

std::string Oauth::random_text(std::string_view prefix, int words) {
  std::string out(prefix);
  for (int i = 0; i < words; ++i) out += fmt::format("{:016x}", random_.next());
  return out;
}

std::string Oauth::issue_code(std::int64_t portal_id, std::vector<std::string> scopes,
                              std::string redirect_uri, Instant now) {
  const std::lock_guard lock(mutex_);
  auto grant = std::make_shared<Grant>();
  grant->portal_id = portal_id;
  grant->scopes = std::move(scopes);
  if (codes_.size() >= kTokensMax) codes_.erase(codes_.begin());
  std::string code = random_text("na1-code-", 2);
  codes_[code] = {std::move(grant), std::move(redirect_uri), to_ms(now) + options_.code_seconds * 1000,
                  false};
  return code;
}

std::optional<Response> Oauth::wrong_client(const http::Parameters& form) const {
  if (field(form, "client_id") != options_.client_id)
    return refuse("BAD_CLIENT_ID", "invalid_client", "missing or unknown client id");
  if (field(form, "client_secret") != options_.client_secret)
    return refuse("BAD_CLIENT_SECRET", "invalid_client", "missing or invalid client secret");
  return std::nullopt;
}

Response Oauth::token(const http::Parameters& form, Instant now) {
  if (auto wrong = wrong_client(form)) return std::move(*wrong);
  const std::lock_guard lock(mutex_);
  ++changes_;
  const std::string type = field(form, "grant_type");
  if (type == "authorization_code") return by_code(form, now);
  if (type == "refresh_token") return by_refresh(form, now);
  if (type == "client_credentials") return by_client_credentials(form, now);
  return refuse("BAD_GRANT_TYPE", "unsupported_grant_type", "missing or unknown grant type");
}

Response Oauth::by_code(const http::Parameters& form, Instant now) {
  const auto known = codes_.find(field(form, "code"));
  if (known == codes_.end()) return refuse("BAD_AUTH_CODE", "invalid_grant", "missing or unknown auth code");
  Code& code = known->second;
  if (code.used) {
    // RFC 6749 4.1.2: a code that comes twice was stolen once, so what it gave is taken back.
    code.grant->revoked = code.grant->uninstalled = true;
    return refuse("BAD_AUTH_CODE", "invalid_grant", "auth code was used before");
  }
  if (to_ms(now) > code.expires_ms)
    return refuse("EXPIRED_AUTH_CODE", "invalid_grant", "auth code has expired");
  if (field(form, "redirect_uri") != code.redirect_uri)
    return refuse("BAD_REDIRECT_URI", "invalid_grant",
                  "redirect uri does not match the one of the authorization");
  code.used = true;
  code.grant->refresh = random_text("na1-", 2);
  refresh_[code.grant->refresh] = code.grant;
  return grant_tokens(code.grant, now);
}

Response Oauth::by_refresh(const http::Parameters& form, Instant now) {
  const auto known = refresh_.find(field(form, "refresh_token"));
  if (known == refresh_.end() || known->second->revoked)
    return refuse("BAD_REFRESH_TOKEN", "invalid_grant", "refresh token is invalid, expired or revoked");
  const std::shared_ptr<Grant> grant = known->second;
  if (rotate_) {
    refresh_.erase(known);
    grant->refresh = random_text("na1-", 2);
    refresh_[grant->refresh] = grant;
  }
  return grant_tokens(grant, now);
}

// A token of the app itself, for the webhooks journal: no account, no refresh token.
Response Oauth::by_client_credentials(const http::Parameters& form, Instant now) {
  auto grant = std::make_shared<Grant>();
  grant->scopes = split_scopes(field(form, "scope"));
  for (const std::string& scope : grant->scopes)
    if (!scope.starts_with("developer."))
      return refuse("BAD_SCOPES", "invalid_scope", "the scope is not one of the app itself");
  const std::string access = random_text("CN", 18);
  access_[access] = {grant, to_ms(now) + options_.access_token_seconds * 1000};
  return json_answer(200, json::serialize(json::object{{"token_type", "bearer"},
                                                       {"access_token", access},
                                                       {"expires_in", options_.access_token_seconds},
                                                       {"scopes", texts(grant->scopes)},
                                                       {"token_use", "client_credentials"}}));
}

Response Oauth::grant_tokens(const std::shared_ptr<Grant>& grant, Instant now) {
  if (access_.size() >= kTokensMax)
    std::erase_if(access_, [&](const auto& entry) { return entry.second.expires_ms < to_ms(now); });
  if (access_.size() >= kTokensMax) access_.erase(access_.begin());
  // As long as HubSpot's can be: whoever stores it in a short column finds out here.
  const std::string access = random_text("CN", 18);
  access_[access] = {grant, to_ms(now) + options_.access_token_seconds * 1000};
  return json_answer(200, json::serialize(json::object{{"token_type", "bearer"},
                                                       {"access_token", access},
                                                       {"refresh_token", grant->refresh},
                                                       {"expires_in", options_.access_token_seconds},
                                                       {"hub_id", grant->portal_id},
                                                       {"scopes", texts(grant->scopes)},
                                                       {"token_use", "access_token"},
                                                       {"user_id", kUserId}}));
}

Response Oauth::introspect(const http::Parameters& form, Instant now,
                           const std::function<Names(std::int64_t)>& names) {
  if (auto wrong = wrong_client(form)) return std::move(*wrong);
  const std::lock_guard lock(mutex_);
  const std::string token = field(form, "token");
  std::shared_ptr<Grant> grant;
  std::int64_t seconds = 0;
  const bool refresh = refresh_.contains(token);
  if (refresh && !refresh_.at(token)->revoked) grant = refresh_.at(token);
  if (const auto at = access_.find(token); at != access_.end() && !at->second.grant->uninstalled) {
    seconds = (at->second.expires_ms - to_ms(now)) / 1000;
    if (at->second.expires_ms > to_ms(now)) grant = at->second.grant;
  }
  if (grant == nullptr) return json_answer(200, R"({"active":false})");
  json::object out = facts(*grant, names(grant->portal_id));
  out["active"] = true;
  out["token"] = token;
  out["client_id"] = options_.client_id;
  out["token_use"] = refresh ? "refresh_token" : "access_token";
  if (refresh) {
    out["token_type"] = "refresh";
    return json_answer(200, json::serialize(out));
  }
  out["expires_in"] = seconds;
  out["is_private_distribution"] = false;
  // What HubSpot's own services read; nobody else can check it.
  std::string scopes;
  for (const std::string& scope : grant->scopes) scopes += (scopes.empty() ? "" : ",") + scope;
  out["signed_access_token"] = json::object{{"appId", kAppId},
                                            {"appInstallId", "1"},
                                            {"audience", "public"},
                                            {"expiresAt", to_ms(now) + seconds * 1000},
                                            {"hubId", grant->portal_id},
                                            {"hublet", "na1"},
                                            {"installingUserId", kUserId},
                                            {"isPrivateDistribution", false},
                                            {"isServiceAccount", false},
                                            {"isUserLevel", false},
                                            {"newSignature", ""},
                                            {"scopeToScopeGroupPks", ""},
                                            {"scopes", scopes},
                                            {"signature", ""},
                                            {"trialScopeToScopeGroupPks", ""},
                                            {"trialScopes", ""},
                                            {"userId", kUserId}};
  return json_answer(200, json::serialize(out));
}

json::object Oauth::facts(const Grant& grant, const Names& names) const {
  return json::object{
      {"token_type", "bearer"},       {"hub_id", grant.portal_id}, {"hub_domain", names.hub_domain},
      {"user", names.user},           {"user_id", kUserId},        {"app_id", kAppId},
      {"scopes", texts(grant.scopes)}};
}

Response Oauth::describe_access(const std::string& token, Instant now,
                                const std::function<Names(std::int64_t)>& names,
                                std::string_view correlation) {
  const std::lock_guard lock(mutex_);
  const auto at = access_.find(token);
  if (at == access_.end() || at->second.grant->uninstalled || at->second.expires_ms <= to_ms(now))
    return problem({.status = 404, .message = "The access token is unknown or has expired."}, correlation);
  json::object out = facts(*at->second.grant, names(at->second.grant->portal_id));
  out["token"] = token;
  out["token_type"] = "access";
  out["expires_in"] = (at->second.expires_ms - to_ms(now)) / 1000;
  return json_answer(200, json::serialize(out));
}

Response Oauth::describe_refresh(const std::string& token, const std::function<Names(std::int64_t)>& names,
                                 std::string_view correlation) {
  const std::lock_guard lock(mutex_);
  const auto at = refresh_.find(token);
  if (at == refresh_.end() || at->second->revoked)
    return problem({.status = 404, .message = "The refresh token is unknown."}, correlation);
  json::object out = facts(*at->second, names(at->second->portal_id));
  out["token"] = token;
  out["token_type"] = "refresh";
  out["client_id"] = options_.client_id;
  return json_answer(200, json::serialize(out));
}

Response Oauth::delete_refresh(const std::string& token) {
  const std::lock_guard lock(mutex_);
  ++changes_;
  if (const auto at = refresh_.find(token); at != refresh_.end()) at->second->revoked = true;
  Response none;
  none.status = 204;
  return none;
}

Response Oauth::revoke(const http::Parameters& form) {
  if (auto wrong = wrong_client(form)) return std::move(*wrong);
  const std::lock_guard lock(mutex_);
  ++changes_;
  const auto known = refresh_.find(field(form, "token"));
  if (known != refresh_.end()) known->second->revoked = true;
  if (const auto at = access_.find(field(form, "token")); at != access_.end()) access_.erase(at);
  Response response;
  response.status = 200;
  return response;
}

Oauth::Check Oauth::check(std::string_view bearer, Instant now) const {
  for (const StaticToken& token : options_.static_tokens) {
    if (token.token != bearer) continue;
    Identity who{options_.portal_id, token.scopes, true, token.service_key, token.token};
    if (who.scopes.empty())
      for (const Scope& s : known_scopes()) who.scopes.emplace_back(s.name);
    return {std::move(who), std::nullopt};
  }
  const std::lock_guard lock(mutex_);
  const auto at = access_.find(bearer);
  if (at == access_.end() || at->second.grant->uninstalled) return {};
  if (at->second.expires_ms <= to_ms(now)) return {std::nullopt, at->second.expires_ms};
  return {Identity{at->second.grant->portal_id, at->second.grant->scopes, false, false, "oauth"},
          std::nullopt};
}

void Oauth::expire_all(Instant now) {
  const std::lock_guard lock(mutex_);
  ++changes_;
  for (auto& [token, access] : access_) access.expires_ms = std::min(access.expires_ms, to_ms(now));
}

void Oauth::uninstall(std::int64_t portal_id) {
  const std::lock_guard lock(mutex_);
  ++changes_;
  for (auto& [token, grant] : refresh_)
    if (grant->portal_id == portal_id) grant->revoked = grant->uninstalled = true;
}

bool Oauth::installed(std::int64_t portal_id) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(refresh_.begin(), refresh_.end(), [&](const auto& entry) {
    return entry.second->portal_id == portal_id && !entry.second->uninstalled;
  });
}

std::size_t Oauth::grants() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(refresh_.begin(), refresh_.end(),
                                                [](const auto& entry) { return !entry.second->revoked; }));
}

}  // namespace every::sandbox
