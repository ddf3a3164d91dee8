// Sums of amounts of e-invoices, wide enough for whatever a file says. Private to the rules.
#pragma once

#include <string_view>

#include "domain/einvoice.h"

namespace every::domain::einvoice {

__extension__ using Wide = __int128;

inline Wide wide(const Amount& amount) {
  return amount ? amount->units : 0;
}

// As the rules round sums: half up (XPath's round) to two decimals.
inline Wide to_cents(Wide units) {
  constexpr Wide kCent = Decimal::kScale / 100;
  const Wide shifted = units + kCent / 2;
  const Wide floor = shifted >= 0 ? shifted / kCent : -((-shifted + kCent - 1) / kCent);
  return floor * kCent;
}

// BR-DEC: what a file may say has at most two decimals.
inline bool two_decimals(const Amount& amount) {
  return !amount || amount->units % (Decimal::kScale / 100) == 0;
}

// ISO 3166-1 alpha-2, with 1A and XI as the standard has them for Kosovo and Northern Ireland.
bool known_country(std::string_view code);
// One of the EAS list: "0204" (Leitweg-ID), "9930" (German VAT id), "EM" (e-mail).
bool known_address_scheme(std::string_view scheme);

inline Wide magnitude(Wide units) {
  return units < 0 ? -units : units;
}

}  // namespace every::domain::einvoice
