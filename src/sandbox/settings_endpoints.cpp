// What describes a portal: account, properties, pipelines, owners.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "sandbox/call.h"
#include "sandbox/record_json.h"

namespace every::sandbox {
namespace {

constexpr std::uint64_t kOwnersMax = 500;

std::string when(std::int64_t ms) {
  return to_rfc3339(from_ms(ms));
}

json::object definition_json(const PropertyDefinition& d) {
  json::array options;
  int order = 0;
  for (const auto& [value, label] : d.options)
    options.push_back(
        json::object{{"label", label}, {"value", value}, {"displayOrder", order++}, {"hidden", false}});
  json::object o{{"createdAt", "2019-08-06T02:41:08.029Z"},
                 {"updatedAt", "2024-09-12T14:22:56.844Z"},
                 {"name", d.name},
                 {"label", d.label},
                 {"type", json::string(name(d.type))},
                 {"fieldType", d.field_type},
                 {"description", d.description},
                 {"groupName", d.group},
                 {"options", std::move(options)},
                 {"displayOrder", -1},
                 {"calculated", d.calculated},
                 {"externalOptions", d.external_options},
                 {"archived", false},
                 {"hasUniqueValue", d.unique},
                 {"hidden", d.hidden},
                 {"hubspotDefined", d.hubspot_defined},
                 {"modificationMetadata", json::object{{"archivable", !d.hubspot_defined},
                                                       {"readOnlyDefinition", d.hubspot_defined},
                                                       {"readOnlyValue", d.read_only || d.calculated}}},
                 {"formField", !d.read_only && !d.calculated},
                 {"dataSensitivity", "non_sensitive"}};
  if (!d.referenced_object.empty()) o["referencedObjectType"] = d.referenced_object;
  if (d.currency_symbol) o["showCurrencySymbol"] = true;
  if (!d.currency_property.empty()) o["currencyPropertyName"] = d.currency_property;
  return o;
}

json::object stage_json(const Stage& s) {
  return json::object{
      {"label", s.label},
      {"displayOrder", s.order},
      {"metadata", json::object{{"isClosed", s.closed ? "true" : "false"}, {"probability", s.probability}}},
      {"id", s.id},
      {"createdAt", when(s.created_ms)},
      {"updatedAt", when(s.updated_ms)},
      {"writePermissions", "CRM_PERMISSIONS_ENFORCEMENT"},
      {"archived", false}};
}

json::array stages_json(const Pipeline& p) {
  json::array out;
  for (const Stage& s : p.stages) out.push_back(stage_json(s));
  return out;
}

json::object pipeline_json(const Pipeline& p) {
  return json::object{
      {"label", p.label},         {"displayOrder", p.order},         {"id", p.id},
      {"stages", stages_json(p)}, {"createdAt", when(p.created_ms)}, {"updatedAt", when(p.updated_ms)},
      {"archived", false}};
}

json::object owner_json(const Owner& o) {
  json::object out{{"id", std::to_string(o.id)},
                   {"email", o.email},
                   {"type", "PERSON"},
                   {"firstName", o.first_name},
                   {"lastName", o.last_name},
                   {"userId", o.archived ? json::value(nullptr) : json::value(o.user_id)},
                   {"userIdIncludingInactive", o.user_id},
                   {"createdAt", when(o.created_ms)},
                   {"updatedAt", when(o.updated_ms)},
                   {"archived", o.archived}};
  if (!o.team.empty())
    out["teams"] = json::array{json::object{{"id", "178588"}, {"name", o.team}, {"primary", true}}};
  return out;
}

Response not_found(const Call& call) {
  return problem({.status = 404, .message = "resource not found"}, call.correlation);
}

}  // namespace

Response properties(const Call& call, Kind kind) {
  const auto lock = call.portal.reading();
  if (call.route.endpoint == Endpoint::property) {
    const PropertyDefinition* d = call.portal.definition(kind, call.route.id);
    return d == nullptr ? not_found(call) : json_answer(200, json::serialize(definition_json(*d)));
  }
  json::array results;
  if (call.request.query.get("archived").value_or("false") != "true")
    for (const PropertyDefinition& d : call.portal.definitions(kind)) results.push_back(definition_json(d));
  return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
}

Response pipelines(const Call& call) {
  if (kind_from(call.route.type) != Kind::deal) return json_answer(200, R"({"results":[]})");
  const auto lock = call.portal.reading();
  const Account& account = call.portal.account();
  if (call.route.endpoint == Endpoint::pipelines) {
    json::array results;
    for (const Pipeline& p : account.pipelines) results.push_back(pipeline_json(p));
    return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
  }
  const Pipeline* p = account.pipeline(call.route.id);
  if (p == nullptr) return not_found(call);
  if (call.route.endpoint == Endpoint::stages)
    return json_answer(200, json::serialize(json::object{{"results", stages_json(*p)}}));
  return json_answer(200, json::serialize(pipeline_json(*p)));
}

Response owners(const Call& call) {
  const auto& query = call.request.query;
  const bool archived = query.get("archived").value_or("false") == "true";
  const auto lock = call.portal.reading();
  const auto& all = call.portal.account().owners;
  if (call.route.endpoint == Endpoint::owner) {
    const bool by_user = query.get("idProperty").value_or("id") == "userId";
    for (const Owner& o : all)
      if (o.archived == archived && std::to_string(by_user ? o.user_id : o.id) == call.route.id)
        return json_answer(200, json::serialize(owner_json(o)));
    return not_found(call);
  }
  const auto limit = parse_id(query.get("limit").value_or("100"));
  if (!limit || *limit == 0 || *limit > kOwnersMax) return call.invalid("limit must be between 1 and 500");
  const auto after_text = query.get("after").value_or("");
  const auto after = after_text.empty() ? std::optional<RecordId>(0) : parse_id(after_text);
  if (!after) return call.invalid("The paging cursor is not valid.");
  const auto email = query.get("email");
  json::array results;
  json::object out;
  for (const Owner& o : all) {
    if (o.archived != archived || o.id < *after || (email && *email != o.email)) continue;
    if (results.size() == *limit) {
      out["paging"] = json::object{{"next", json::object{{"after", std::to_string(o.id)}}}};
      break;
    }
    results.push_back(owner_json(o));
  }
  out["results"] = std::move(results);
  return json_answer(200, json::serialize(out));
}

Response account_details(const Call& call) {
  const auto lock = call.portal.reading();
  const Account& a = call.portal.account();
  // The zone's offset at this moment: local midnight of today against midnight in UTC.
  const Date today = local_date(call.now, a.time_zone);
  const std::int64_t offset =
      to_ms(Instant(std::chrono::sys_days(today))) - to_ms(start_of_day(today, a.time_zone));
  json::array more;
  for (const std::string& c : a.additional_currencies) more.emplace_back(c);
  return json_answer(
      200, json::serialize(json::object{
               {"portalId", call.portal.id()},
               {"portalName", a.name},
               {"accountType", "STANDARD"},
               {"timeZone", a.time_zone},
               {"companyCurrency", a.company_currency},
               {"additionalCurrencies", std::move(more)},
               {"utcOffset", fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+',
                                         std::abs(offset) / 3'600'000, std::abs(offset) / 60'000 % 60)},
               {"utcOffsetMilliseconds", offset},
               {"uiDomain", "app.hubspot.com"},
               {"dataHostingLocation", "na1"}}));
}

}  // namespace every::sandbox
