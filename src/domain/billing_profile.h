// What an e-invoice needs to know of a party beyond name, address and tax id. A workspace has one, each
// client may have one; a document keeps both parties' from the moment it is issued.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace every::domain {

// How what is sold without VAT is to be called (UNTDID 5305). Lines with a rate are always standard rated.
enum class TaxTreatment { unset, zero, exempt, reverse_charge, intra_community, export_, outside };
std::string_view name(TaxTreatment treatment);           // "", "zero", "exempt", "reverse_charge", …
TaxTreatment tax_treatment_from(std::string_view name);  // unset for anything else

struct BillingProfile {
  std::string legal_id, legal_scheme;  // registration number; its scheme (ISO 6523) may be unknown
  std::string electronic_address, electronic_scheme;  // where e-invoices go: id and EAS scheme ("0204", "EM")
  std::string contact_name, contact_phone, contact_email;
  std::string iban, bic, account_name;               // of the seller
  std::string buyer_reference;                       // of the buyer: BT-10, in Germany the Leitweg-ID
  TaxTreatment tax_treatment = TaxTreatment::unset;  // a client's, else the workspace's, else zero
  std::string exemption_reason;                      // of the seller, for "exempt"
  std::string language;  // that documents are written in ("de"); "": the workspace's, its: its locale's
  bool operator==(const BillingProfile&) const = default;
  bool tells_einvoices() const;  // anything that an e-invoice says
};

// ISO 13616: country, two check digits, the rest; blanks are not counted. The checksum has to be right.
bool is_iban(std::string_view text);
bool is_bic(std::string_view text);          // ISO 9362, 8 or 11 characters
std::string compact(std::string_view text);  // without blanks, dots and hyphens; capitals

// Pointers as the JSON of the API names the fields. Empty: it can be kept.
std::vector<FieldError> profile_problems(const BillingProfile& profile);

}  // namespace every::domain
