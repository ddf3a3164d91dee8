#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/home.h"
#include "app/notifications.h"
#include "base/sentence.h"

namespace every::api {
namespace {

json::array hits(const std::vector<app::Hit>& list) {
  json::array out;
  for (const app::Hit& hit : list)
    out.push_back(json::object{{"id", hit.id}, {"title", hit.title}, {"subtitle", hit.subtitle}});
  return out;
}

json::object notification_json(const app::Notification& n) {
  return {{"kind", n.kind},
          {"count", n.count},
          {"needAttention", n.need_attention},
          {"totals", money_list(n.totals)},
          {"subject", n.subject_id.empty()
                          ? json::value(nullptr)
                          : json::value(json::object{{"kind", n.subject_kind}, {"id", n.subject_id}})},
          {"text", ours(n.text)},
          {"at", n.at ? json::value(to_rfc3339(*n.at)) : json::value(nullptr)},
          {"unread", n.unread}};
}

}  // namespace

void add_home_routes(Api& api) {
  api.add(http::Method::get, "/api/home", [](const Call& c) -> Result<http::Response> {
    const app::Home home = app::home(c.app, c.actor);
    json::array decisions;
    for (const auto& d : home.decisions)
      decisions.push_back(json::object{
          {"kind", d.kind},
          {"count", d.count},
          {"totals", money_list(d.totals)},
          {"only", d.only_id.empty() ? json::value(nullptr) : ref_json(d.only_id, d.only_name)}});
    return reply(200, json::object{{"outstanding", money_list(home.outstanding)},
                                   {"overdue", money_list(home.overdue)},
                                   {"paidThisMonth", money_list(home.paid_this_month)},
                                   {"decisions", std::move(decisions)},
                                   {"checklist", json::object{{"connected", home.connected},
                                                              {"imported", home.imported},
                                                              {"invoiced", home.invoiced},
                                                              {"sent", home.sent},
                                                              {"paid", home.paid}}}});
  });
  api.add(http::Method::get, "/api/notifications", [](const Call& c) -> Result<http::Response> {
    const app::Bell bell = app::bell(c.app, c.actor);
    json::array items;
    for (const app::Notification& n : bell.items) items.push_back(notification_json(n));
    return reply(200, json::object{{"items", std::move(items)}, {"unread", bell.unread}});
  });
  api.add(http::Method::post, "/api/notifications/read", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::read_bell(c.app, c.actor));
    return no_content();
  });
  api.add(http::Method::get, "/api/search", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(c.slice({}));
    const app::Hits found = app::search(c.app, c.actor, c.query("q"));
    return reply(200, json::object{{"clients", hits(found.clients)},
                                   {"deals", hits(found.deals)},
                                   {"invoices", hits(found.invoices)},
                                   {"proposals", hits(found.proposals)}});
  });
}

}  // namespace every::api
