// The account's tax rates: a short list that line items name by id.
#include "hubspot/client.h"

namespace every::hubspot {

Result<std::vector<TaxRate>> Client::tax_rates(std::stop_token stop) {
  std::vector<TaxRate> out;
  EVERY_CHECK(caller_.send(
      {.endpoint = "tax_rates", .url = portal_->endpoints().tax_rates()},
      [&](const net::HttpResponse& response) -> Status {
        EVERY_TRY(parsed, parse_tax_rates(response.body));
        out = std::move(parsed);
        return done();
      },
      stop));
  return out;
}

}  // namespace every::hubspot
