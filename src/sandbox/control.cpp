// The control plane: what a test or a person does to a portal from behind. No token, no latency, not counted.
#include <fmt/format.h>

#include <algorithm>

#include "sandbox/record_json.h"
#include "sandbox/sandbox_detail.h"

namespace every::sandbox {
namespace {

constexpr std::int64_t kMost = 9'000'000'000'000'000;
constexpr std::size_t kPropertiesMax = 1000;

Response ok(json::object body = {}) {
  body["ok"] = true;
  return json_answer(200, json::serialize(body));
}

Response failed(const Error& error) {
  std::string detail = error.detail;
  for (const FieldError& f : error.fields) detail += fmt::format(" {}: {}", f.pointer, f.detail);
  return json_answer(error.code == Code::not_found ? 404 : 400,
                     json::serialize(json::object{
                         {"ok", false}, {"code", json::string(name(error.code))}, {"detail", detail}}));
}

// The members that most changes have.
class Order {
 public:
  Order(const json::value& body, Sandbox::Impl& sandbox) : in(body), sandbox_(sandbox) {}

  Portal& portal() {
    const auto id = in.integer("portalId", 1, kMost);
    if (!id) return sandbox_.main;
    if (Portal* p = sandbox_.portal_of(*id)) return *p;
    in.complain("portalId", "unknown", "No such portal.");
    return sandbox_.main;
  }
  Kind kind(std::string_view member = "type") {
    const auto text = in.text(member, {.required = true});
    if (const auto k = kind_from(text.value_or(""))) return *k;
    if (text) in.complain(member, "unknown", "contacts, companies, deals or line_items.");
    return Kind::contact;
  }
  RecordId id(std::string_view member = "id") {
    const auto text = in.text(member, {.required = true});
    if (const auto id = parse_id(text.value_or(""))) return *id;
    if (text) in.complain(member, "format", "An id is digits.");
    return 0;
  }
  // {"name": "text" or null}; null clears, which HubSpot stores as "".
  Values values() {
    Values out;
    const json::value* v = in.any("properties");
    if (v == nullptr || !v->is_object() || v->get_object().size() > kPropertiesMax) {
      in.complain("properties", "type", "An object of texts is needed here.");
      return out;
    }
    for (const auto& [key, text] : v->get_object()) {
      if (text.is_string())
        out.emplace(key, std::string(text.get_string()));
      else if (text.is_null())
        out.emplace(key, "");
      else
        in.complain("properties", "type", fmt::format("\"{}\" has to be a text or null.", std::string(key)));
    }
    return out;
  }

  Fields in;

 private:
  Sandbox::Impl& sandbox_;
};

Response answer(const Result<RecordId>& made) {
  if (!made.ok()) return failed(made.error());
  return ok({{"id", std::to_string(*made)}});
}
Response answer(const Status& status) {
  return status.ok() ? ok() : failed(status.error());
}

using Change = std::function<Response(Sandbox::Impl&, Order&)>;

Response associate(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  const Kind from = o.kind("fromType"), to = o.kind("toType");
  const RecordId from_id = o.id("fromId"), to_id = o.id("toId");
  const bool primary = o.in.boolean("primary").value_or(false),
             remove = o.in.boolean("remove").value_or(false);
  (void)s;
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(remove ? p.dissociate(from, from_id, to, to_id)
                       : p.associate(from, from_id, to, to_id, primary));
}

Response merge(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const RecordId primary = o.id("primary"), secondary = o.id("secondary");
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.merge(kind, primary, secondary, s.clock.now()));
}

// One record, one verb.
template <class F>
Change simple(F act) {
  return [act](Sandbox::Impl& s, Order& o) -> Response {
    Portal& p = o.portal();
    const Kind kind = o.kind();
    const RecordId id = o.id();
    if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
    return answer(act(p, kind, id, s.clock.now()));
  };
}

Response change(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const RecordId id = o.id();
  const Values values = o.values();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.change(kind, id, values, s.clock.now()));
}

Response create(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const Values values = o.values();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.create(kind, values, s.clock.now()));
}

Response change_settings(Sandbox::Impl& s, Order& o) {
  const auto latency = o.in.integer("latencyMs", 0, 60'000), quota = o.in.integer("quota", 1, 1'000'000);
  const auto searches = o.in.integer("searchPerSecond", 1, 1'000'000),
             page = o.in.integer("associationPage", 1, 10'000);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  if (latency) s.settings.latency_ms = static_cast<int>(*latency);
  if (quota) s.settings.quota_per_10_s = static_cast<int>(*quota);
  if (searches) s.settings.search_per_second = static_cast<int>(*searches);
  if (page) s.settings.association_page = static_cast<int>(*page);
  return ok();
}

Response revoke(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.oauth.uninstall(p.id());
  return ok();
}

Response expire(Sandbox::Impl& s, Order& o) {
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.oauth.expire_all(s.clock.now());
  return ok();
}

Response reset_counters(Sandbox::Impl& s, Order& o) {
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.traffic.reset();
  return ok();
}

const std::map<std::string_view, Change>& changes() {
  static const std::map<std::string_view, Change> kChanges = {
      {"/sandbox/change", change},
      {"/sandbox/create", create},
      {"/sandbox/archive",
       simple([](Portal& p, Kind k, RecordId id, Instant now) { return p.archive(k, id, now); })},
      {"/sandbox/restore", simple([](Portal& p, Kind k, RecordId id, Instant) { return p.restore(k, id); })},
      {"/sandbox/purge", simple([](Portal& p, Kind k, RecordId id, Instant) { return p.purge(k, id); })},
      {"/sandbox/merge", merge},
      {"/sandbox/associate", associate},
      {"/sandbox/settings", change_settings},
      {"/sandbox/revoke", revoke},
      {"/sandbox/expire-tokens", expire},
      {"/sandbox/reset-counters", reset_counters},
  };
  return kChanges;
}

}  // namespace

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
  if (request.method != http::Method::post) return failed(Error(Code::not_found, "No such control."));
  const auto body = parse_json(request.body.empty() ? "{}" : std::string_view(request.body));
  if (!body.ok()) return failed(body.error());
  if (request.path == "/sandbox/faults") return ::every::sandbox::answer(faults.schedule(*body));
  const auto found = changes().find(request.path);
  if (found == changes().end()) return failed(Error(Code::not_found, "No such control."));
  Order order(*body, *this);
  return found->second(*this, order);
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
                                   {"peakSearchesPerSecond", l.peak_searches()}});
  }
  return json_answer(200,
                     json::serialize(json::object{
                         {"portals", std::move(portals)},
                         {"requests", traffic.counters()},
                         {"grants", oauth.grants()},
                         {"faults", faults.describe()},
                         {"faultsDone", faults.done()},
                         {"settings", json::object{{"quota", settings.quota_per_10_s.load()},
                                                   {"searchPerSecond", settings.search_per_second.load()},
                                                   {"latencyMs", settings.latency_ms.load()},
                                                   {"associationPage", settings.association_page.load()}}}}));
}

// Every record of a kind, one per line, as the portal holds it: what a mirror has to equal.
Response Sandbox::Impl::dump(const http::Request& request) {
  const auto kind = kind_from(request.query.get("type").value_or(""));
  if (!kind) return failed(Error(Code::validation, "type is contacts, companies, deals or line_items."));
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
