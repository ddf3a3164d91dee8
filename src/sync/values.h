// Property values between HubSpot, the mirror and the projection: the canonical JSON that the mirror keeps,
// and which properties are asked for.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/mapping.h"
#include "sync/source.h"

namespace every::sync {

// {"a":"x","b":null}: names sorted, values text or null, exactly as HubSpot sent them.
std::string canonical_json(const Properties& properties);
void write_canonical_json(std::string& out, const Properties& properties);  // in place of what `out` held

// The mirror's JSON, read back. null, "" and absent are one empty value.
// canonical_json of `properties` and of what only `known`, another canonical_json, has.
std::string with_left_out(const Properties& properties, std::string_view known);

class Values {
 public:
  static Values parse(std::string_view canonical_json);  // an unreadable text gives no values
  const std::string& raw(std::string_view name) const;   // as HubSpot sent it
  std::string text(std::string_view name) const;         // without white space at both ends
  bool has(std::string_view name) const { return !raw(name).empty(); }
  // Whether HubSpot was asked for it: then no value means that it is empty there.
  bool known(std::string_view name) const { return find(name) != nullptr; }

 private:
  const std::string* find(std::string_view name) const;
  std::vector<std::pair<std::string, std::string>> values_;  // by name
};

// The mapped properties and what the engine itself needs, as far as this account defines them.
std::vector<std::string> wanted_properties(ObjectType type, const std::vector<PropertyDefinition>& defined,
                                           const domain::Mapping& mapping = domain::standard_mapping());
// The object of the field mapping that records of this type have; nothing for line items.
std::optional<domain::MappedObject> mapped_object(ObjectType type);

// Decimal ids in the order of their numbers, other ids after them in the order of their text.
bool id_less(std::string_view a, std::string_view b);

}  // namespace every::sync
