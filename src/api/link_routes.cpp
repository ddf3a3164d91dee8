// The links of documents, as their owner makes and revokes them.
#include "api/api.h"
#include "api/reply.h"
#include "app/links.h"

namespace every::api {
namespace {

http::Response link_reply(const app::LinkState& link) {
  return reply(200, json::object{{"url", text_or_null(link.url)},
                                 {"createdAt", time_json(link.created_at)},
                                 {"views", link.views.count},
                                 {"lastViewedAt", time_json(link.views.last_at)}});
}

void add(Api& api, const std::string& path, const std::string& kind) {
  api.add(http::Method::get, path, [kind](const Call& c) -> Result<http::Response> {
    EVERY_TRY(link, app::link_of(c.app, c.actor, kind, c.path("id")));
    return link_reply(link);
  });
  // Again gives the same link, which is kept sealed and nowhere else.
  api.add(
      http::Method::post, path,
      [kind](const Call& c) -> Result<http::Response> {
        EVERY_TRY(link, app::make_link(c.app, c.actor, kind, c.path("id")));
        return link_reply(link);
      },
      Repeats::run_again);
  api.add(http::Method::del, path, [kind](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::revoke_link(c.app, c.actor, kind, c.path("id")));
    return no_content();
  });
}

}  // namespace

void add_link_routes(Api& api) {
  add(api, "/api/invoices/{id}/link", "invoice");
  add(api, "/api/proposals/{id}/link", "proposal");
}

}  // namespace every::api
