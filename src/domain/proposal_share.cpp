#include "domain/proposal_share.h"

#include "base/sentence.h"

#include <fmt/format.h>

#include <algorithm>

namespace every::domain {
namespace {

constexpr Decimal kAll = {100 * Decimal::kScale};

bool same_tax(const SharePart& a, const SharePart& b) {
  return a.tax_percent == b.tax_percent && a.tax == b.tax;
}

SharePart* part_at(std::vector<SharePart>& parts, const SharePart& like) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const SharePart& p) { return same_tax(p, like); });
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace

std::vector<SharePart> parts_of(const Proposal& proposal) {
  const std::vector<InvoiceLine> lines = chosen_lines(proposal);
  std::vector<SharePart> out;
  const auto sums = sum_up(lines, proposal.currency, proposal.pricing);
  if (!sums.ok()) return out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SharePart part{lines[i].tax_percent, sums->lines[i].total, lines[i].tax};
    if (SharePart* known = part_at(out, part))
      known->amount = known->amount + part.amount;
    else
      out.push_back(part);
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
        if (same_tax(before, part)) part.amount = part.amount - before.amount;
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
         .tax_percent = part.tax_percent,
         .tax = part.tax});
  }
  return out;
}

}  // namespace every::domain
