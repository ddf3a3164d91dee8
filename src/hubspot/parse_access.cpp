// The token endpoints and the error envelopes.
#include <algorithm>

#include "hubspot/parse_detail.h"

namespace every::hubspot {
namespace {

using namespace detail;
namespace dom = simdjson::dom;

void add_scopes(dom::object holder, std::vector<std::string>& scopes) {
  dom::object context;
  if (holder.at_key("context").get(context) != simdjson::SUCCESS) return;
  for (const char* key : {"requiredGranularScopes", "requiredScopes"})
    for (std::string& scope : texts_at(context, key))
      if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(std::move(scope));
}

Failure read_envelope(dom::object object) {
  Failure failure;
  failure.category = text_at(object, "category");
  failure.sub_category = text_at(object, "subCategory");
  failure.message = text_at(object, "message");
  failure.correlation_id = text_at(object, "correlationId");
  failure.policy = text_at(object, "policyName");
  failure.oauth_error = text_at(object, "error");
  // The CRM's envelope has "status": "error" in the place where the token endpoint names the reason.
  if (const std::string status = text_at(object, "status"); status != "error") failure.oauth_status = status;
  if (failure.message.empty()) failure.message = text_at(object, "error_description");
  add_scopes(object, failure.scopes);
  dom::array errors;
  if (object.at_key("errors").get(errors) == simdjson::SUCCESS) {
    for (const dom::element entry : errors) {
      dom::object error;
      if (entry.get(error) != simdjson::SUCCESS) continue;
      add_scopes(error, failure.scopes);
      if (failure.message.empty()) failure.message = text_at(error, "message");
    }
  }
  return failure;
}

}  // namespace

Failure parse_failure(std::string_view body) {
  auto failure = read_tree<Failure>(body, read_envelope);
  return failure ? std::move(*failure) : Failure{};
}

Result<Grant> parse_grant(std::string_view body) {
  return read_tree<Grant>(body, [](dom::object object) {
    Grant grant;
    grant.access_token = text_at(object, "access_token");
    grant.refresh_token = text_at(object, "refresh_token");
    grant.expires_in_s = integer_at(object, "expires_in");
    grant.portal_id = text_at(object, "hub_id");
    grant.scopes = texts_at(object, "scopes");
    if (grant.access_token.empty() || grant.expires_in_s <= 0) throw WrongShape{"the token is incomplete"};
    return grant;
  });
}

Result<TokenInfo> parse_token_info(std::string_view body) {
  return read_tree<TokenInfo>(body, [](dom::object object) {
    TokenInfo info;
    dom::element active;
    if (object.at_key("active").get(active) != simdjson::SUCCESS || !active.is_bool())
      throw WrongShape{"it does not say whether the token is active"};
    info.active = bool(active);
    info.portal_id = text_at(object, "hub_id");
    info.user = text_at(object, "user");
    info.scopes = texts_at(object, "scopes");
    return info;
  });
}

}  // namespace every::hubspot
