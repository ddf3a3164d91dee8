// The standard field mapping: which HubSpot property fills which field here. What is mapped is locked while
// HubSpot is connected. (Custom mappings will replace the table, not the users of it.)
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace every::domain {

struct FieldMapping {
  std::string_view property;  // HubSpot's internal name
  std::string_view field;     // our API's name: "firstName", "address.street"
};

std::span<const FieldMapping> contact_mapping();
std::span<const FieldMapping> company_mapping();
std::span<const FieldMapping> deal_mapping();

// Our API's names of the locked fields, sorted; `address.*` are listed one by one.
std::vector<std::string> locked_contact_fields();
// A client that is a company is filled from the company; one that is a person, from the contact.
std::vector<std::string> locked_client_fields(bool is_person);
std::vector<std::string> locked_deal_fields();

}  // namespace every::domain
