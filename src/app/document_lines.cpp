#include "app/document_lines.h"

#include "base/sentence.h"

#include <fmt/format.h>

#include <algorithm>

namespace every::app {

std::optional<Decimal> read_percent(Fields& in, std::string_view name) {
  const auto percent = in.decimal(name);
  if (percent && (percent->units < 0 || *percent > Decimal::whole(100)))
    in.complain(name, "range", "Between 0 and 100.");
  return percent;
}

std::optional<Money> read_amount(Fields& in, std::string_view name, Currency currency, bool required) {
  const auto amount = in.money(name, required);
  if (amount && !(amount->currency == currency))
    in.complain(name, "format", sentence("The document is in {}.", currency.code()));
  return amount;
}

std::string DocumentIds::own(const std::optional<std::string>& asked) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  };
  if (asked && !asked->empty() && std::all_of(asked->begin(), asked->end(), plain) &&
      taken_.insert(*asked).second)
    return *asked;
  return *taken_.insert(app_.id()).first;
}

domain::InvoiceLine read_line(DocumentIds& ids, Fields& in, Currency currency) {
  domain::InvoiceLine line{
      .id = ids.own(in.text("id", {.max = 100})), .description = "", .unit_price = {0, currency}};
  line.description = in.text("description", {.max = 2000}).value_or("");
  if (const auto quantity = in.decimal("quantity")) line.quantity = *quantity;
  if (const auto price = read_amount(in, "unitPrice", currency, true)) line.unit_price = *price;
  line.discount_amount = read_amount(in, "discountAmount", currency);
  line.discount_percent = read_percent(in, "discountPercent").value_or(Decimal{});
  line.tax_percent = read_percent(in, "taxRatePercent").value_or(Decimal{});
  line.tax.name = in.text("taxName", {.max = domain::kTaxNameMax}).value_or("");
  read_treatment(in, "taxTreatment", line.tax.treatment);
  line.tax.reason = in.text("taxReason", {.max = domain::kTaxReasonMax}).value_or("");
  for (const FieldError& one : domain::tax_problems(line.tax_percent, line.tax))
    in.complain(one.pointer == "/treatment" ? "taxTreatment" : "taxReason", one.code, one.detail);
  return line;
}

void read_treatment(Fields& in, std::string_view name, domain::TaxTreatment& treatment) {
  if (in.is_null(name))
    treatment = domain::TaxTreatment::unset;
  else if (const auto chosen =
               in.choice(name, {"zero", "exempt", "reverse_charge", "intra_community", "export", "outside"}))
    treatment = domain::tax_treatment_from(*chosen);
}

void read_language(Fields& in, std::string& language) {
  if (in.is_null("language"))
    language.clear();
  else if (const auto name =
               in.choice("language", {"en", "de", "fr", "es", "it", "nl", "pt", "ja", "ar", "hi"}))
    language = *name;
}

}  // namespace every::app
