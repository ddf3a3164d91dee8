#include "sync/source.h"

#include <algorithm>

namespace every::sync {

std::string_view name(ObjectType type) {
  switch (type) {
    case ObjectType::contact:
      return "contact";
    case ObjectType::company:
      return "company";
    case ObjectType::deal:
      return "deal";
    case ObjectType::line_item:
      return "line_item";
  }
  return "contact";
}

std::optional<ObjectType> object_type_from(std::string_view text) {
  for (const ObjectType type : kObjectTypes)
    if (name(type) == text) return type;
  return std::nullopt;
}

std::string_view modified_property(ObjectType type) {
  return type == ObjectType::contact ? "lastmodifieddate" : "hs_lastmodifieddate";
}

std::string_view value(const Properties& properties, std::string_view property) {
  const auto at = std::lower_bound(properties.begin(), properties.end(), property,
                                   [](const auto& p, std::string_view n) { return p.first < n; });
  if (at == properties.end() || at->first != property || !at->second) return {};
  return *at->second;
}

}  // namespace every::sync
