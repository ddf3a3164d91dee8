// The grants and tokens of an Oauth as JSON, for what outlives the process. Codes live a minute and are left
// out.
#include "sandbox/oauth.h"

namespace every::sandbox {

json::value Oauth::memory() const {
  const std::lock_guard lock(mutex_);
  std::map<const Grant*, std::int64_t> numbers;
  json::array grants, tokens;
  const auto number_of = [&](const std::shared_ptr<Grant>& grant) {
    const auto [at, fresh] = numbers.emplace(grant.get(), static_cast<std::int64_t>(numbers.size()));
    if (fresh) {
      json::array scopes;
      for (const std::string& scope : grant->scopes) scopes.emplace_back(scope);
      grants.push_back(json::object{{"portal", grant->portal_id},
                                    {"scopes", std::move(scopes)},
                                    {"refresh", grant->refresh},
                                    {"revoked", grant->revoked},
                                    {"uninstalled", grant->uninstalled}});
    }
    return at->second;
  };
  for (const auto& [token, grant] : refresh_) number_of(grant);
  for (const auto& [token, access] : access_)
    tokens.push_back(
        json::object{{"token", token}, {"grant", number_of(access.grant)}, {"expires", access.expires_ms}});
  return json::object{{"grants", std::move(grants)}, {"access", std::move(tokens)}};
}

void Oauth::remember(const json::value& memory) {
  if (!memory.is_object()) return;
  const std::lock_guard lock(mutex_);
  access_.clear();
  refresh_.clear();
  std::vector<std::shared_ptr<Grant>> grants;
  for (const auto& item : memory.at("grants").as_array()) {
    const json::object& o = item.as_object();
    auto grant = std::make_shared<Grant>();
    grant->portal_id = o.at("portal").as_int64();
    for (const auto& scope : o.at("scopes").as_array()) grant->scopes.emplace_back(scope.as_string());
    grant->refresh = std::string(o.at("refresh").as_string());
    grant->revoked = o.at("revoked").as_bool();
    grant->uninstalled = o.at("uninstalled").as_bool();
    if (!grant->refresh.empty()) refresh_[grant->refresh] = grant;
    grants.push_back(std::move(grant));
  }
  for (const auto& item : memory.at("access").as_array()) {
    const json::object& o = item.as_object();
    access_[std::string(o.at("token").as_string())] = {
        grants.at(static_cast<std::size_t>(o.at("grant").as_int64())), o.at("expires").as_int64()};
  }
}

}  // namespace every::sandbox
