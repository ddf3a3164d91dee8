#include "domain/mapping.h"

#include <algorithm>
#include <set>

namespace every::domain {
namespace {

constexpr std::size_t kNameMax = 200, kEmailMax = 320, kPhoneMax = 100, kAddressMax = 200, kWebsiteMax = 500,
                      kLegalNameMax = 500, kTaxIdMax = 100;

constexpr FieldInfo kContactFields[] = {
    {Field::first_name, "firstName", "First name", FieldKind::text, kNameMax},
    {Field::last_name, "lastName", "Last name", FieldKind::text, kNameMax},
    {Field::email, "email", "Email", FieldKind::own, kEmailMax},
    {Field::emails, "emails", "Further emails", FieldKind::own, kEmailMax},
    {Field::phone, "phone", "Phone", FieldKind::text, kPhoneMax},
    {Field::mobile, "mobile", "Mobile", FieldKind::text, kPhoneMax},
    {Field::job_title, "jobTitle", "Job title", FieldKind::text, kNameMax},
    {Field::street, "address.street", "Street", FieldKind::text, kAddressMax},
    {Field::street2, "address.street2", "Street 2", FieldKind::text, kAddressMax},
    {Field::city, "address.city", "City", FieldKind::text, kAddressMax},
    {Field::region, "address.region", "Region", FieldKind::text, kAddressMax},
    {Field::postal_code, "address.postalCode", "Postal code", FieldKind::text, kAddressMax},
    {Field::country, "address.country", "Country", FieldKind::text, kAddressMax},
};

constexpr FieldInfo kCompanyFields[] = {
    {Field::name, "name", "Name", FieldKind::text, kNameMax},
    {Field::legal_name, "legalName", "Legal name", FieldKind::text, kLegalNameMax},
    {Field::email, "email", "Email", FieldKind::text, kEmailMax},
    {Field::phone, "phone", "Phone", FieldKind::text, kPhoneMax},
    {Field::website, "website", "Website", FieldKind::text, kWebsiteMax},
    {Field::tax_id, "taxId", "Tax id", FieldKind::text, kTaxIdMax},
    {Field::street, "address.street", "Street", FieldKind::text, kAddressMax},
    {Field::street2, "address.street2", "Street 2", FieldKind::text, kAddressMax},
    {Field::city, "address.city", "City", FieldKind::text, kAddressMax},
    {Field::region, "address.region", "Region", FieldKind::text, kAddressMax},
    {Field::postal_code, "address.postalCode", "Postal code", FieldKind::text, kAddressMax},
    {Field::country, "address.country", "Country", FieldKind::text, kAddressMax},
};

constexpr FieldInfo kDealFields[] = {
    {Field::name, "name", "Name", FieldKind::text, kNameMax},
    {Field::amount, "amount", "Amount", FieldKind::number},
    {Field::pipeline, "pipeline", "Pipeline", FieldKind::own},
    {Field::stage, "stage", "Stage", FieldKind::own},
    {Field::close_date, "closeDate", "Close date", FieldKind::date},
    {Field::probability, "probability", "Probability", FieldKind::number},
    {Field::owner, "owner", "Owner", FieldKind::own},
};

FieldRule plain(std::string property, Field field) {
  FieldRule rule;
  rule.properties.push_back(std::move(property));
  rule.field = field;
  return rule;
}

Mapping make_standard() {
  Mapping m;
  m.contact = {plain("firstname", Field::first_name),
               plain("lastname", Field::last_name),
               plain("email", Field::email),
               plain("hs_additional_emails", Field::emails),
               plain("phone", Field::phone),
               plain("mobilephone", Field::mobile),
               plain("jobtitle", Field::job_title),
               plain("address", Field::street),
               plain("city", Field::city),
               plain("state", Field::region),
               plain("zip", Field::postal_code),
               plain("country", Field::country)};
  m.company = {
      plain("name", Field::name),      plain("domain", Field::website),   plain("phone", Field::phone),
      plain("address", Field::street), plain("address2", Field::street2), plain("city", Field::city),
      plain("state", Field::region),   plain("zip", Field::postal_code),  plain("country", Field::country)};
  m.deal = {plain("dealname", Field::name),         plain("amount", Field::amount),
            plain("pipeline", Field::pipeline),     plain("dealstage", Field::stage),
            plain("closedate", Field::close_date),  plain("hs_deal_stage_probability", Field::probability),
            plain("hubspot_owner_id", Field::owner)};
  return m;
}

std::set<Field> overwritten(const std::vector<FieldRule>& rules) {
  std::set<Field> out;
  for (const FieldRule& rule : rules)
    if (rule.mode == WriteMode::overwrite) out.insert(rule.field);
  return out;
}

std::vector<std::string> names_of(MappedObject object, const std::set<Field>& fields) {
  std::vector<std::string> out;
  for (const FieldInfo& info : fields_of(object))
    if (fields.contains(info.field)) out.emplace_back(info.name);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::string_view plural(MappedObject object) {
  switch (object) {
    case MappedObject::contact:
      return "contacts";
    case MappedObject::company:
      return "companies";
    case MappedObject::deal:
      return "deals";
  }
  return "contacts";
}

std::optional<MappedObject> mapped_object_from(std::string_view text) {
  for (const MappedObject object : kMappedObjects)
    if (plural(object) == text) return object;
  return std::nullopt;
}

std::span<const FieldInfo> fields_of(MappedObject object) {
  switch (object) {
    case MappedObject::contact:
      return kContactFields;
    case MappedObject::company:
      return kCompanyFields;
    case MappedObject::deal:
      return kDealFields;
  }
  return kContactFields;
}

const FieldInfo* find_field(MappedObject object, std::string_view wanted) {
  for (const FieldInfo& info : fields_of(object))
    if (info.name == wanted) return &info;
  return nullptr;
}

const std::vector<FieldRule>& Mapping::rules(MappedObject object) const {
  return object == MappedObject::contact ? contact : object == MappedObject::company ? company : deal;
}
std::vector<FieldRule>& Mapping::rules(MappedObject object) {
  return object == MappedObject::contact ? contact : object == MappedObject::company ? company : deal;
}

std::optional<StageGroup> Mapping::group(const std::string& pipeline, const std::string& stage) const {
  if (stages.empty()) return std::nullopt;
  const auto at = stages.find({pipeline, stage});
  if (at == stages.end()) return std::nullopt;
  return at->second;
}

StageGroup Mapping::group_of(const Pipeline& pipeline, const Stage& stage) const {
  return group(pipeline.id, stage.id).value_or(domain::group_of(pipeline, stage));
}

const Mapping& standard_mapping() {
  static const Mapping kStandard = make_standard();
  return kStandard;
}

std::vector<std::string> mapped_properties(const Mapping& mapping, MappedObject object) {
  std::set<std::string> out;
  for (const FieldRule& rule : mapping.rules(object))
    out.insert(rule.properties.begin(), rule.properties.end());
  return {out.begin(), out.end()};
}

std::vector<std::string> locked_contact_fields(const Mapping& mapping) {
  return names_of(MappedObject::contact, overwritten(mapping.contact));
}

// What a person's client takes from its contact: the name (of whatever the contact is called by), the e-mail,
// a phone from either of the two, the address.
std::vector<std::string> locked_client_fields(const Mapping& mapping, bool is_person) {
  if (!is_person) return names_of(MappedObject::company, overwritten(mapping.company));
  std::set<Field> fields = overwritten(mapping.contact);
  if (fields.contains(Field::mobile)) fields.insert(Field::phone);
  fields.insert(Field::name);
  return names_of(MappedObject::company, fields);
}

std::vector<std::string> locked_deal_fields(const Mapping& mapping) {
  std::vector<std::string> out = names_of(MappedObject::deal, overwritten(mapping.deal));
  out.insert(out.end(), {"client", "contacts"});
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace every::domain
