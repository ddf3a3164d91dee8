// The control plane: what a test or a person does to a portal from behind. No token, no latency, not counted.
#include "sandbox/control_detail.h"

#include <algorithm>

namespace every::sandbox {
namespace {

constexpr std::string_view kControl = "/sandbox/", kPage = "/sandbox/page/";

// Everything that an app which mirrors records would subscribe to.
std::vector<Subscription> all_subscriptions(const Portal& portal) {
  std::vector<Subscription> out;
  const auto add = [&](std::string type, std::string property = {}) {
    out.push_back({0, std::move(type), "", std::move(property)});
  };
  const auto lock = portal.reading();
  for (const Kind kind : {Kind::contact, Kind::company, Kind::deal, Kind::line_item}) {
    const std::string object(singular(kind));
    for (const char* verb : {"creation", "deletion", "merge", "restore", "associationChange"})
      add(object + "." + verb);
    for (const PropertyDefinition& d : portal.definitions(kind))
      if (!d.calculated && d.name != "hs_lastmodifieddate") add(object + ".propertyChange", d.name);
  }
  add("contact.privacyDeletion");
  return out;
}

}  // namespace

Response failed(const Error& error) {
  std::string detail = error.detail;
  for (const FieldError& f : error.fields) detail += fmt::format(" {}: {}", f.pointer, f.detail);
  return json_answer(error.code == Code::not_found ? 404 : 400,
                     json::serialize(json::object{
                         {"ok", false}, {"code", json::string(name(error.code))}, {"detail", detail}}));
}

Response answer(const Result<RecordId>& made) {
  if (!made.ok()) return failed(made.error());
  return ok({{"id", std::to_string(*made)}});
}
Response answer(const Status& status) {
  return status.ok() ? ok() : failed(status.error());
}

Response Sandbox::Impl::control(const http::Request& request) {
  const bool get = request.method == http::Method::get;
  if (get && request.path == "/sandbox/state") return state();
  if (get && request.path == "/sandbox/portal") return dump(request);
  if (get && request.path == "/sandbox/requests") {
    const auto since = parse_id(request.query.get("since").value_or("0")),
               max = parse_id(request.query.get("limit").value_or("1000"));
    if (!since || !max) return failed(Error(Code::validation, "since and limit are whole numbers."));
    return json_answer(
        200, json::serialize(json::object{
                 {"requests", traffic.since(*since, std::min<std::uint64_t>(*max, Traffic::kKept))}}));
  }
  if (request.path.starts_with(kPage)) {
    if (auto refused = not_from_here(request)) return std::move(*refused);
    return kept({clock.now(), request.path, request.body});
  }
  if (request.method != http::Method::post) return failed(Error(Code::not_found, "No such control."));
  if (request.path == "/sandbox/faults") return carry_out({clock.now(), request.path, request.body});
  return kept({clock.now(), request.path, request.body});
}

Response Sandbox::Impl::kept(const KeptOrder& order) {
  if (memory == nullptr) return carry_out(order);
  return memory->keep(order, [&] { return carry_out(order); });
}

Response Sandbox::Impl::carry_out(const KeptOrder& given) {
  if (given.path.starts_with(kPage))
    return page_action(given.path.substr(kPage.size()), http::Parameters::parse(given.body), given.at);
  const auto body = parse_json(given.body.empty() ? "{}" : std::string_view(given.body));
  if (!body.ok()) return failed(body.error());
  return order(std::string_view(given.path).substr(kControl.size()), *body, given.at);
}

Response Sandbox::Impl::order(std::string_view verb, const json::value& body, Instant at) {
  if (verb == "faults") return ::every::sandbox::answer(faults.schedule(body));
  if (verb == "webhooks") return ::every::sandbox::answer(webhooks.configure(body, all_subscriptions(main)));
  for (const auto* orders : {&record_orders(), &settings_orders()})
    if (const auto found = orders->find(verb); found != orders->end()) {
      Order order(body, *this, at);
      return found->second(*this, order);
    }
  return failed(Error(Code::not_found, "No such control."));
}

Response Sandbox::Impl::state() {
  json::array portals;
  for (Portal* p : {&main, &second}) {
    const auto lock = p->reading();
    json::object kinds;
    for (const Kind kind : kKinds) {
      const auto n = p->counts(kind);
      kinds[plural(kind)] = json::object{
          {"live", n.live}, {"archived", n.archived}, {"merged", n.merged}, {"bytes", p->bytes(kind)}};
    }
    const Limits& l = limits_of(p->id());
    portals.push_back(json::object{{"portalId", p->id()},
                                   {"name", p->account().name},
                                   {"records", std::move(kinds)},
                                   {"peakPer10s", l.peak_per_10_s()},
                                   {"peakSearchesPerSecond", l.peak_searches()},
                                   {"usedToday", l.used_today()}});
  }
  return json_answer(200,
                     json::serialize(json::object{
                         {"portals", std::move(portals)},
                         {"requests", traffic.counters()},
                         {"grants", oauth.grants()},
                         {"faults", faults.describe()},
                         {"faultsDone", faults.done()},
                         {"webhooks", webhooks.state()},
                         {"settings", json::object{{"quota", settings.quota_per_10_s.load()},
                                                   {"privateQuota", settings.private_quota_per_10_s.load()},
                                                   {"associationQuota", settings.association_per_10_s.load()},
                                                   {"dailyQuota", settings.daily_quota.load()},
                                                   {"searchLagMinMs", main.search_index().min_lag()},
                                                   {"searchLagMaxMs", main.search_index().max_lag()},
                                                   {"searchPerSecond", settings.search_per_second.load()},
                                                   {"latencyMs", settings.latency_ms.load()},
                                                   {"associationPage", settings.association_page.load()}}}}));
}

// Every record of a kind, one per line, as the portal holds it: what a mirror has to equal.
Response Sandbox::Impl::dump(const http::Request& request) {
  const auto kind = kind_from(request.query.get("type").value_or(""));
  if (!kind)
    return failed(
        Error(Code::validation, "type is contacts, companies, deals, line_items, products or quotes."));
  const auto id = request.query.get("portalId");
  const auto number = id ? parse_id(*id) : std::nullopt;
  Portal* p = id ? portal_of(static_cast<std::int64_t>(number.value_or(0))) : &main;
  if (p == nullptr) return failed(Error(Code::not_found, "No such portal."));
  const bool archived = request.query.get("archived").value_or("false") == "true";
  const auto lock = p->reading();
  Response response;
  response.headers.set("Content-Type", "application/x-ndjson; charset=utf-8");
  for (const Record& r : p->records(*kind)) {
    if (archived ? !r.archived() : !r.live()) continue;
    json::object properties, associations;
    for (const auto& [property, value] : p->values(*kind, r)) properties[property] = value;
    for (const Kind to : kKinds) {
      json::array links;
      for (const Link& l : p->links(r, to))
        links.push_back(json::object{{"id", std::to_string(l.to)}, {"primary", l.primary}});
      if (!links.empty()) associations[plural(to)] = std::move(links);
    }
    response.body += json::serialize(json::object{{"id", std::to_string(r.id)},
                                                  {"properties", std::move(properties)},
                                                  {"archived", r.archived()},
                                                  {"associations", std::move(associations)}});
    response.body.push_back('\n');
  }
  return response;
}

}  // namespace every::sandbox
