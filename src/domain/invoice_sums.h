// What an invoice adds up to. Everything is rounded half-even to the currency's minor unit, line by line, and
// sums are exact: 1000 less 10 % plus 13 % = 1017.
//
//   gross    = quantity × price
//   discount = the line's own: a percentage of gross, or an amount
//   share    = the line's part of the document's discount. Parts are the steps of a running sum that is
//              rounded, so that they add up to the document's discount whatever the lines are.
//   tax      = on what is left. Prices without tax: tax is added. Prices with tax: tax is what they contain.
//
// web/src/invoices/totals.ts computes the same while somebody types; test/invoice-sums.json holds both to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "domain/tax_rate.h"

namespace every::domain {

struct InvoiceLine {
  std::string id;
  std::string description;
  Decimal quantity = Decimal::whole(1);
  Money unit_price;
  Decimal discount_percent;                             // 0 to 100
  Decimal tax_percent;                                  // 0 to 100
  std::optional<Money> discount_amount = std::nullopt;  // instead of the percentage; 0 to gross
  std::string of_line = {};                             // of a credit note: the invoice's line
  TaxWords tax = {};                                    // copied from one of the workspace's rates
};

// How the lines of one document are summed.
struct Pricing {
  bool tax_inclusive = false;                           // prices contain their tax
  Decimal discount_percent = {};                        // of the document, 0 to 100
  std::optional<Money> discount_amount = std::nullopt;  // instead of the percentage; at most what is there
};

// With tax-inclusive prices gross, discount and share contain tax too. net + tax = total in both cases.
struct LineAmounts {
  Money gross, discount, share, net, tax, total;
};

// subtotal − discount + tax = total; with tax-inclusive prices subtotal − discount = total, tax is in it.
struct Totals {
  Money subtotal, discount, tax, total;
  Money document_discount = {};  // the part of `discount` that is the document's
};

struct Sums {
  std::vector<LineAmounts> lines;  // as the lines come
  Totals totals;
};

// No amount of a document leaves ± this many minor units: so much that every sum of documents stays in range.
inline constexpr std::int64_t kAmountMax = 100'000'000'000'000;

// Error: validation, with a pointer to each field that cannot be (an amount out of range, a discount that is
// given twice or is more than there is). Percentages are in range and amounts in `currency` already.
Result<Sums> sum_up(const std::vector<InvoiceLine>& lines, Currency currency, const Pricing& pricing = {});

// The same for lines that were checked before (a stored invoice's): an error is a bug and throws.
Totals totals(const std::vector<InvoiceLine>& lines, Currency currency, const Pricing& pricing = {});

// What is taxed by one rate under one name, in the order that they come; together they are the document's.
struct TaxSum {
  Decimal percent;
  TaxWords words;
  Money net, tax;
};
// Of lines that were checked before: an error is a bug and throws.
std::vector<TaxSum> tax_sums(const std::vector<InvoiceLine>& lines, Currency currency,
                             const Pricing& pricing = {});

// One line by itself: prices without tax, no discount of a document.
LineAmounts amounts(const InvoiceLine& line);

}  // namespace every::domain
