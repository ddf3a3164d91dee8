#include "app/hubspot_choices.h"

#include <algorithm>

#include "base/sentence.h"
#include "base/text.h"
#include "store/mirror.h"
#include "sync/values.h"

namespace every::app {
namespace {

sync::ObjectType type_of(domain::MappedObject object) {
  for (const sync::ObjectType type : sync::kObjectTypes)
    if (sync::mapped_object(type) == object) return type;
  return sync::ObjectType::contact;
}

Result<std::shared_ptr<hubspot::Client>> client_of(HubSpotHub& hub, const store::Tenant& tenant) {
  EVERY_TRY(portal, hub.portal(tenant));
  return std::make_shared<hubspot::Client>(portal, hubspot::Priority::interactive);
}

std::string_view kind_name(domain::FieldKind kind) {
  switch (kind) {
    case domain::FieldKind::text:
      return "text";
    case domain::FieldKind::number:
      return "number";
    case domain::FieldKind::date:
      return "date";
    case domain::FieldKind::own:
      break;
  }
  return "fixed";
}

json::array fits(domain::MappedObject object, const std::string& type) {
  json::array out;
  for (const domain::FieldInfo& field : domain::fields_of(object)) {
    domain::FieldRule rule;
    rule.field = field.field;
    if (field.kind != domain::FieldKind::own && domain::misfit(object, rule, type).empty())
      out.emplace_back(field.name);
  }
  return out;
}

json::object property_json(domain::MappedObject object, const sync::PropertyDefinition& property) {
  json::array options;
  for (const auto& [value, label] : property.options)
    options.push_back(json::object{{"value", value}, {"label", label}});
  return {{"name", property.name},
          {"label", property.label.empty() ? property.name : property.label},
          {"type", property.type},
          {"fits", fits(object, property.type)},
          {"options", std::move(options)}};
}

}  // namespace

Result<domain::PropertyTypes> property_types(HubSpotHub& hub, const store::Tenant& tenant,
                                             const std::vector<domain::MappedObject>& objects) {
  domain::PropertyTypes out;
  if (objects.empty()) return out;
  EVERY_TRY(client, client_of(hub, tenant));
  for (const domain::MappedObject object : objects) {
    EVERY_TRY(defined, client->properties(type_of(object), {}));
    for (const sync::PropertyDefinition& d : defined)
      out[object][d.name] = {d.label.empty() ? d.name : d.label, d.type, !d.hidden};
  }
  return out;
}

Result<json::object> hubspot_properties(HubSpotHub& hub, const Actor& actor, domain::MappedObject object) {
  EVERY_CHECK(require(actor, Permission::manage));
  EVERY_TRY(client, client_of(hub, actor.tenant));
  EVERY_TRY(defined, client->properties(type_of(object), {}));
  std::erase_if(defined, [](const sync::PropertyDefinition& d) { return d.hidden; });
  std::sort(defined.begin(), defined.end(), [](const auto& a, const auto& b) {
    return std::pair(fold(a.label), a.name) < std::pair(fold(b.label), b.name);
  });
  json::array items, fields;
  for (const auto& property : defined) items.push_back(property_json(object, property));
  for (const domain::FieldInfo& field : domain::fields_of(object))
    fields.push_back(
        json::object{{"name", field.name}, {"label", ours(field.label)}, {"kind", kind_name(field.kind)}});
  const auto total = static_cast<std::int64_t>(items.size());
  return json::object{{"items", std::move(items)}, {"total", total}, {"fields", std::move(fields)}};
}

namespace {

// The id at the end of what somebody pasted; empty when there is none.
std::string id_in(const std::string& record) {
  const std::string text = record.substr(0, record.find_first_of("?#"));
  const std::size_t end = text.find_last_of("0123456789");
  if (end == std::string::npos) return {};
  const std::size_t before = text.find_last_not_of("0123456789", end);
  return text.substr(before + 1, end - before);
}

std::string name_of(domain::MappedObject object, const sync::Record& record) {
  const auto part = [&](std::string_view name) {
    return trim(std::string(sync::value(record.properties, name)));
  };
  std::string out;
  if (object == domain::MappedObject::contact)
    out = trim(part("firstname") + " " + part("lastname"));
  else
    out = part(object == domain::MappedObject::company ? "name" : "dealname");
  if (out.empty() && object == domain::MappedObject::contact) out = part("email");
  return out.empty() ? record.id : out;
}

}  // namespace

Result<json::object> property_example(HubSpotHub& hub, const Actor& actor, domain::MappedObject object,
                                      const std::string& record, const std::string& after) {
  EVERY_CHECK(require(actor, Permission::manage));
  EVERY_TRY(client, client_of(hub, actor.tenant));
  const sync::ObjectType type = type_of(object);
  const Error none(Code::not_found, "HubSpot has no such record.", "Paste the link to another one.");
  std::string id = id_in(record);
  if (record.empty()) {
    const auto next = hub.db().read([&](store::Tx& tx) {
      store::Mirror mirror(tx, actor.tenant);
      auto found = mirror.after(std::string(sync::name(type)), after, 1);
      return found.empty() && !after.empty() ? mirror.after(std::string(sync::name(type)), "", 1) : found;
    });
    if (!next.empty()) id = next.front().id;
  }
  if (id.empty()) return none;
  EVERY_TRY(defined, client->properties(type, {}));
  std::vector<std::string> names;
  for (const sync::PropertyDefinition& d : defined)
    if (!d.hidden) names.push_back(d.name);
  EVERY_TRY(read, client->read(type, std::span(&id, 1), names, {}));
  if (read.records.empty()) return none;
  const sync::Record& found = read.records.front();
  json::object values;
  for (const auto& [name, value] : found.properties)
    if (value && !value->empty()) values[name] = *value;
  return json::object{
      {"id", found.id}, {"name", name_of(object, found)}, {"url", found.url}, {"values", std::move(values)}};
}

Result<std::vector<sync::RecordList>> lists_of(HubSpotHub& hub, const store::Tenant& tenant) {
  EVERY_TRY(client, client_of(hub, tenant));
  return client->lists({});
}

Result<json::object> hubspot_lists(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::manage));
  EVERY_TRY(lists, lists_of(hub, actor.tenant));
  const auto included =
      hub.db().read([&](store::Tx& tx) { return store::Connections(tx, actor.tenant).settings().lists; });
  std::erase_if(lists,
                [](const sync::RecordList& list) { return !list.type || !sync::mapped_object(*list.type); });
  std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) {
    return std::pair(fold(a.name), a.id) < std::pair(fold(b.name), b.id);
  });
  json::array items;
  for (const sync::RecordList& list : lists)
    items.push_back(
        json::object{{"id", list.id},
                     {"name", list.name},
                     {"object", domain::plural(*sync::mapped_object(*list.type))},
                     {"ready", list.complete},
                     {"included", std::find(included.begin(), included.end(), list.id) != included.end()}});
  const auto total = static_cast<std::int64_t>(items.size());
  return json::object{{"items", std::move(items)}, {"total", total}};
}

}  // namespace every::app
