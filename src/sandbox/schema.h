// Property definitions: what GET /crm/properties answers, and what decides how a filter compares.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/object_kind.h"

namespace every::sandbox {

enum class ValueType { string, number, boolean, enumeration, date, datetime, phone_number };
std::string_view name(ValueType type);  // "bool"

struct PropertyDefinition {
  std::string name, label, group, field_type, description;
  ValueType type = ValueType::string;
  bool calculated = false;
  bool external_options = false;
  bool unique = false;
  bool read_only = false;
  bool hubspot_defined = true;
  bool currency_symbol = false;
  bool hidden = false;
  std::string referenced_object;  // OWNER, COMPANY
  std::string currency_property;
  std::string sensitivity = "non_sensitive";  // "sensitive": only seen, and read, with its own scope
  std::int64_t created_ms = 1'565'059'268'029, updated_ms = 1'726'151'576'844;
  std::int64_t archived_ms = 0;  // 0: live. Archived ones are listed apart and stop appearing in records
  std::vector<std::pair<std::string, std::string>> options;  // value, label
};

std::string_view group_label(std::string_view group);
// HubSpot's own definitions of the properties that the sandbox serves, by name.
std::vector<PropertyDefinition> catalogue(Kind kind);

}  // namespace every::sandbox
