// Definitions of properties, one by one, in batches, and their groups.
#include <fmt/format.h>

#include <set>

#include "sandbox/call.h"

namespace every::sandbox {
namespace {

constexpr std::size_t kBatchMax = 100;

std::string when(std::int64_t ms) {
  return to_rfc3339(from_ms(ms));
}

json::object definition_json(const PropertyDefinition& d) {
  json::array options;
  int order = 0;
  for (const auto& [value, label] : d.options)
    options.push_back(
        json::object{{"label", label}, {"value", value}, {"displayOrder", order++}, {"hidden", false}});
  json::object o{{"createdAt", when(d.created_ms)},
                 {"updatedAt", when(d.updated_ms)},
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
                 {"archived", d.archived_ms != 0},
                 {"hasUniqueValue", d.unique},
                 {"hidden", d.hidden},
                 {"hubspotDefined", d.hubspot_defined},
                 {"modificationMetadata", json::object{{"archivable", !d.hubspot_defined},
                                                       {"readOnlyDefinition", d.hubspot_defined},
                                                       {"readOnlyOptions", d.hubspot_defined},
                                                       {"readOnlyValue", d.read_only || d.calculated}}},
                 {"formField", !d.read_only && !d.calculated},
                 {"dataSensitivity", d.sensitivity}};
  if (d.archived_ms != 0) o["archivedAt"] = when(d.archived_ms);
  if (!d.referenced_object.empty()) o["referencedObjectType"] = d.referenced_object;
  if (d.currency_symbol) o["showCurrencySymbol"] = true;
  if (!d.currency_property.empty()) o["currencyPropertyName"] = d.currency_property;
  return o;
}

bool shown(const PropertyDefinition& d, bool archived, std::string_view sensitivity) {
  return (d.archived_ms != 0) == archived && d.sensitivity == sensitivity;
}

std::string sensitivity_of(const Call& call) {
  return std::string(call.request.query.get("dataSensitivity").value_or("non_sensitive"));
}

Response all(const Call& call, Kind kind) {
  json::array results;
  for (const PropertyDefinition& d : call.portal.definitions(kind))
    if (shown(d, flag(call, "archived"), sensitivity_of(call))) results.push_back(definition_json(d));
  return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
}

Response one(const Call& call, Kind kind) {
  for (const PropertyDefinition& d : call.portal.definitions(kind))
    if (d.name == call.route.id && shown(d, flag(call, "archived"), sensitivity_of(call)))
      return json_answer(200, json::serialize(definition_json(d)));
  return not_found(call);
}

Response batch(const Call& call, Kind kind) {
  const auto body = parse_json(call.request.body);
  const json::value* inputs =
      body.ok() && body->is_object() ? body->get_object().if_contains("inputs") : nullptr;
  if (inputs == nullptr || !inputs->is_array()) return call.invalid("inputs: may not be null");
  if (inputs->get_array().size() > kBatchMax)
    return call.invalid(fmt::format("Batch size exceeds the maximum of {}.", kBatchMax));
  const json::value* archived = body->get_object().if_contains("archived");
  const bool want_archived = archived != nullptr && archived->is_bool() && archived->get_bool();
  json::array results, missing;
  for (const json::value& input : inputs->get_array()) {
    const json::value* name = input.is_object() ? input.get_object().if_contains("name") : nullptr;
    if (name == nullptr || !name->is_string()) return call.invalid("inputs: each one needs a name");
    const auto& definitions = call.portal.definitions(kind);
    const auto at = std::find_if(definitions.begin(), definitions.end(), [&](const auto& d) {
      return d.name == std::string_view(name->get_string()) && shown(d, want_archived, "non_sensitive");
    });
    if (at == definitions.end())
      missing.push_back(*name);
    else
      results.push_back(definition_json(*at));
  }
  json::object out{{"status", "COMPLETE"},
                   {"results", std::move(results)},
                   {"startedAt", to_rfc3339(call.now)},
                   {"completedAt", to_rfc3339(call.now)}};
  if (missing.empty()) return json_answer(200, json::serialize(out));
  out["numErrors"] = 1;
  out["errors"] = json::array{json::object{{"status", "error"},
                                           {"category", "OBJECT_NOT_FOUND"},
                                           {"message", "Some properties do not exist."},
                                           {"context", json::object{{"name", std::move(missing)}}}}};
  return json_answer(207, json::serialize(out));
}

Response groups(const Call& call, Kind kind) {
  std::set<std::string> names;
  for (const PropertyDefinition& d : call.portal.definitions(kind))
    if (d.archived_ms == 0) names.insert(d.group);
  json::array results;
  for (const std::string& name : names) {
    json::object group{
        {"name", name}, {"label", group_label(name)}, {"displayOrder", results.size()}, {"archived", false}};
    if (call.route.endpoint == Endpoint::property_groups)
      results.push_back(std::move(group));
    else if (name == call.route.id)
      return json_answer(200, json::serialize(group));
  }
  if (call.route.endpoint == Endpoint::property_group) return not_found(call);
  return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
}

}  // namespace

Response properties(const Call& call, Kind kind) {
  const auto lock = call.portal.reading();
  switch (call.route.endpoint) {
    case Endpoint::property:
      return one(call, kind);
    case Endpoint::property_batch:
      return batch(call, kind);
    case Endpoint::property_groups:
    case Endpoint::property_group:
      return groups(call, kind);
    default:
      return all(call, kind);
  }
}

}  // namespace every::sandbox
