// What happened in the workspace, for everybody in it; who did what from where is the audit log's to tell.
#include <algorithm>
#include <charconv>
#include <map>

#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "domain/activity.h"
#include "store/activity_feed.h"
#include "store/clients.h"

namespace every::api {
namespace {

Error wrong(std::string_view parameter, std::string detail) {
  Error error(Code::validation, "A filter of the activity cannot be read.");
  error.fields.push_back({"?" + std::string(parameter), "format", std::move(detail)});
  return error;
}

std::string cursor_of(const store::ActivityPlace& place) {
  return std::to_string(to_ms(place.at)) + "." + place.id;
}

Result<std::optional<store::ActivityPlace>> place_of(const std::string& cursor) {
  if (cursor.empty()) return std::optional<store::ActivityPlace>();
  const auto dot = cursor.find('.');
  std::int64_t ms = 0;
  const char* end = cursor.data() + std::min(dot, cursor.size());
  const auto [at, error] = std::from_chars(cursor.data(), end, ms);
  if (dot == std::string::npos || error != std::errc() || at != end || dot + 1 == cursor.size())
    return wrong("cursor", "Take it from `next` of the page before.");
  return std::optional(store::ActivityPlace{from_ms(ms), cursor.substr(dot + 1)});
}

Result<store::ActivityFilter> filter_of(const Call& c) {
  store::ActivityFilter out;
  out.area = c.query("area");
  if (!out.area.empty() && std::find(domain::kActivityAreas.begin(), domain::kActivityAreas.end(),
                                     out.area) == domain::kActivityAreas.end())
    return wrong("area", "clients, notes, deals, invoices, payments, proposals, mails or hubspot.");
  out.actor_id = c.query("person");
  out.client_id = c.query("client");
  out.document_id = c.query("document");
  EVERY_TRY(moments, c.moments());
  out.from = moments.first;
  out.until = moments.second;
  return out;
}

Result<http::Response> feed(const Call& c) {
  EVERY_TRY(filter, filter_of(c));
  EVERY_TRY(slice, c.slice({}));
  EVERY_TRY(after, place_of(c.query("cursor")));
  json::array items;
  json::value next = nullptr;
  c.app.db.read([&](store::Tx& tx) {
    const store::ActivityPage page =
        store::activity_feed(tx, c.actor.tenant, filter, after, std::min<std::int64_t>(slice.limit, 200));
    std::map<std::string, json::value> clients{{"", nullptr}};
    for (const store::Activity& one : page.items) {
      auto known = clients.find(one.client_id);
      if (known == clients.end()) {
        const auto client = store::Clients(tx, c.actor.tenant).find(one.client_id);
        known =
            clients.emplace(one.client_id, client ? ref_json(client->id, client->name) : json::value()).first;
      }
      json::object item = activity_json(one);
      item["area"] = one.area;
      item["client"] = known->second;
      items.push_back(std::move(item));
    }
    if (page.next) next = json::string(cursor_of(*page.next));
    return true;
  });
  return reply(200, json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

}  // namespace

void add_activity_routes(Api& api) {
  api.add(http::Method::get, "/api/activity", feed);
}

}  // namespace every::api
