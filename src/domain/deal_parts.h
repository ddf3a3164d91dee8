// A deal that is invoiced in parts: a deposit, milestones, splits. The parts add up to the whole exactly,
// whatever percentages they are asked for in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/invoice_sums.h"

namespace every::domain {

struct DealPart {
  std::string id, label;
  Money amount;  // with tax
};

// A part as somebody asks for it: an amount, a percentage of the whole, or (one of them) what is left.
struct PartWish {
  std::string id, label;
  std::optional<Money> amount;
  std::optional<Decimal> percent;
};

// An id comes once, or is empty. Errors: validation with pointers "/parts", "/parts/0/id", "/parts/0/label",
// "/parts/0/amount/amount", "/parts/0/percent".
Result<std::vector<DealPart>> plan_parts(Money whole, const std::vector<PartWish>& wishes);

// The part of a deal that a share of one of its proposals is. Shares are of one proposal: it is what was
// agreed.
std::string part_of_share(std::string_view proposal_id, std::string_view invoice_id);
// The proposal's id; "" of every other part.
std::string proposal_of_part(std::string_view part_id);

// What the lines add to the total, by their tax rate, in the order that the rates come.
struct RateSum {
  Decimal rate;
  Money total;
};
std::vector<RateSum> sums_by_rate(const std::vector<InvoiceLine>& lines, Currency currency,
                                  const Pricing& pricing);

// Lines (prices contain their tax) that add up to `amount` and keep the whole's shares of the rates.
std::vector<InvoiceLine> lines_of_part(const std::vector<RateSum>& whole, Money amount,
                                       std::string_view description);
// Lines that add up to the difference of two wholes, rate by rate; rates that did not change are absent.
std::vector<InvoiceLine> lines_of_difference(const std::vector<RateSum>& was, const std::vector<RateSum>& now,
                                             std::string_view description);

}  // namespace every::domain
