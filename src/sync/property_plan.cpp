#include "sync/property_plan.h"

#include <algorithm>
#include <set>

#include "base/sentence.h"
#include "store/connection.h"

namespace every::sync {
namespace {

using domain::FieldRule;
using domain::MappedObject;
using Known = std::map<std::string, store::MirrorProperty>;

std::string property_key(ObjectType type, const std::string& property) {
  return "property/" + std::string(name(type)) + "/" + property;
}
std::string options_key(ObjectType type, const std::string& property) {
  return "options/" + std::string(name(type)) + "/" + property;
}

const PropertyDefinition* definition_of(const std::vector<PropertyDefinition>& defined,
                                        const std::string& property) {
  for (const PropertyDefinition& d : defined)
    if (d.name == property) return &d;
  return nullptr;
}

std::string label_of(const Known& known, const std::string& property) {
  const auto at = known.find(property);
  return at == known.end() || at->second.label.empty() ? property : at->second.label;
}

std::string field_label(MappedObject object, domain::Field field) {
  for (const domain::FieldInfo& info : domain::fields_of(object))
    if (info.field == field) return std::string(info.label);
  return "";
}

// Why a mapped property cannot be read: a notice, or nothing when it can.
std::optional<store::Notice> trouble(ObjectType type, const domain::Mapping& mapping,
                                     const std::string& property, const PropertyDefinition* definition,
                                     const Known& known) {
  store::Notice notice;
  notice.key = property_key(type, property);
  notice.subject = label_of(known, property);
  notice.fix = "Choose another property in the field mapping. The values that came last stay.";
  if (definition == nullptr || definition->hidden) {
    notice.code = every::name(Code::property_gone);
    notice.detail = sentence("HubSpot no longer has \"{}\".", notice.subject);
    return notice;
  }
  const auto object = mapped_object(type);
  if (!object) return std::nullopt;
  for (const FieldRule& rule : mapping.rules(*object)) {
    if (std::find(rule.properties.begin(), rule.properties.end(), property) == rule.properties.end())
      continue;
    const std::string why = domain::misfit(*object, rule, definition->type);
    if (why.empty()) continue;
    notice.code = every::name(Code::field_type);
    notice.detail = sentence("\"{}\" {} in HubSpot now and can't go into \"{}\".", notice.subject, why,
                             ours(field_label(*object, rule.field)));
    return notice;
  }
  return std::nullopt;
}

bool read_by_label(const domain::Mapping& mapping, ObjectType type, const std::string& property) {
  const auto object = mapped_object(type);
  if (!object) return false;
  return std::any_of(
      mapping.rules(*object).begin(), mapping.rules(*object).end(), [&](const FieldRule& rule) {
        return rule.transform == domain::Transform::label &&
               std::find(rule.properties.begin(), rule.properties.end(), property) != rule.properties.end();
      });
}

// The options as they are now, and those that were; a notice when a rule reads labels and some are gone.
void merge_options(ObjectType type, const domain::Mapping& mapping, const PropertyDefinition& definition,
                   store::MirrorProperty& row, PropertyPlan& plan) {
  if (!read_by_label(mapping, type, row.name)) {
    row.options.clear();
    return;
  }
  std::set<std::string> gone;
  for (const auto& [value, label] : row.options) gone.insert(value);
  for (const auto& [value, label] : definition.options) {
    row.options[value] = label;
    gone.erase(value);
  }
  if (gone.empty()) {
    plan.well.push_back(options_key(type, row.name));
    return;
  }
  store::Notice notice;
  notice.key = options_key(type, row.name);
  notice.code = every::name(Code::property_gone);
  notice.subject = row.label;
  const std::string& option = row.options[*gone.begin()];
  notice.detail = gone.size() > 1
                      ? sentence("HubSpot no longer has the option \"{}\" of \"{}\" and {} more.", option,
                                 row.label, gone.size() - 1)
                      : sentence("HubSpot no longer has the option \"{}\" of \"{}\".", option, row.label);
  notice.fix = "Records that have it keep it here until another option is chosen in HubSpot.";
  plan.raise.push_back(std::move(notice));
}

bool same(const store::MirrorProperty& a, const store::MirrorProperty& b) {
  return a.label == b.label && a.type == b.type && a.options == b.options && a.frozen == b.frozen &&
         a.begun == b.begun && a.read == b.read;
}

bool is_standard(ObjectType type, const std::string& property) {
  static const std::map<ObjectType, std::vector<std::string>> kStandard = [] {
    std::map<ObjectType, std::vector<std::string>> all;
    for (const ObjectType one : kObjectTypes) all[one] = wanted_properties(one, {});
    return all;
  }();
  const auto& names = kStandard.at(type);
  return std::binary_search(names.begin(), names.end(), property);
}

}  // namespace

PropertyPlan plan_properties(ObjectType type, const domain::Mapping& mapping,
                             const std::vector<PropertyDefinition>& defined, const Known& known,
                             bool from_start) {
  PropertyPlan plan;
  // What was read before anybody kept a list of it is the standard mapping's.
  const bool unlisted = known.empty() && !from_start;
  const std::vector<std::string> all = wanted_properties(type, {}, mapping);
  std::set<std::string> names;
  for (std::string& one : wanted_properties(type, defined, mapping)) names.insert(std::move(one));
  for (const std::string& property : all) {
    const auto at = known.find(property);
    store::MirrorProperty row = at == known.end() ? store::MirrorProperty{} : at->second;
    row.name = property;
    if (at == known.end()) row.read = unlisted && is_standard(type, property);
    const PropertyDefinition* definition = definition_of(defined, property);
    if (definition != nullptr && !definition->hidden) {
      row.label = definition->label;
      row.type = definition->type;
    }
    const bool engines_own = definition == nullptr && names.contains(property);
    auto wrong =
        defined.empty() || engines_own ? std::nullopt : trouble(type, mapping, property, definition, known);
    if (wrong) {
      names.erase(property);
      // What was never there and nobody mapped is no news.
      const bool was_there = at != known.end() && !at->second.label.empty();
      if (was_there || !is_standard(type, property)) plan.raise.push_back(*std::move(wrong));
      row.frozen = true;
      row.read = row.begun = false;
    } else {
      plan.well.push_back(property_key(type, property));
      if (row.frozen) row.frozen = row.read = false;
      if (from_start) row.begun = true;
      if (definition != nullptr) merge_options(type, mapping, *definition, row, plan);
    }
    if (at == known.end() || !same(row, at->second)) plan.rows.push_back(std::move(row));
  }
  // Not mapped any more: not read, and nothing to say about it.
  for (const auto& [property, was] : known) {
    if (std::binary_search(all.begin(), all.end(), property)) continue;
    plan.well.push_back(property_key(type, property));
    plan.well.push_back(options_key(type, property));
    store::MirrorProperty row = was;
    row.read = row.begun = row.frozen = false;
    if (!same(row, was)) plan.rows.push_back(std::move(row));
  }
  plan.names.assign(names.begin(), names.end());
  return plan;
}

Result<std::vector<std::string>> properties_to_read(RunContext& run, ObjectType type,
                                                    const std::vector<PropertyDefinition>& defined,
                                                    bool from_start) {
  const std::string key(name(type));
  std::vector<std::string> open;
  PropertyPlan plan = run.parts().db.read([&](store::Tx& tx) {
    for (const char* kind : {"property/", "options/"})
      for (auto& one : store::Notices(tx, run.tenant()).open_keys(kind + key + "/")) open.push_back(one);
    const auto mapping = domain::mapping_from(store::Connections(tx, run.tenant()).settings().mapping);
    return plan_properties(type, mapping, defined, store::MirrorProperties(tx, run.tenant()).all(key),
                           from_start);
  });
  const auto is_open = [&](const std::string& one) {
    return std::find(open.begin(), open.end(), one) != open.end();
  };
  std::erase_if(plan.well, [&](const std::string& one) { return !is_open(one); });
  std::erase_if(plan.raise, [&](const store::Notice& one) { return is_open(one.key); });
  if (plan.rows.empty() && plan.well.empty() && plan.raise.empty()) return std::move(plan.names);
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    store::MirrorProperties properties(tx, run.tenant());
    for (const auto& row : plan.rows) properties.put(key, row);
    store::Notices notices(tx, run.tenant());
    for (store::Notice& notice : plan.raise) {
      notice.raised_at = run.now();
      notices.raise(notice);
    }
    for (const std::string& well : plan.well) notices.heal(well, run.now());
    return done();
  }));
  return std::move(plan.names);
}

bool needs_listing(store::Tx& tx, const store::Tenant& tenant, ObjectType type) {
  return needs_listing(tx, tenant, type,
                       domain::mapping_from(store::Connections(tx, tenant).settings().mapping));
}

bool needs_listing(store::Tx& tx, const store::Tenant& tenant, ObjectType type,
                   const domain::Mapping& mapping) {
  const auto known = store::MirrorProperties(tx, tenant).all(std::string(name(type)));
  const std::vector<std::string> wanted = wanted_properties(type, {}, mapping);
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& property) {
    const auto at = known.find(property);
    if (at == known.end()) return !known.empty() || !is_standard(type, property);
    return !at->second.read && !at->second.frozen;
  });
}

}  // namespace every::sync
