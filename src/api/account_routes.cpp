// Setting up, signing in, the own account, the workspace.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/accounts.h"
#include "app/audit.h"
#include "app/news_choices.h"
#include "app/password_reset.h"
#include "app/preferences.h"
#include "app/reader.h"
#include "base/sentence.h"

namespace every::api {
namespace {

json::array keys_json(const std::vector<std::string>& keys) {
  json::array out;
  for (const std::string& key : keys) out.emplace_back(json::string(key));
  return out;
}

json::object preferences_json(const store::Preferences& p) {
  json::object lists;
  for (const auto& [name, layout] : p.lists)
    lists[name] = json::object{
        {"hidden", keys_json(layout.hidden)}, {"order", keys_json(layout.order)}, {"dense", layout.dense}};
  return {
      {"theme", text_or_null(p.theme)}, {"timeZone", text_or_null(p.time_zone)}, {"lists", std::move(lists)}};
}

http::Response signed_in(const app::App& app, const http::Request& request, const app::SignedIn& done,
                         int status) {
  app::note_language(app, done.user.id, std::string(request.headers.get("accept-language").value_or("")));
  json::value out = session_json(done.user, done.workspace);
  out.as_object()["preferences"] =
      preferences_json(app.db.read([&](store::Tx& tx) { return store::preferences_of(tx, done.user.id); }));
  http::Response response = reply(status, out);
  response.headers.set("Set-Cookie", session_cookie(app.config, done.token));
  return response;
}

Result<http::Response> set_up(const app::App& app, const http::Request& request, const json::value& body) {
  EVERY_TRY(done, app::set_up(app, body, visit_of(request)));
  return signed_in(app, request, done, 201);
}

Result<http::Response> sign_in(const app::App& app, const http::Request& request, const json::value& body) {
  const app::Visit visit = visit_of(request);
  EVERY_TRY(done, app::sign_in(app, body, visit.address, visit.agent));
  return signed_in(app, request, done, 200);
}

Result<http::Response> session(const Call& c) {
  const auto [workspace, preferences] = c.app.db.read([&](store::Tx& tx) {
    return std::pair{app::workspace_of(tx, c.actor), store::preferences_of(tx, c.actor.user_id)};
  });
  json::value out = session_json({.id = c.actor.user_id,
                                  .name = c.actor.name,
                                  .email = c.actor.email,
                                  .password_hash = "",
                                  .role = c.actor.role,
                                  .created_at = {}},
                                 workspace);
  // A token may be made for less than its role may.
  json::array permissions;
  for (const app::PermissionRow& row : app::permissions())
    if (app::require(c.actor, row.permission).ok()) permissions.emplace_back(json::string(row.name));
  out.as_object()["permissions"] = std::move(permissions);
  out.as_object()["preferences"] = preferences_json(preferences);
  return reply(200, out);
}

Result<http::Response> sign_out(const Call& c) {
  app::sign_out(c.app, c.actor);
  http::Response response = no_content();
  response.headers.set("Set-Cookie", session_cookie(c.app.config, ""));
  return response;
}

Result<http::Response> change_name(const Call& c) {
  EVERY_TRY(user, app::change_name(c.app, c.actor, c.body));
  return reply(200, user_json(user));
}

Result<http::Response> choose_language(const Call& c) {
  EVERY_CHECK(app::choose_language(c.app, c.actor, c.body));
  return no_content();
}

Result<http::Response> preferences(const Call& c) {
  const bool reads = c.request.method == http::Method::get;
  EVERY_TRY(now, reads ? app::preferences(c.app, c.actor) : app::change_preferences(c.app, c.actor, c.body));
  return reply(200, preferences_json(now));
}

Result<http::Response> change_password(const Call& c) {
  EVERY_CHECK(app::change_password(c.app, c.actor, c.body));
  return no_content();
}

Result<http::Response> sessions(const Call& c) {
  EVERY_TRY(found, app::sessions_of(c.app, c.actor));
  json::array items;
  for (const auto& [one, current] : found)
    items.push_back(json::object{{"id", one.id},
                                 {"device", text_or_null(app::device_of(one.agent))},
                                 {"address", text_or_null(one.address)},
                                 {"createdAt", time_json(one.created_at)},
                                 {"lastSeenAt", time_json(one.seen_at)},
                                 {"current", current}});
  return reply(200, list_json(std::move(items), static_cast<std::int64_t>(found.size())));
}

Result<http::Response> end_session(const Call& c) {
  EVERY_CHECK(app::end_session(c.app, c.actor, c.path("id")));
  return no_content();
}

Result<http::Response> end_others(const Call& c) {
  EVERY_TRY(ended, app::end_other_sessions(c.app, c.actor));
  return reply(200, json::object{{"ended", ended}});
}

std::string_view pace_of(domain::Pace pace) {
  switch (pace) {
    case domain::Pace::at_once:
    case domain::Pace::hourly:
      return "at_once";
    case domain::Pace::daily:
    case domain::Pace::morning:
      return "daily";
    case domain::Pace::weekly:
      return "weekly";
  }
  return "at_once";
}

json::object news_json(const app::NewsChoices& choices) {
  json::array items;
  for (const auto& [kind, mail] : choices.items)
    items.push_back(json::object{{"kind", kind->name}, {"pace", pace_of(kind->pace)}, {"email", mail}});
  return {{"items", std::move(items)},
          {"ready", choices.ready},
          {"problem", text_or_null(ours(choices.problem))}};
}

Result<http::Response> news(const Call& c) {
  EVERY_TRY(choices, app::news_choices(c.app, c.actor));
  return reply(200, news_json(choices));
}

Result<http::Response> change_news(const Call& c) {
  EVERY_TRY(choices, app::change_news_choices(c.app, c.actor, c.body));
  return reply(200, news_json(choices));
}

// The same answer whoever's the address is.
Result<http::Response> forgot(const app::App& app, const http::Request& request, const json::value& body) {
  EVERY_CHECK(app::ask_for_password(app, body, visit_of(request)));
  http::Response response = no_content();
  response.status = 202;
  return response;
}

Result<http::Response> look_at_reset(const app::App& app, const http::Request&, const json::value& body) {
  EVERY_TRY(face, app::look_at_reset(app, body));
  return reply(200, json::object{{"email", face.email}, {"name", face.name}});
}

Result<http::Response> reset(const app::App& app, const http::Request& request, const json::value& body) {
  EVERY_CHECK(app::reset_password(app, body, visit_of(request)));
  return no_content();
}

Result<http::Response> workspace(const Call& c) {
  const auto found = c.app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, c.actor); });
  return reply(200, workspace_json(found), found.version);
}

Result<http::Response> next_number(const Call& c) {
  EVERY_TRY(asked, c.choice("digits", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}));
  std::optional<std::string> prefix;
  if (c.request.query.get("prefix")) prefix = c.query("prefix");
  EVERY_TRY(next, app::next_number(c.app, c.actor, prefix,
                                   asked.empty() ? std::nullopt : std::optional(std::stoi(asked))));
  return reply(200, json::object{{"number", text_or_null(next.number)},
                                 {"begins", next.begins},
                                 {"problem", text_or_null(ours(next.problem))}});
}

Result<http::Response> change_workspace(const Call& c) {
  EVERY_CHECK(app::require(c.actor, app::Permission::manage));
  EVERY_TRY(version, c.if_match());
  EVERY_TRY(changed, app::change_workspace(c.app, c.actor, c.body, version));
  return reply(200, workspace_json(changed), changed.version);
}

}  // namespace

void add_account_routes(Api& api) {
  using http::Method;
  api.open(Method::get, "/api/setup",
           [](const app::App& app, const http::Request&, const json::value&) -> Result<http::Response> {
             return reply(
                 200, json::object{{"needed", app::setup_needed(app)}, {"mail", app::can_send_mail(app)}});
           });
  api.open(Method::post, "/api/setup", set_up);
  api.open(Method::post, "/api/session", sign_in);
  api.add(Method::get, "/api/session", session);
  api.add(Method::del, "/api/session", sign_out);
  api.add(Method::put, "/api/account", change_name);
  api.add(Method::put, "/api/account/language", choose_language);
  api.add(Method::get, "/api/account/preferences", preferences);
  api.add(Method::patch, "/api/account/preferences", preferences);
  api.add(Method::put, "/api/account/password", change_password);
  api.add(Method::get, "/api/account/sessions", sessions);
  api.add(Method::del, "/api/account/sessions", end_others);
  api.add(Method::del, "/api/account/sessions/{id}", end_session);
  api.add(Method::get, "/api/account/notifications", news);
  api.add(Method::put, "/api/account/notifications", change_news);
  api.open(Method::post, "/api/password/forgot", forgot);
  api.open(Method::post, "/api/password/look", look_at_reset);
  api.open(Method::post, "/api/password/reset", reset);
  api.add(Method::get, "/api/workspace", workspace);
  api.add(Method::patch, "/api/workspace", change_workspace);
  api.add(Method::get, "/api/workspace/next-number", next_number);
}

}  // namespace every::api
