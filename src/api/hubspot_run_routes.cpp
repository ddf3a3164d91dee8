// Sync now, and the runs.
#include "api/hubspot_routes_detail.h"
#include "api/reply.h"
#include "app/hubspot_json.h"
#include "app/run_log.h"
#include "app/sync_control.h"
#include "app/undo_import.h"

namespace every::api {
namespace {

Result<http::Response> sync_now(const Call& call) {
  // The button sends no body at all: everything in it is optional.
  const json::value nothing = json::object{};
  Fields in(call.body.is_null() ? nothing : call.body);
  const bool full = in.boolean("full").value_or(false);
  EVERY_CHECK(in.finish());
  EVERY_TRY(run, app::sync_now(call.app.hubspot, call.actor, "manual", full));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, run));
}

Result<http::Response> list(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(state,
            call.choice("state", {"queued", "running", "succeeded", "partial", "failed", "cancelled"}));
  EVERY_TRY(trigger, call.choice("trigger", {"manual", "schedule", "webhook", "chat", "import", "connect"}));
  EVERY_TRY(window, app::runs(call.app.hubspot, call.actor, slice, {state, trigger}));
  return reply(200, app::list_json(window, [&](const store::Run& run) {
                 return app::run_json(call.app.hubspot, call.actor.tenant, run);
               }));
}

Result<http::Response> one(const Call& call) {
  EVERY_TRY(run, app::run(call.app.hubspot, call.actor, call.path("id")));
  return reply(200, app::run_json(call.app.hubspot, call.actor.tenant, run));
}

Result<http::Response> errors(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(window, app::run_errors(call.app.hubspot, call.actor, call.path("id"), slice));
  return reply(200, app::list_json(window, app::run_error_json));
}

Result<http::Response> cancel(const Call& call) {
  EVERY_TRY(run, app::cancel_run(call.app.hubspot, call.actor, call.path("id")));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, run));
}

Result<http::Response> records(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(outcome, call.choice("outcome", {"created", "updated", "skipped", "failed", "deleted", "merged",
                                             "unlinked", "removed", "restored"}));
  EVERY_TRY(list, app::run_records(call.app.hubspot, call.actor, call.path("id"), {outcome, call.query("q")},
                                   slice));
  return reply(200, list);
}

Result<http::Response> causes(const Call& call) {
  EVERY_TRY(list, app::run_causes(call.app.hubspot, call.actor, call.path("id")));
  return reply(200, list);
}

Result<http::Response> retry(const Call& call) {
  EVERY_TRY(run, app::retry_failed(call.app.hubspot, call.actor, call.path("id"), call.body));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, run));
}

Result<http::Response> undo(const Call& call) {
  EVERY_TRY(answer, app::undo_import(call.app.hubspot, call.actor, call.path("id"), call.body));
  if (const auto* preview = std::get_if<sync::UndoPreview>(&answer))
    return reply(200, app::undo_preview_json(*preview));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, std::get<store::Run>(answer)));
}

}  // namespace

void add_hubspot_run_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/api/hubspot/sync", sync_now);
  api.add(Method::get, "/api/hubspot/runs", list);
  api.add(Method::get, "/api/hubspot/runs/{id}", one);
  api.add(Method::get, "/api/hubspot/runs/{id}/errors", errors);
  api.add(Method::post, "/api/hubspot/runs/{id}/cancel", cancel);
  api.add(Method::get, "/api/hubspot/runs/{id}/records", records);
  api.add(Method::get, "/api/hubspot/runs/{id}/causes", causes);
  api.add(Method::post, "/api/hubspot/runs/{id}/retry", retry);
  api.add(Method::post, "/api/hubspot/runs/{id}/undo", undo);
}

}  // namespace every::api
