#include "domain/billing_profile.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/einvoice_sums.h"

namespace every::domain {
namespace {

constexpr std::array<std::pair<TaxTreatment, std::string_view>, 7> kTreatments = {
    {{TaxTreatment::unset, ""},
     {TaxTreatment::zero, "zero"},
     {TaxTreatment::exempt, "exempt"},
     {TaxTreatment::reverse_charge, "reverse_charge"},
     {TaxTreatment::intra_community, "intra_community"},
     {TaxTreatment::export_, "export"},
     {TaxTreatment::outside, "outside"}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

std::string_view name(TaxTreatment treatment) {
  for (const auto& [value, text] : kTreatments)
    if (value == treatment) return text;
  return "";
}

TaxTreatment tax_treatment_from(std::string_view text) {
  for (const auto& [value, name] : kTreatments)
    if (name == text) return value;
  return TaxTreatment::unset;
}

bool BillingProfile::tells_einvoices() const {
  BillingProfile none;
  none.language = language;
  return *this != none;
}

std::string compact(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-') continue;
    out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return out;
}

bool is_iban(std::string_view text) {
  const std::string iban = compact(text);
  if (iban.size() < 15 || iban.size() > 34 || !is_upper(iban[0]) || !is_upper(iban[1]) ||
      !is_digit(iban[2]) || !is_digit(iban[3]))
    return false;
  // The first four go to the end, letters count as 10 to 35, and the whole is 1 modulo 97.
  int rest = 0;
  for (const char c : iban.substr(4) + iban.substr(0, 4)) {
    if (is_digit(c))
      rest = (rest * 10 + (c - '0')) % 97;
    else if (is_upper(c))
      rest = (rest * 100 + (c - 'A' + 10)) % 97;
    else
      return false;
  }
  return rest == 1;
}

bool is_bic(std::string_view text) {
  const std::string bic = compact(text);
  if (bic.size() != 8 && bic.size() != 11) return false;
  const auto letters_and_digits = [](char c) { return is_upper(c) || is_digit(c); };
  return std::all_of(bic.begin(), bic.begin() + 6, is_upper) &&
         std::all_of(bic.begin() + 6, bic.end(), letters_and_digits);
}

std::vector<FieldError> profile_problems(const BillingProfile& p) {
  std::vector<FieldError> out;
  if (!p.iban.empty() && !is_iban(p.iban))
    out.push_back({"/iban", "format", "This is not an IBAN: its check digits do not fit."});
  if (!p.bic.empty() && !is_bic(p.bic)) out.push_back({"/bic", "format", "A BIC has 8 or 11 characters."});
  if (!p.legal_scheme.empty() &&
      (p.legal_scheme.size() != 4 || !std::all_of(p.legal_scheme.begin(), p.legal_scheme.end(), is_digit)))
    out.push_back({"/legalScheme", "format", "A scheme of ISO 6523 has four digits."});
  if (!p.electronic_scheme.empty() && !einvoice::known_address_scheme(p.electronic_scheme))
    out.push_back(
        {"/electronicScheme", "format", "This is not a scheme of the EAS list, such as 0204 or EM."});
  if (p.electronic_address.empty() != p.electronic_scheme.empty())
    out.push_back({p.electronic_scheme.empty() ? "/electronicScheme" : "/electronicAddress", "required",
                   "An electronic address needs both the address and its scheme."});
  return out;
}

}  // namespace every::domain
