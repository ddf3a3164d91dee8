// An accepted proposal is invoiced as a whole or in shares ("50 % now"). Whatever the shares, their totals
// sum to the accepted total to the last cent.
//
// A share is one line for each tax (rate and name), at a price that contains its tax: prices without tax
// would round their tax anew on each invoice, and two halves might differ from the whole.
#pragma once

#include <string>
#include <vector>

#include "domain/proposal.h"

namespace every::domain {

// What of a total is taxed at one rate; `amount` contains the tax.
struct SharePart {
  Decimal tax_percent;
  Money amount;
  TaxWords tax = {};
  bool operator==(const SharePart&) const = default;
};

// An invoice that has a share already.
struct InvoicedShare {
  std::string invoice_id;
  Decimal percent;
  std::vector<SharePart> parts;
};

// The chosen lines' totals by tax, as the taxes come.
std::vector<SharePart> parts_of(const Proposal& proposal);
Decimal invoiced(const std::vector<InvoicedShare>& shares);  // in percent

// The parts of a further share of `percent`: the one that completes 100 % is what the others have left.
// Errors: validation (not between 0 and 100), proposal_invoiced (more than is left).
Result<std::vector<SharePart>> next_share(const Proposal& proposal, const std::vector<InvoicedShare>& shares,
                                          Decimal percent);

struct ShareDraft {
  std::vector<InvoiceLine> lines;  // without ids
  Pricing pricing;
};
// All of it with nothing invoiced before: the chosen lines as they are. Else a line for each part.
ShareDraft draft_of_share(const Proposal& proposal, const std::vector<SharePart>& parts, Decimal percent);

}  // namespace every::domain
