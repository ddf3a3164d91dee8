#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/accounts.h"

namespace every::api {

void add_account_routes(Api& api) {
  api.open(http::Method::get, "/api/setup",
           [](const app::App& app, const http::Request&, const json::value&) -> Result<http::Response> {
             return reply(200, json::object{{"needed", app::setup_needed(app)}});
           });
  api.open(http::Method::post, "/api/setup",
           [](const app::App& app, const http::Request&, const json::value& body) -> Result<http::Response> {
             EVERY_TRY(done, app::set_up(app, body));
             http::Response response = reply(201, session_json(done.user, done.workspace));
             response.headers.set("Set-Cookie", session_cookie(app.config, done.token));
             return response;
           });
  api.open(http::Method::post, "/api/session",
           [](const app::App& app, const http::Request& request,
              const json::value& body) -> Result<http::Response> {
             EVERY_TRY(done, app::sign_in(app, body, request.peer));
             http::Response response = reply(200, session_json(done.user, done.workspace));
             response.headers.set("Set-Cookie", session_cookie(app.config, done.token));
             return response;
           });
  api.add(http::Method::get, "/api/session", [](const Call& c) -> Result<http::Response> {
    const auto workspace = c.app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, c.actor); });
    return reply(200, session_json({.id = c.actor.user_id,
                                    .name = c.actor.name,
                                    .email = c.actor.email,
                                    .password_hash = "",
                                    .role = c.actor.role,
                                    .created_at = {}},
                                   workspace));
  });
  api.add(http::Method::del, "/api/session", [](const Call& c) -> Result<http::Response> {
    app::sign_out(c.app, c.actor);
    http::Response response = no_content();
    response.headers.set("Set-Cookie", session_cookie(c.app.config, ""));
    return response;
  });
  api.add(http::Method::get, "/api/workspace", [](const Call& c) -> Result<http::Response> {
    const auto workspace = c.app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, c.actor); });
    return reply(200, workspace_json(workspace), workspace.version);
  });
  api.add(http::Method::patch, "/api/workspace", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(workspace, app::change_workspace(c.app, c.actor, c.body, version));
    return reply(200, workspace_json(workspace), workspace.version);
  });
  api.add(http::Method::get, "/api/users", [](const Call& c) -> Result<http::Response> {
    const auto users =
        c.app.db.read([&](store::Tx& tx) { return store::Accounts(tx).users(c.actor.tenant); });
    json::array items;
    for (const auto& user : users) items.push_back(user_json(user));
    return reply(200, list_json(std::move(items), static_cast<std::int64_t>(users.size())));
  });
}

}  // namespace every::api
