#include "api/api.h"
#include "api/reply.h"
#include "app/hubspot_hub.h"

namespace every::api {

void add_operation_routes(Api& api, const std::string& openapi_json) {
  api.open(http::Method::get, "/healthz",
           [](const app::App&, const http::Request&, const json::value&) -> Result<http::Response> {
             return reply(200, json::object{{"status", "ok"}});
           });
  api.open(http::Method::get, "/readyz",
           [](const app::App& app, const http::Request&, const json::value&) -> Result<http::Response> {
             const bool ok = app.db.healthy();
             return reply(ok ? 200 : 503, json::object{{"status", ok ? "ready" : "not_ready"},
                                                       {"database", ok ? "ok" : "failed"}});
           });
  api.open(http::Method::get, "/metrics",
           [](const app::App& app, const http::Request&, const json::value&) -> Result<http::Response> {
             app.metrics.gauge("every_database_bytes", {}, static_cast<double>(app.db.bytes_on_disk()));
             app.metrics.gauge("every_event_listeners", {}, static_cast<double>(app.events.listeners()));
             app.hubspot.measure();
             return http::Response::text(200, app.metrics.text(), "text/plain; version=0.0.4; charset=utf-8");
           });
  api.open(
      http::Method::get, "/api/openapi.json",
      [openapi_json](const app::App&, const http::Request&, const json::value&) -> Result<http::Response> {
        if (openapi_json.empty())
          return Error(Code::not_found, "This build carries no contract.", "Run ./dev build.");
        return http::Response::json(200, openapi_json);
      });
}

}  // namespace every::api
