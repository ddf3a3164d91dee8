// Sync now, and the runs.
#include "api/hubspot_routes_detail.h"
#include "api/reply.h"
#include "app/hubspot_json.h"
#include "app/sync_control.h"

namespace every::api {
namespace {

Result<http::Response> sync_now(const Call& call) {
  // The button sends no body at all: everything in it is optional.
  const json::value nothing = json::object{};
  Fields in(call.body.is_null() ? nothing : call.body);
  const bool full = in.boolean("full").value_or(false);
  EVERY_CHECK(in.finish());
  EVERY_TRY(run, app::sync_now(call.app.hubspot, call.actor, "manual", full));
  return reply(202, app::run_json(run));
}

Result<http::Response> list(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(window, app::runs(call.app.hubspot, call.actor, slice));
  return reply(200, app::list_json(window, app::run_json));
}

Result<http::Response> one(const Call& call) {
  EVERY_TRY(run, app::run(call.app.hubspot, call.actor, call.path("id")));
  return reply(200, app::run_json(run));
}

Result<http::Response> errors(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(window, app::run_errors(call.app.hubspot, call.actor, call.path("id"), slice));
  return reply(200, app::list_json(window, app::run_error_json));
}

Result<http::Response> cancel(const Call& call) {
  EVERY_TRY(run, app::cancel_run(call.app.hubspot, call.actor, call.path("id")));
  return reply(202, app::run_json(run));
}

}  // namespace

void add_hubspot_run_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/api/hubspot/sync", sync_now);
  api.add(Method::get, "/api/hubspot/runs", list);
  api.add(Method::get, "/api/hubspot/runs/{id}", one);
  api.add(Method::get, "/api/hubspot/runs/{id}/errors", errors);
  api.add(Method::post, "/api/hubspot/runs/{id}/cancel", cancel);
}

}  // namespace every::api
