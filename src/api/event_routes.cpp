#include <charconv>

#include "api/api.h"
#include "app/sessions.h"

namespace every::api {

void add_event_routes(Api& api) {
  api.add(http::Method::get, "/api/events", [](const Call& c) -> Result<http::Response> {
    std::optional<std::uint64_t> last;
    if (const auto text = c.request.headers.get("last-event-id")) {
      std::uint64_t n = 0;
      if (std::from_chars(text->data(), text->data() + text->size(), n).ec == std::errc()) last = n;
    }
    http::Response response;
    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Accel-Buffering", "no");
    response.stream = [&events = c.app.events, tenant = c.actor.tenant, session = app::stream_key(c.actor),
                       last](std::shared_ptr<http::EventWriter> writer) {
      events.subscribe(tenant, std::move(writer), last, session);
    };
    return response;
  });
}

}  // namespace every::api
