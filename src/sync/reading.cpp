// Loads what records are read by.
#include <set>

#include "store/accounts.h"
#include "store/connection.h"
#include "store/mirror_properties.h"
#include "sync/record_values.h"

namespace every::sync {

Reading load_reading(store::Tx& tx, const store::Tenant& tenant) {
  return load_reading(tx, tenant, domain::mapping_from(store::Connections(tx, tenant).settings().mapping));
}

Reading load_reading(store::Tx& tx, const store::Tenant& tenant, domain::Mapping mapping) {
  const store::Connection c = store::Connections(tx, tenant).get();
  Reading out(Portal{c.portal_id, c.ui_domain, c.portal_currency, c.portal_time_zone});
  out.mapping = std::move(mapping);
  if (const auto workspace = store::Accounts(tx).workspace(tenant)) out.country = workspace->country;
  for (const ObjectType type : kObjectTypes) {
    const auto object = mapped_object(type);
    if (!object) continue;
    std::set<std::string> by_label;
    for (const domain::FieldRule& rule : out.mapping.rules(*object))
      if (rule.transform == domain::Transform::label)
        by_label.insert(rule.properties.begin(), rule.properties.end());
    if (by_label.empty()) continue;
    for (auto& [name, property] : store::MirrorProperties(tx, tenant).all(std::string(sync::name(type))))
      if (by_label.contains(name)) out.labels[*object][name] = std::move(property.options);
  }
  return out;
}

}  // namespace every::sync
