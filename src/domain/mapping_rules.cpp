// A mapping as it is written down, and what is refused.
#include <algorithm>
#include <set>

#include "base/sentence.h"
#include "base/text.h"
#include "domain/mapping.h"

namespace every::domain {
namespace {

constexpr std::size_t kRulesMax = 100;
constexpr Transform kTransforms[] = {Transform::trim,    Transform::lower, Transform::upper,
                                     Transform::country, Transform::phone, Transform::date,
                                     Transform::number,  Transform::label};
constexpr StageGroup kGroups[] = {StageGroup::qualified_lead, StageGroup::proposal_sent,
                                  StageGroup::negotiation,    StageGroup::won,
                                  StageGroup::lost,           StageGroup::other};

const FieldInfo* info_of(MappedObject object, Field field) {
  for (const FieldInfo& info : fields_of(object))
    if (info.field == field) return &info;
  return nullptr;
}

const FieldRule* rule_of(const std::vector<FieldRule>& rules, Field field) {
  for (const FieldRule& rule : rules)
    if (rule.field == field) return &rule;
  return nullptr;
}

std::optional<FieldRule> read_rule(MappedObject object, Fields& in) {
  FieldRule rule;
  const auto properties = in.texts("properties", kPropertiesOfRuleMax, true);
  const auto field = in.text("field", {.required = true, .max = 50});
  const auto transform =
      in.choice("transform", {"trim", "lower", "upper", "country", "phone", "date", "number", "label"});
  const auto mode = in.choice("mode", {"overwrite", "if_empty"});
  if (properties && properties->empty()) in.complain("properties", "required", "Name at least one property.");
  if (!properties || properties->empty() || !field) return std::nullopt;
  const FieldInfo* info = find_field(object, *field);
  if (info == nullptr) {
    in.complain("field", "no_such_field", "There is no such field here.");
    return std::nullopt;
  }
  rule.properties = *properties;
  rule.field = info->field;
  for (const Transform one : kTransforms)
    if (transform && name(one) == *transform) rule.transform = one;
  if (mode && *mode == "if_empty") rule.mode = WriteMode::if_empty;
  const FieldRule* fixed = rule_of(standard_mapping().rules(object), rule.field);
  if (info->kind == FieldKind::own && fixed != nullptr && !(rule == *fixed))
    in.complain("field", "fixed",
                sentence("{} always comes from \"{}\".", ours(info->label), fixed->properties.front()));
  return rule;
}

void read_rules(MappedObject object, Fields& in, std::vector<FieldRule>& out) {
  const std::string name(plural(object));
  auto rules = in.objects(name, kRulesMax);
  if (!rules) return;
  out.clear();
  std::set<Field> seen;
  for (Fields& one : *rules) {
    auto rule = read_rule(object, one);
    static_cast<void>(one.finish().ok());  // what is wrong is with the whole
    if (!rule) continue;
    if (!seen.insert(rule->field).second)
      one.complain("field", "twice",
                   "Another rule fills this field already; name several properties in one.");
    out.push_back(*std::move(rule));
  }
  for (const FieldInfo& info : fields_of(object))
    if (info.kind == FieldKind::own && !seen.contains(info.field))
      in.complain(name, "required", sentence("{} has to be mapped.", ours(info.label)));
}

void read_stages(Fields& in, Mapping& out) {
  auto stages = in.objects("stages", kStagesMax);
  if (!stages) return;
  out.stages.clear();
  for (Fields& one : *stages) {
    const auto pipeline = one.text("pipeline", {.required = true, .max = 100});
    const auto stage = one.text("stage", {.required = true, .max = 100});
    const auto group =
        one.choice("group", {"qualified_lead", "proposal_sent", "negotiation", "won", "lost", "other"}, true);
    static_cast<void>(one.finish().ok());
    if (!pipeline || !stage || !group) continue;
    for (const StageGroup known : kGroups)
      if (name(known) == *group && !out.stages.emplace(std::pair(*pipeline, *stage), known).second)
        one.complain("stage", "twice", "This stage is mapped already.");
  }
}

enum class Value { text, number, date, yes_or_no, unknown };

Value value_of(std::string_view type) {
  if (type == "string" || type == "enumeration" || type == "phone_number") return Value::text;
  if (type == "number") return Value::number;
  if (type == "date" || type == "datetime") return Value::date;
  if (type == "bool") return Value::yes_or_no;
  return Value::unknown;
}

const char* words(Value value) {
  switch (value) {
    case Value::text:
      return "is a text";
    case Value::number:
      return "is a number";
    case Value::date:
      return "is a date";
    case Value::yes_or_no:
      return "is yes or no";
    case Value::unknown:
      break;
  }
  return "is of a kind that cannot be used here";
}

const char* holds(FieldKind kind) {
  return kind == FieldKind::number ? "holds a number"
         : kind == FieldKind::date ? "holds a date"
                                   : "holds text";
}

// What the value is after the transform; nothing when the transform cannot take it.
std::optional<Value> transformed(Transform transform, Value value, std::string_view type) {
  switch (transform) {
    case Transform::trim:
      return value == Value::yes_or_no || value == Value::unknown ? std::nullopt : std::optional(value);
    case Transform::lower:
    case Transform::upper:
    case Transform::country:
    case Transform::phone:
      return value == Value::text ? std::optional(Value::text) : std::nullopt;
    case Transform::date:
      return value == Value::date || value == Value::text ? std::optional(Value::date) : std::nullopt;
    case Transform::number:
      return value == Value::number || value == Value::text ? std::optional(Value::number) : std::nullopt;
    case Transform::label:
      return type == "enumeration" ? std::optional(Value::text) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Transform transform) {
  switch (transform) {
    case Transform::trim:
      return "trim";
    case Transform::lower:
      return "lower";
    case Transform::upper:
      return "upper";
    case Transform::country:
      return "country";
    case Transform::phone:
      return "phone";
    case Transform::date:
      return "date";
    case Transform::number:
      return "number";
    case Transform::label:
      return "label";
  }
  return "trim";
}

std::string_view name(WriteMode mode) {
  return mode == WriteMode::overwrite ? "overwrite" : "if_empty";
}

json::object to_json(const Mapping& mapping) {
  json::object out;
  for (const MappedObject object : kMappedObjects) {
    json::array rules;
    for (const FieldRule& rule : mapping.rules(object))
      rules.push_back(
          json::object{{"properties", json::array(rule.properties.begin(), rule.properties.end())},
                       {"field", info_of(object, rule.field)->name},
                       {"transform", name(rule.transform)},
                       {"mode", name(rule.mode)}});
    out[plural(object)] = std::move(rules);
  }
  json::array stages;
  for (const auto& [stage, group] : mapping.stages)
    stages.push_back(
        json::object{{"pipeline", stage.first}, {"stage", stage.second}, {"group", name(group)}});
  out["stages"] = std::move(stages);
  return out;
}

Mapping read_mapping(Fields& in) {
  Mapping out = standard_mapping();
  for (const MappedObject object : kMappedObjects) read_rules(object, in, out.rules(object));
  read_stages(in, out);
  return out;
}

Mapping mapping_from(std::string_view kept) {
  if (kept.empty()) return standard_mapping();
  const auto parsed = parse_json(kept);
  if (!parsed.ok()) return standard_mapping();
  Fields in(*parsed);
  Mapping out = read_mapping(in);
  return in.finish().ok() ? out : standard_mapping();
}

std::string misfit(MappedObject object, const FieldRule& rule, std::string_view property_type) {
  const FieldInfo* info = info_of(object, rule.field);
  if (info == nullptr) return ours("has no field here");
  if (info->kind == FieldKind::own) return "";
  const Value value = value_of(property_type);
  const auto after = transformed(rule.transform, value, property_type);
  if (!after) return ours(words(value));
  // A text takes the day or the number that a rule makes on purpose.
  const bool on_purpose = rule.transform == Transform::date || rule.transform == Transform::number;
  const bool fits = info->kind == FieldKind::number ? *after == Value::number
                    : info->kind == FieldKind::date ? *after == Value::date
                                                    : *after == Value::text || on_purpose;
  return fits ? "" : ours(words(value));
}

std::vector<FieldError> mapping_problems(const Mapping& mapping, const PropertyTypes& types,
                                         const std::string& pointer) {
  std::vector<FieldError> out;
  for (const auto& [object, defined] : types) {
    const auto& rules = mapping.rules(object);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const FieldInfo* info = info_of(object, rules[i].field);
      for (std::size_t p = 0; p < rules[i].properties.size(); ++p) {
        const std::string& property = rules[i].properties[p];
        const std::string at = pointer + "/" + std::string(plural(object)) + "/" + std::to_string(i) +
                               "/properties/" + std::to_string(p);
        const auto found = defined.find(property);
        // HubSpot answers its own fixed properties whether it lists them or not.
        if (info->kind == FieldKind::own) continue;
        if (found == defined.end()) {
          out.push_back({at, "unknown", sentence("HubSpot has no property \"{}\".", shorten(property, 100))});
        } else if (!found->second.readable) {
          out.push_back(
              {at, "not_readable", sentence("\"{}\" is kept secret in HubSpot.", found->second.label)});
        } else if (const std::string why = misfit(object, rules[i], found->second.type); !why.empty()) {
          out.push_back({at, "field_type",
                         sentence("\"{}\" {}; \"{}\" {}.", found->second.label, why, ours(info->label),
                                  ours(holds(info->kind)))});
        }
      }
    }
  }
  return out;
}

}  // namespace every::domain
