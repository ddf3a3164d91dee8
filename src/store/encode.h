// Small values inside one text column: lists, addresses, parties. Private to store/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "domain/invoice.h"
#include "store/tx.h"

namespace every::store {

inline std::string encode(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts) out.emplace_back(text);
  return json::serialize(out);
}

inline std::vector<std::string> decode_texts(std::string_view text) {
  std::vector<std::string> out;
  const auto value = parse_json(text);
  if (value.ok() && value->is_array())
    for (const auto& item : value->get_array()) out.emplace_back(item.get_string());
  return out;
}

inline json::object profile_object(const domain::BillingProfile& b) {
  json::object out{{"legalId", b.legal_id},
                   {"legalScheme", b.legal_scheme},
                   {"electronicAddress", b.electronic_address},
                   {"electronicScheme", b.electronic_scheme},
                   {"contactName", b.contact_name},
                   {"contactPhone", b.contact_phone},
                   {"contactEmail", b.contact_email},
                   {"iban", b.iban},
                   {"bic", b.bic},
                   {"accountName", b.account_name},
                   {"buyerReference", b.buyer_reference},
                   {"taxTreatment", json::string(domain::name(b.tax_treatment))},
                   {"exemptionReason", b.exemption_reason}};
  // A party that was frozen before there were languages stays the same text.
  if (!b.language.empty()) out["language"] = b.language;
  return out;
}

// Members of an object that may lack any of them.
inline std::string text_member(const json::value& value, const char* name) {
  const auto* member = value.is_object() ? value.get_object().if_contains(name) : nullptr;
  return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
}

inline domain::BillingProfile decode_profile(const json::value& value) {
  const auto get = [&](const char* name) { return text_member(value, name); };
  return {.legal_id = get("legalId"),
          .legal_scheme = get("legalScheme"),
          .electronic_address = get("electronicAddress"),
          .electronic_scheme = get("electronicScheme"),
          .contact_name = get("contactName"),
          .contact_phone = get("contactPhone"),
          .contact_email = get("contactEmail"),
          .iban = get("iban"),
          .bic = get("bic"),
          .account_name = get("accountName"),
          .buyer_reference = get("buyerReference"),
          .tax_treatment = domain::tax_treatment_from(get("taxTreatment")),
          .exemption_reason = get("exemptionReason"),
          .language = get("language")};
}

inline std::string encode(const domain::PartySnapshot& p) {
  return json::serialize(json::object{{"name", p.name},
                                      {"legalName", p.legal_name},
                                      {"email", p.email},
                                      {"taxId", p.tax_id},
                                      {"street", p.address.street},
                                      {"street2", p.address.street2},
                                      {"city", p.address.city},
                                      {"region", p.address.region},
                                      {"postalCode", p.address.postal_code},
                                      {"country", p.address.country},
                                      {"billing", profile_object(p.billing)}});
}

inline domain::PartySnapshot decode_party(std::string_view text) {
  domain::PartySnapshot p;
  const auto value = parse_json(text);
  if (!value.ok() || !value->is_object()) return p;
  const auto get = [&](const char* name) { return text_member(*value, name); };
  p.name = get("name");
  p.legal_name = get("legalName");
  p.email = get("email");
  p.tax_id = get("taxId");
  p.address = {get("street"), get("street2"), get("city"), get("region"), get("postalCode"), get("country")};
  if (const auto* billing = value->get_object().if_contains("billing")) p.billing = decode_profile(*billing);
  return p;
}

// "" for none.
inline std::string encode(const domain::BillTo& b) {
  if (b.empty()) return {};
  return encode(domain::PartySnapshot{.name = b.name, .address = b.address});
}

inline domain::BillTo decode_bill_to(std::string_view text) {
  if (text.empty()) return {};
  domain::PartySnapshot p = decode_party(text);
  return {std::move(p.name), std::move(p.address)};
}

// An id list as a JSON array, for `IN (SELECT value FROM json_each($2))`.
template <class Texts>
std::string id_array(const Texts& ids) {
  json::array out;
  for (const auto& id : ids) out.emplace_back(json::string(std::string_view(id)));
  return json::serialize(out);
}

inline Currency currency_of(std::string_view code) {
  return Currency::from(code).value_or(Currency());
}

// HubSpot ids are decimal text: by length, then by text, is by number.
inline std::int64_t id_length(std::string_view id) {
  return static_cast<std::int64_t>(id.size());
}

}  // namespace every::store
