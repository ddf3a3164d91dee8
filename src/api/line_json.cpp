// The lines of documents and their taxes, as JSON.
#include "api/resources.h"

namespace every::api {

json::value percent_json(Decimal d) {
  return d.units == 0 ? json::value(nullptr) : json::value(d.text());
}

json::object line_json(const domain::InvoiceLine& l, Money total) {
  return {{"id", l.id},
          {"description", l.description},
          {"quantity", l.quantity.text()},
          {"unitPrice", to_json(l.unit_price)},
          {"discountPercent", percent_json(l.discount_percent)},
          {"discountAmount", to_json(l.discount_amount)},
          {"taxRatePercent", percent_json(l.tax_percent)},
          {"taxName", l.tax.name},
          {"taxTreatment", text_or_null(domain::name(l.tax.treatment))},
          {"taxReason", l.tax.reason},
          {"total", to_json(total)}};
}

json::array taxes_json(const std::vector<domain::TaxSum>& taxes) {
  json::array out;
  for (const domain::TaxSum& one : taxes)
    out.push_back(json::object{{"name", one.words.name},
                               {"ratePercent", percent_json(one.percent)},
                               {"treatment", text_or_null(domain::name(one.words.treatment))},
                               {"reason", one.words.reason},
                               {"net", to_json(one.net)},
                               {"tax", to_json(one.tax)}});
  return out;
}

}  // namespace every::api
