// Proofs: parity with HubSpot, and what needs a person.
#include "api/hubspot_routes_detail.h"
#include "api/reply.h"
#include "app/check_parity.h"
#include "app/hubspot_json.h"
#include "app/run_log.h"
#include "app/undo_import.h"

namespace every::api {
namespace {

Result<http::Response> check(const Call& call) {
  EVERY_TRY(run, app::check_parity(call.app.hubspot, call.actor, call.body));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, run));
}

Result<http::Response> parity(const Call& call) {
  EVERY_TRY(report, app::parity(call.app.hubspot, call.actor));
  return reply(200, report);
}

Result<http::Response> findings(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(window, app::parity_findings(call.app.hubspot, call.actor, slice));
  return reply(200, app::list_json(window, app::finding_json));
}

Result<http::Response> download(const Call& call) {
  EVERY_TRY(format, call.choice("format", {"csv", "ndjson"}));
  EVERY_TRY(text, app::parity_download(call.app.hubspot, call.actor, format == "ndjson" ? format : "csv"));
  return exported(call, std::move(text), "parity", format, "parity");
}

Result<http::Response> log(const Call& call) {
  EVERY_TRY(format, call.choice("format", {"csv", "ndjson"}));
  EVERY_TRY(text, app::run_download(call.app.hubspot, call.actor, call.path("id"),
                                    format == "ndjson" ? format : "csv"));
  return exported(call, std::move(text), "run-" + call.path("id"), format, "run_log");
}

Result<store::AttentionFilter> attention_filter(const Call& call) {
  EVERY_TRY(type, call.choice("type", {"contact", "company", "deal", "line_item"}));
  return store::AttentionFilter{type, call.query("code"), call.query("q")};
}

Result<http::Response> attention(const Call& call) {
  EVERY_TRY(slice, call.slice({}));
  EVERY_TRY(filter, attention_filter(call));
  EVERY_TRY(list, app::attention(call.app.hubspot, call.actor, filter, slice));
  return reply(200, list);
}

Result<http::Response> attention_file(const Call& call) {
  EVERY_TRY(format, call.choice("format", {"csv", "ndjson"}));
  EVERY_TRY(filter, attention_filter(call));
  EVERY_TRY(text, app::attention_download(call.app.hubspot, call.actor, filter,
                                          format == "ndjson" ? format : "csv"));
  return exported(call, std::move(text), "attention", format, "attention");
}

Result<http::Response> retry(const Call& call) {
  EVERY_TRY(run, app::retry_attention(call.app.hubspot, call.actor, call.body));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, run));
}

}  // namespace

void add_hubspot_proof_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/api/hubspot/parity", check);
  api.add(Method::get, "/api/hubspot/parity", parity);
  api.add(Method::get, "/api/hubspot/parity/findings", findings);
  api.add(Method::get, "/api/hubspot/parity/download", download);
  api.add(Method::get, "/api/hubspot/runs/{id}/log", log);
  api.add(Method::get, "/api/hubspot/attention", attention);
  api.add(Method::get, "/api/hubspot/attention/download", attention_file);
  api.add(Method::post, "/api/hubspot/attention/retry", retry);
}

}  // namespace every::api
