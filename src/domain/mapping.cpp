#include "domain/mapping.h"

#include <algorithm>

namespace every::domain {
namespace {

constexpr FieldMapping kContact[] = {
    {"firstname", "firstName"},
    {"lastname", "lastName"},
    {"email", "email"},
    {"hs_additional_emails", "emails"},
    {"phone", "phone"},
    {"mobilephone", "mobile"},
    {"jobtitle", "jobTitle"},
    {"address", "address.street"},
    {"city", "address.city"},
    {"state", "address.region"},
    {"zip", "address.postalCode"},
    {"country", "address.country"},
};

constexpr FieldMapping kCompany[] = {
    {"name", "name"},
    {"domain", "website"},
    {"phone", "phone"},
    {"address", "address.street"},
    {"address2", "address.street2"},
    {"city", "address.city"},
    {"state", "address.region"},
    {"zip", "address.postalCode"},
    {"country", "address.country"},
};

constexpr FieldMapping kDeal[] = {
    {"dealname", "name"},          {"amount", "amount"},       {"pipeline", "pipeline"},
    {"dealstage", "stage"},        {"closedate", "closeDate"}, {"hs_deal_stage_probability", "probability"},
    {"hubspot_owner_id", "owner"},
};

std::vector<std::string> fields(std::span<const FieldMapping> mapping) {
  std::vector<std::string> out;
  for (const FieldMapping& m : mapping) out.emplace_back(m.field);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::span<const FieldMapping> contact_mapping() {
  return kContact;
}
std::span<const FieldMapping> company_mapping() {
  return kCompany;
}
std::span<const FieldMapping> deal_mapping() {
  return kDeal;
}

std::vector<std::string> locked_contact_fields() {
  return fields(kContact);
}

std::vector<std::string> locked_client_fields(bool is_person) {
  if (!is_person) return fields(kCompany);
  return {"address.city",
          "address.country",
          "address.postalCode",
          "address.region",
          "address.street",
          "email",
          "name",
          "phone"};
}

std::vector<std::string> locked_deal_fields() {
  std::vector<std::string> out = fields(kDeal);
  out.insert(out.end(), {"client", "contacts"});
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace every::domain
