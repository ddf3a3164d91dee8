#include "sync/source.h"

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

}  // namespace every::sync
