// Where HubSpot tells of changes. Whoever calls proves it with a signature; there is no session.
#include "api/hubspot_routes_detail.h"
#include "api/reply.h"
#include "app/receive_webhooks.h"

namespace every::api {
namespace {

Result<http::Response> receive(const app::App& app, const http::Request& request) {
  EVERY_CHECK(app::receive_webhooks(
      app.hubspot, {.query = request.query_text,
                    .body = request.body,
                    .signature = request.headers.get("x-hubspot-signature-v3").value_or(""),
                    .timestamp = request.headers.get("x-hubspot-request-timestamp").value_or("")}));
  return no_content();
}

}  // namespace

void add_hubspot_webhook_routes(Api& api) {
  api.raw(http::Method::post, "/api/hubspot/webhooks", receive);
}

}  // namespace every::api
