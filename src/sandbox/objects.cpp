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

constexpr std::uint64_t kListMax = 100;
constexpr std::size_t kBatchMax = 100;
constexpr std::size_t kUrlMax = 16'000;

constexpr std::uint64_t kHistoryMax = 50;  // fewer when former values are shown

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
                              std::string_view value, bool archived, Instant now) {
  for (const Record& r : portal.records(kind)) {
    if (!Portal::shown(r, archived, now)) continue;
    const auto own = portal.value(kind, r, property);
    if (own && iequals_ascii(trim(*own), trim(value))) return &r;
    if (property != "email") continue;
    for (const std::string& more : split(portal.value(kind, r, "hs_additional_emails").value_or(""), ';'))
      if (iequals_ascii(more, trim(value))) return &r;
  }
  return nullptr;
}

struct BatchBody {
  std::vector<std::string> properties, with_history, ids;
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
  for (const auto& [name, into] :
       {std::pair("properties", &body.properties), std::pair("propertiesWithHistory", &body.with_history)})
    if (const json::value* names = o.if_contains(name); names != nullptr && names->is_array())
      for (const json::value& value : names->get_array())
        if (value.is_string()) into->emplace_back(value.get_string());
  if (!body.with_history.empty() && body.ids.size() > kHistoryMax)
    return wrong(fmt::format("Batch size exceeds the maximum of {} with history.", kHistoryMax));
  if (const json::value* property = o.if_contains("idProperty"); property != nullptr && property->is_string())
    body.id_property = std::string(property->get_string());
  return body;
}

}  // namespace

Response list_records(const Call& call, Kind kind) {
  if (call.request.target.size() > kUrlMax)
    return problem({.status = 414, .message = "URI Too Long"}, call.correlation);
  const auto history = comma_list(call.request.query.all("propertiesWithHistory"));
  const auto page = page_query(call, 10, history.empty() ? kListMax : kHistoryMax);
  if (!page.ok()) return call.invalid(page.error().detail);
  const Inlined with = inlined(call);
  if (with.refusal) return *with.refusal;
  const bool archived = flag(call, "archived");

  const auto lock = call.portal.reading();
  const Projection projection(call.portal, kind, comma_list(call.request.query.all("properties")),
                              call.ui_url, history);
  const auto shown = [&](const Record& r) { return Portal::shown(r, archived, call.now); };
  const auto& all = call.portal.records(kind);
  auto at = std::lower_bound(all.begin(), all.end(), page->after,
                             [](const Record& r, RecordId id) { return r.id < id; });
  std::string body = "{\"results\":[";
  const std::uint64_t limit = call.commits(FaultKind::short_page)
                                  ? std::min(page->limit, std::uint64_t{call.fault->shown})
                                  : page->limit;
  std::uint64_t n = 0;
  if (call.commits(FaultKind::duplicate)) {
    const auto before = std::find_if(std::make_reverse_iterator(at), all.rend(), shown);
    if (before != all.rend() && ++n > 0) projection.write(body, *before, with.kinds);
  }
  for (; n < limit && at != all.end(); ++at) {
    if (!shown(*at)) continue;
    if (n++ > 0) body.push_back(',');
    projection.write(body, *at, with.kinds);
  }
  while (at != all.end() && !shown(*at)) ++at;
  body.push_back(']');
  // A page that shows nothing has another cursor than the one before it all the same.
  const RecordId next = at == all.end() ? 0 : limit == 0 && at->id == page->after ? at->id - 1 : at->id;
  // As on the wire: the link names another version, whoever follows it is lost.
  if (at != all.end())
    body += fmt::format(
        R"(,"paging":{{"next":{{"after":"{0}","link":"https://api.hubapi.com/crm/v3/objects/{1}?after={0}"}}}})",
        next, plural(kind));
  return json_answer(200, body + "}");
}

Response get_record(const Call& call, Kind kind) {
  const Inlined with = inlined(call);
  if (with.refusal) return *with.refusal;
  const bool archived = flag(call, "archived");
  const auto lock = call.portal.reading();
  const auto property = call.request.query.get("idProperty");
  const Record* record = nullptr;
  if (property && *property != "hs_object_id") {
    const PropertyDefinition* d = call.portal.definition(kind, *property);
    if (d == nullptr || !d->unique)
      return call.invalid(fmt::format("{} is not a unique property of {}.", *property, plural(kind)));
    record = by_unique_value(call.portal, kind, *property, call.route.id, archived, call.now);
  } else if (const auto id = parse_id(call.route.id)) {
    record = call.portal.resolve(kind, *id);
  }
  if (record == nullptr || !Portal::shown(*record, archived, call.now)) return not_found(call);
  std::string body;
  Projection(call.portal, kind, comma_list(call.request.query.all("properties")), call.ui_url,
             comma_list(call.request.query.all("propertiesWithHistory")))
      .write(body, *record, with.kinds);
  return json_answer(200, std::move(body));
}

Response batch_read(const Call& call, Kind kind) {
  const auto body = read_batch(call.request.body);
  if (!body.ok()) return call.invalid(body.error().detail);
  const bool archived = flag(call, "archived"),
             by_id = body->id_property.empty() || body->id_property == "hs_object_id";
  const auto lock = call.portal.reading();
  if (!by_id) {
    const PropertyDefinition* d = call.portal.definition(kind, body->id_property);
    if (d == nullptr || !d->unique)
      return call.invalid(fmt::format("{} is not a unique property of {}.", body->id_property, plural(kind)));
  }
  const Projection projection(call.portal, kind, body->properties, call.ui_url, body->with_history);
  std::string results, missing, failed;
  for (const std::string& input : body->ids) {
    const auto id = by_id ? parse_id(input) : std::nullopt;
    const Record* r = !by_id
                          ? by_unique_value(call.portal, kind, body->id_property, input, archived, call.now)
                      : id ? call.portal.resolve(kind, *id)
                           : nullptr;
    const bool there = r != nullptr && Portal::shown(*r, archived, call.now);
    const bool fails = there && failed.empty() && call.commits(FaultKind::partial);
    std::string& list = fails ? failed : there ? results : missing;
    if (!list.empty()) list.push_back(',');
    if (&list == &results)
      projection.write(list, *r);
    else
      quote(list, input);
  }
  const std::string now = to_rfc3339(call.now);
  std::string out = fmt::format(R"({{"status":"COMPLETE","results":[{}],"startedAt":"{}","completedAt":"{}")",
                                results, now, now);
  std::string upper(singular(kind)), errors;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto complain = [&](std::string_view category, std::string_view message, std::string_view ids) {
    if (ids.empty()) return;
    errors += fmt::format(R"({}{{"status":"error","category":"{}","message":"{}","context":{{"ids":[{}]}}}})",
                          errors.empty() ? "" : ",", category, message, ids);
  };
  complain("OBJECT_NOT_FOUND",
           fmt::format("Could not get some {} objects, they may be deleted or not exist. Check that ids are "
                       "valid.",
                       upper),
           missing);
  complain("INTERNAL_ERROR", "Could not read this record right now.", failed);
  if (errors.empty()) return json_answer(200, out + "}");
  // One error may speak of many ids, and the number is that of the errors.
  const int count = (missing.empty() ? 0 : 1) + (failed.empty() ? 0 : 1);
  return json_answer(207, out + fmt::format(R"(,"numErrors":{},"errors":[{}]}})", count, errors));
}

}  // namespace every::sandbox
