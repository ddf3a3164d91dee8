// The field mapping: which HubSpot property fills which field here, and how. The standard one is the default;
// a workspace may replace it. What the mapping overwrites is locked while HubSpot is connected; what it only
// fills when empty, and what it leaves out, stays editable.
//
// As JSON (the settings of the contract, and how it is kept):
//   {"contacts": [{"properties": ["mobilephone", "phone"], "field": "phone", "transform": "phone",
//                  "mode": "overwrite"}, …], "companies": […], "deals": […],
//    "stages": [{"pipeline": "default", "stage": "contractsent", "group": "negotiation"}]}
#pragma once

#include <bitset>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "domain/deal.h"

namespace every::domain {

enum class MappedObject { contact, company, deal };
inline constexpr MappedObject kMappedObjects[] = {MappedObject::contact, MappedObject::company,
                                                  MappedObject::deal};
std::string_view plural(MappedObject object);  // "contacts"
std::optional<MappedObject> mapped_object_from(std::string_view plural);

// Every field that HubSpot can fill, over all objects.
enum class Field {
  first_name,
  last_name,
  email,
  emails,
  phone,
  mobile,
  job_title,
  street,
  street2,
  city,
  region,
  postal_code,
  country,
  name,
  legal_name,
  website,
  tax_id,
  amount,
  pipeline,
  stage,
  close_date,
  probability,
  owner,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::owner) + 1;
using FieldSet = std::bitset<kFields>;

// What a field holds. `own` fields have a meaning for the engine and one property each, which is fixed.
enum class FieldKind { text, number, date, own };
struct FieldInfo {
  Field field;
  std::string_view name;   // our API's: "address.street"
  std::string_view label;  // a person's: "Street"
  FieldKind kind;
  std::size_t max = 0;  // code points of a text
};
std::span<const FieldInfo> fields_of(MappedObject object);
const FieldInfo* find_field(MappedObject object, std::string_view name);

// What happens to a value on its way. White space at both ends goes in any case.
enum class Transform {
  trim,
  lower,
  upper,
  country,  // a country's name or code becomes its ISO code; what is no country stays as it is
  phone,    // E.164 by the workspace's country; what is no number stays as it is
  date,     // the day of a moment, in the account's zone
  number,   // the plain number of a text ("1,800.00" is none)
  label,    // the label of an option instead of its internal value
};
std::string_view name(Transform transform);
enum class WriteMode { overwrite, if_empty };
std::string_view name(WriteMode mode);

struct FieldRule {
  std::vector<std::string> properties;  // HubSpot's internal names; the first that is not empty counts
  Field field = Field::name;
  Transform transform = Transform::trim;
  WriteMode mode = WriteMode::overwrite;
  bool operator==(const FieldRule&) const = default;
};
inline constexpr std::size_t kPropertiesOfRuleMax = 5;
inline constexpr std::size_t kStagesMax = 1'000;

struct Mapping {
  std::vector<FieldRule> contact, company, deal;
  // (pipeline, stage) -> group: what a person says about a stage counts before what HubSpot's metadata says.
  std::map<std::pair<std::string, std::string>, StageGroup> stages;

  const std::vector<FieldRule>& rules(MappedObject object) const;
  std::vector<FieldRule>& rules(MappedObject object);
  std::optional<StageGroup> group(const std::string& pipeline, const std::string& stage) const;
  // The mapped group, else what HubSpot's metadata says.
  StageGroup group_of(const Pipeline& pipeline, const Stage& stage) const;
  bool operator==(const Mapping&) const = default;
};
const Mapping& standard_mapping();

// Every property that the rules of an object read, sorted.
std::vector<std::string> mapped_properties(const Mapping& mapping, MappedObject object);

json::object to_json(const Mapping& mapping);
// Reads the shape and checks what needs no knowledge of the account: fields exist and come once, rules of own
// fields are the standard ones. An object or the stages that are absent are the standard's. Complaints go to
// `in`, with pointers.
Mapping read_mapping(Fields& in);
Mapping mapping_from(std::string_view kept);  // as kept; "" or unreadable: the standard mapping

// A property as the account defines it, as far as a mapping cares.
struct PropertyType {
  std::string label;
  std::string type;  // HubSpot's: string, number, date, datetime, enumeration, bool, phone_number
  bool readable = true;
};
// By object, then by internal name.
using PropertyTypes = std::map<MappedObject, std::map<std::string, PropertyType, std::less<>>>;

// Whether a property of that HubSpot type fits the rule: "" if so, else why not ("is a number").
std::string misfit(MappedObject object, const FieldRule& rule, std::string_view property_type);
// Complaints about properties that do not exist, may not be read or do not fit, each with its pointer below
// `pointer` ("/mapping/contacts/2/properties/0"). Objects that `types` does not have are not judged.
std::vector<FieldError> mapping_problems(const Mapping& mapping, const PropertyTypes& types,
                                         const std::string& pointer);

// Our API's names of the locked fields, sorted; `address.*` are listed one by one.
std::vector<std::string> locked_contact_fields(const Mapping& mapping);
// A client that is a company is filled from the company; one that is a person, from the contact.
std::vector<std::string> locked_client_fields(const Mapping& mapping, bool is_person);
std::vector<std::string> locked_deal_fields(const Mapping& mapping);

}  // namespace every::domain
