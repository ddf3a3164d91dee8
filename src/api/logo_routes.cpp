#include "api/api.h"
#include "api/reply.h"
#include "app/logo.h"

namespace every::api {
namespace {

json::value logo_json(const std::optional<render::Logo>& logo) {
  if (!logo) return json::object{{"type", nullptr}, {"width", nullptr}, {"height", nullptr}};
  return json::object{{"type", logo->type}, {"width", logo->width}, {"height", logo->height}};
}

}  // namespace

void add_logo_routes(Api& api) {
  api.add(http::Method::get, "/api/workspace/logo", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(logo, app::logo(c.app, c.actor));
    return reply(200, logo_json(logo));
  });
  api.add(http::Method::put, "/api/workspace/logo", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(logo, app::put_logo(c.app, c.actor, c.body));
    return reply(200, logo_json(logo));
  });
  api.add(http::Method::del, "/api/workspace/logo", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::remove_logo(c.app, c.actor));
    return no_content();
  });
  api.add(http::Method::get, "/api/workspace/logo/image", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(logo, app::logo(c.app, c.actor));
    if (!logo) return Error(Code::not_found, "There is no logo.");
    return http::Response::text(200, std::move(logo->bytes), logo->type);
  });
}

}  // namespace every::api
