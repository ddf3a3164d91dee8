// Access tokens: the list, a new one, its end.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/tokens.h"

namespace every::api {
namespace {

json::object token_json(const app::TokenView& view) {
  const store::ApiToken& t = view.token;
  json::array scopes;
  for (const std::string_view one : view.scopes) scopes.emplace_back(json::string(one));
  return {{"id", t.id},
          {"name", t.name},
          {"hint", text_or_null(t.hint)},
          {"scopes", std::move(scopes)},
          {"madeBy", text_or_null(t.made_by)},
          {"createdAt", time_json(t.created_at)},
          {"expiresAt", time_json(t.expires_at)},
          {"expired", view.expired},
          {"usedAt", time_json(t.used_at)},
          {"usedFrom", text_or_null(t.address)}};
}

Result<http::Response> list(const Call& c) {
  EVERY_TRY(found, app::tokens(c.app, c.actor));
  json::array items;
  for (const auto& one : found) items.push_back(token_json(one));
  return reply(200, list_json(std::move(items), static_cast<std::int64_t>(found.size())));
}

Result<http::Response> make(const Call& c) {
  EVERY_TRY(made, app::make_token(c.app, c.actor, c.body));
  json::object out = token_json(made.view);
  out["token"] = made.secret;
  return reply(201, out);
}

Result<http::Response> revoke(const Call& c) {
  EVERY_CHECK(app::revoke_token(c.app, c.actor, c.path("id")));
  return no_content();
}

}  // namespace

void add_token_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/api/tokens", list);
  api.add(Method::post, "/api/tokens", make, Repeats::refused);
  api.add(Method::del, "/api/tokens/{id}", revoke);
}

}  // namespace every::api
