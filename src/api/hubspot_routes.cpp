// The HubSpot connection: consent, token, status, disconnect, rules, and why a record is (not) here.
#include "api/api.h"
#include "api/hubspot_routes_detail.h"
#include "api/reply.h"
#include "app/accounts.h"
#include "app/connect_portal.h"
#include "app/disconnect_portal.h"
#include "app/hubspot_choices.h"
#include "app/hubspot_json.h"
#include "app/hubspot_settings.h"
#include "app/hubspot_status.h"
#include "app/preview_rules.h"
#include "app/receipts.h"
#include "app/sync_control.h"

namespace every::api {
namespace {

Result<http::Response> auth_url(const Call& call) {
  EVERY_TRY(other, call.choice("otherAccount", {"true", "false"}));
  EVERY_TRY(url,
            app::begin_connecting(call.app.hubspot, call.actor,
                                  {.return_to = call.query("returnTo"), .other_account = other == "true"}));
  return reply(200, json::object{{"url", url}});
}

// The browser comes from HubSpot's page: whatever happened, it goes on to a page of ours.
Result<http::Response> callback(const app::App& app, const http::Request& request, const json::value&) {
  std::optional<app::Actor> actor;
  if (const auto cookie = request.cookie("every_session"))
    if (auto found = app::actor_of_session(app, *cookie, visit_of(request)); found.ok())
      actor = *std::move(found);
  const auto query = [&](std::string_view name) { return std::string(request.query.get(name).value_or("")); };
  http::Response response = http::Response::redirect(
      app::finish_connecting(app.hubspot, actor,
                             {.code = query("code"), .state = query("state"), .error = query("error")}),
      302);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Result<http::Response> connect_token(const Call& call) {
  EVERY_CHECK(app::require(call.actor, app::Permission::manage));
  Fields in(call.body);
  const auto token = in.text("token", {.required = true, .max = 1000});
  const bool other = in.boolean("otherAccount").value_or(false);
  EVERY_CHECK(in.finish());
  EVERY_CHECK(app::connect_with_token(call.app.hubspot, call.actor, *token, other));
  return reply(200, app::hubspot_status(call.app.hubspot, call.actor.tenant));
}

Result<http::Response> status(const Call& call) {
  EVERY_CHECK(app::require(call.actor, app::Permission::read));
  return reply(200, app::hubspot_status(call.app.hubspot, call.actor.tenant));
}

Result<http::Response> disconnect(const Call& call) {
  EVERY_TRY(receipt, app::disconnect(call.app.hubspot, call.actor));
  return reply(200, app::to_json(receipt));
}

Result<http::Response> receipts(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(kind, call.choice("kind", {"disconnect", "privacy_delete"}));
  EVERY_TRY(window, app::receipts(call.app.hubspot, call.actor, kind, slice));
  return reply(200, app::list_json(window, app::receipt_json));
}

Result<http::Response> receipt(const Call& call) {
  EVERY_TRY(found, app::receipt(call.app.hubspot, call.actor, call.path("id")));
  return reply(200, app::receipt_json(found));
}

Result<http::Response> erase(const Call& call) {
  EVERY_TRY(made, app::erase_contact(call.app.hubspot, call.actor, call.path("id")));
  return reply(200, app::receipt_json(made));
}

Result<http::Response> settings(const Call& call) {
  EVERY_TRY(now, app::sync_settings(call.app.hubspot, call.actor));
  return reply(200, app::settings_json(now), now.version);
}

Result<http::Response> put_settings(const Call& call) {
  EVERY_CHECK(app::require(call.actor, app::Permission::manage));
  EVERY_TRY(version, call.if_match());
  EVERY_TRY(saved, app::put_sync_settings(call.app.hubspot, call.actor, call.body, version));
  return reply(200, app::settings_json(saved), saved.version);
}

Result<http::Response> preview(const Call& call) {
  EVERY_TRY(slice, call.slice({""}, {}));
  EVERY_TRY(found, app::preview_rules(call.app.hubspot, call.actor, call.body, slice.limit));
  return reply(200, found);
}

Error no_such_object() {
  return Error(Code::not_found, "HubSpot's properties are of contacts, companies or deals.",
               "Ask for one of the three.");
}

Result<http::Response> properties(const Call& call) {
  const auto object = domain::mapped_object_from(call.path("object"));
  if (!object) return no_such_object();
  EVERY_TRY(found, app::hubspot_properties(call.app.hubspot, call.actor, *object));
  return reply(200, found);
}

Result<http::Response> property_example(const Call& call) {
  const auto object = domain::mapped_object_from(call.path("object"));
  if (!object) return no_such_object();
  EVERY_TRY(found, app::property_example(call.app.hubspot, call.actor, *object, call.query("record"),
                                         call.query("after")));
  return reply(200, found);
}

Result<http::Response> lists(const Call& call) {
  EVERY_TRY(found, app::hubspot_lists(call.app.hubspot, call.actor));
  return reply(200, found);
}

Result<http::Response> why(const Call& call) {
  const std::string id = call.query("id"), email = call.query("email");
  EVERY_TRY(answer, app::why_here(call.app.hubspot, call.actor, id.empty() ? email : id));
  return reply(200, answer);
}

}  // namespace

void add_hubspot_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/api/hubspot/auth/url", auth_url);
  api.open(Method::get, "/api/hubspot/auth/callback", callback);
  api.add(Method::post, "/api/hubspot/auth/token", connect_token);
  api.add(Method::get, "/api/hubspot/status", status);
  api.add(Method::post, "/api/hubspot/disconnect", disconnect);
  api.add(Method::get, "/api/hubspot/receipts", receipts);
  api.add(Method::get, "/api/hubspot/receipts/{id}", receipt);
  api.add(Method::post, "/api/hubspot/contacts/{id}/erase", erase);
  api.add(Method::get, "/api/hubspot/settings", settings);
  api.add(Method::put, "/api/hubspot/settings", put_settings);
  api.add(Method::post, "/api/hubspot/settings/preview", preview);
  api.add(Method::get, "/api/hubspot/properties/{object}", properties);
  api.add(Method::get, "/api/hubspot/properties/{object}/example", property_example);
  api.add(Method::get, "/api/hubspot/lists", lists);
  api.add(Method::get, "/api/hubspot/why", why);
  add_hubspot_run_routes(api);
  add_hubspot_webhook_routes(api);
  add_hubspot_review_routes(api);
  add_hubspot_proof_routes(api);
}

}  // namespace every::api
