// Records by list, by id and by batch.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sandbox/call.h"
#include "sandbox/record_json.h"

namespace every::sandbox {
namespace {

constexpr int kListMax = 100;
constexpr std::size_t kBatchMax = 100;
constexpr std::size_t kUrlMax = 16'000;

bool wants_archived(const Call& call) {
  return call.request.query.get("archived").value_or("false") == "true";
}
bool shown(const Record& record, bool archived) {
  return archived ? record.archived() : record.live();
}

// The kinds named in ?associations=; a scope that is missing for one of them refuses the whole call.
struct Inlined {
  std::vector<Kind> kinds;
  std::optional<Response> refusal;
};
Inlined inlined(const Call& call) {
  Inlined out;
  for (const std::string& text : comma_list(call.request.query.all("associations"))) {
    const auto kind = kind_from(text);
    if (!kind) return {{}, call.invalid(fmt::format("Unable to infer object type from: {}", text))};
    if (!call.who.may(read_scope(*kind)))
      return {{}, missing_scopes({std::string(read_scope(*kind))}, ScopeShape::in_context, call.correlation)};
    out.kinds.push_back(*kind);
  }
  return out;
}

const Record* by_unique_value(const Portal& portal, Kind kind, std::string_view property,
                              std::string_view value, bool archived) {
  for (const Record& r : portal.records(kind)) {
    if (!shown(r, archived)) continue;
    const auto own = portal.value(kind, r, property);
    if (own && iequals_ascii(trim(*own), trim(value))) return &r;
    if (property != "email") continue;
    for (const std::string& more : split(portal.value(kind, r, "hs_additional_emails").value_or(""), ';'))
      if (iequals_ascii(more, trim(value))) return &r;
  }
  return nullptr;
}

struct BatchBody {
  std::vector<std::string> properties, ids;
  std::string id_property;
};

Result<BatchBody> read_batch(std::string_view text) {
  const auto wrong = [](std::string detail) { return Error(Code::validation, std::move(detail)); };
  const auto parsed = parse_json(text);
  if (!parsed.ok() || !parsed->is_object()) return wrong("Invalid input JSON.");
  const json::object& o = parsed->get_object();
  const json::value* inputs = o.if_contains("inputs");
  if (inputs == nullptr || !inputs->is_array()) return wrong("inputs: may not be null");
  if (inputs->get_array().size() > kBatchMax)
    return wrong(
        fmt::format("Batch size of {} exceeds the maximum of {}.", inputs->get_array().size(), kBatchMax));
  BatchBody body;
  std::set<std::string> seen;
  for (const json::value& input : inputs->get_array()) {
    const json::value* id = input.is_object() ? input.get_object().if_contains("id") : nullptr;
    if (id == nullptr || !(id->is_string() || id->is_int64())) return wrong("inputs: each one needs an id");
    std::string value = id->is_string() ? std::string(id->get_string()) : std::to_string(id->get_int64());
    if (!seen.insert(value).second)
      return wrong(fmt::format("Duplicate IDs found in batch input: [{}]. IDs must be unique", value));
    body.ids.push_back(std::move(value));
  }
  if (const json::value* names = o.if_contains("properties"); names != nullptr && names->is_array())
    for (const json::value& name : names->get_array())
      if (name.is_string()) body.properties.emplace_back(name.get_string());
  if (const json::value* property = o.if_contains("idProperty"); property != nullptr && property->is_string())
    body.id_property = std::string(property->get_string());
  return body;
}

}  // namespace

Response list_records(const Call& call, Kind kind) {
  if (call.request.target.size() > kUrlMax)
    return problem({.status = 414, .message = "URI Too Long"}, call.correlation);
  std::uint64_t limit = 10;
  if (const auto text = call.request.query.get("limit")) {
    const auto n = parse_id(*text);
    if (!n || *n == 0 || *n > kListMax)
      return call.invalid(fmt::format("limit must be between 1 and {}: {}", kListMax, *text));
    limit = *n;
  }
  RecordId after = 0;
  if (const auto text = call.request.query.get("after"); text && !text->empty()) {
    const auto n = parse_id(*text);
    if (!n) return call.invalid(fmt::format("The paging cursor \"{}\" is not valid.", *text));
    after = *n;
  }
  const Inlined with = inlined(call);
  if (with.refusal) return *with.refusal;
  const bool archived = wants_archived(call);

  const auto lock = call.portal.reading();
  const Projection projection(call.portal, kind, comma_list(call.request.query.all("properties")));
  const auto& all = call.portal.records(kind);
  auto at =
      std::lower_bound(all.begin(), all.end(), after, [](const Record& r, RecordId id) { return r.id < id; });
  std::string body = "{\"results\":[";
  for (std::uint64_t n = 0; n < limit && at != all.end(); ++at) {
    if (!shown(*at, archived)) continue;
    if (n++ > 0) body.push_back(',');
    projection.write(body, *at, call.ui_url, with.kinds);
  }
  while (at != all.end() && !shown(*at, archived)) ++at;
  body.push_back(']');
  // As on the wire: the link names another version, whoever follows it is lost.
  if (at != all.end())
    body += fmt::format(
        R"(,"paging":{{"next":{{"after":"{0}","link":"https://api.hubapi.com/crm/v3/objects/{1}?after={0}"}}}})",
        at->id, plural(kind));
  return json_answer(200, body + "}");
}

Response get_record(const Call& call, Kind kind) {
  const Inlined with = inlined(call);
  if (with.refusal) return *with.refusal;
  const bool archived = wants_archived(call);
  const auto lock = call.portal.reading();
  const auto property = call.request.query.get("idProperty");
  const Record* record = nullptr;
  if (property && *property != "hs_object_id") {
    const PropertyDefinition* d = call.portal.definition(kind, *property);
    if (d == nullptr || !d->unique)
      return call.invalid(fmt::format("{} is not a unique property of {}.", *property, plural(kind)));
    record = by_unique_value(call.portal, kind, *property, call.route.id, archived);
  } else if (const auto id = parse_id(call.route.id)) {
    record = call.portal.resolve(kind, *id);
  }
  if (record == nullptr || !shown(*record, archived))
    return problem({.status = 404, .message = "resource not found"}, call.correlation);
  std::string body;
  Projection(call.portal, kind, comma_list(call.request.query.all("properties")))
      .write(body, *record, call.ui_url, with.kinds);
  return json_answer(200, std::move(body));
}

Response batch_read(const Call& call, Kind kind) {
  const auto body = read_batch(call.request.body);
  if (!body.ok()) return call.invalid(body.error().detail);
  const bool archived = wants_archived(call),
             by_id = body->id_property.empty() || body->id_property == "hs_object_id";
  const auto lock = call.portal.reading();
  if (!by_id) {
    const PropertyDefinition* d = call.portal.definition(kind, body->id_property);
    if (d == nullptr || !d->unique)
      return call.invalid(fmt::format("{} is not a unique property of {}.", body->id_property, plural(kind)));
  }
  const Projection projection(call.portal, kind, body->properties);
  std::string results, missing;
  for (const std::string& input : body->ids) {
    const auto id = by_id ? parse_id(input) : std::nullopt;
    const Record* r = !by_id ? by_unique_value(call.portal, kind, body->id_property, input, archived)
                      : id   ? call.portal.resolve(kind, *id)
                             : nullptr;
    std::string& list = r != nullptr && shown(*r, archived) ? results : missing;
    if (!list.empty()) list.push_back(',');
    if (&list == &results)
      projection.write(list, *r, call.ui_url);
    else
      quote(list, input);
  }
  const std::string now = to_rfc3339(call.now);
  std::string out = fmt::format(R"({{"status":"COMPLETE","results":[{}],"startedAt":"{}","completedAt":"{}")",
                                results, now, now);
  if (missing.empty()) return json_answer(200, out + "}");
  std::string upper(singular(kind));
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  out += fmt::format(
      R"(,"numErrors":1,"errors":[{{"status":"error","category":"OBJECT_NOT_FOUND","message":"Could not get some {} objects, they may be deleted or not exist. Check that ids are valid.","context":{{"ids":[{}]}}}}]}})",
      upper, missing);
  return json_answer(207, std::move(out));
}

}  // namespace every::sandbox
