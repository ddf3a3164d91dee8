#include "app/document_lines.h"

#include <fmt/format.h>

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
    in.complain(name, "format", fmt::format("The document is in {}.", currency.code()));
  return amount;
}

domain::InvoiceLine read_line(const App& app, Fields& in, Currency currency) {
  domain::InvoiceLine line{
      .id = in.text("id", {.max = 100}).value_or(""), .description = "", .unit_price = {0, currency}};
  if (line.id.empty()) line.id = app.id();
  line.description = in.text("description", {.max = 2000}).value_or("");
  if (const auto quantity = in.decimal("quantity")) line.quantity = *quantity;
  if (const auto price = read_amount(in, "unitPrice", currency, true)) line.unit_price = *price;
  line.discount_amount = read_amount(in, "discountAmount", currency);
  line.discount_percent = read_percent(in, "discountPercent").value_or(Decimal{});
  line.tax_percent = read_percent(in, "taxRatePercent").value_or(Decimal{});
  return line;
}

}  // namespace every::app
