#include "domain/proposal_share.h"

#include "base/sentence.h"

#include <fmt/format.h>

#include <algorithm>

namespace every::domain {
namespace {

constexpr Decimal kAll = {100 * Decimal::kScale};

SharePart* part_at(std::vector<SharePart>& parts, Decimal rate) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const SharePart& p) { return p.tax_percent == rate; });
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace

std::vector<SharePart> parts_of(const Proposal& proposal) {
  const std::vector<InvoiceLine> lines = chosen_lines(proposal);
  std::vector<SharePart> out;
  const auto sums = sum_up(lines, proposal.currency, proposal.pricing);
  if (!sums.ok()) return out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Money amount = sums->lines[i].total;
    if (SharePart* known = part_at(out, lines[i].tax_percent))
      known->amount = known->amount + amount;
    else
      out.push_back({lines[i].tax_percent, amount});
  }
  return out;
}

Decimal invoiced(const std::vector<InvoicedShare>& shares) {
  Decimal out;
  for (const InvoicedShare& share : shares) out.units += share.percent.units;
  return out;
}

Result<std::vector<SharePart>> next_share(const Proposal& proposal, const std::vector<InvoicedShare>& shares,
                                          Decimal percent) {
  if (percent.units <= 0 || percent > kAll) {
    Error wrong(Code::validation, "A share is more than 0 and at most 100 %.");
    wrong.fields.push_back({"/percent", "range", wrong.detail});
    return wrong;
  }
  const Decimal left{kAll.units - invoiced(shares).units};
  if (left.units <= 0)
    return Error(Code::proposal_invoiced, sentence("{} is invoiced in full.", proposal.number),
                 "Open its invoice.");
  if (percent > left)
    return Error(Code::proposal_invoiced, sentence("Only {} % of {} is left.", left, proposal.number),
                 "Choose a smaller share.");
  std::vector<SharePart> parts = parts_of(proposal);
  const bool rest = percent == left;
  for (SharePart& part : parts) {
    if (!rest) {
      part.amount = percent_of(part.amount, percent);
      continue;
    }
    for (const InvoicedShare& share : shares)
      for (const SharePart& before : share.parts)
        if (before.tax_percent == part.tax_percent) part.amount = part.amount - before.amount;
  }
  return parts;
}

ShareDraft draft_of_share(const Proposal& proposal, const std::vector<SharePart>& parts, Decimal percent) {
  if (percent == kAll) return {chosen_lines(proposal), proposal.pricing};
  ShareDraft out;
  for (const SharePart& part : parts) {
    if (part.amount.minor == 0) continue;
    out.pricing.tax_inclusive = out.pricing.tax_inclusive || part.tax_percent.units != 0;
    out.lines.push_back(
        {.id = "",
         .description = fmt::format("{} % of {}: {}", percent.text(), proposal.number, proposal.title),
         .unit_price = part.amount,
         .tax_percent = part.tax_percent});
  }
  return out;
}

}  // namespace every::domain
