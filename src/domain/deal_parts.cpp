#include "domain/deal_parts.h"

#include "base/sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace every::domain {
namespace {

Status refuse(std::vector<FieldError> fields) {
  Error error(Code::validation, fields.front().detail);
  error.fields = std::move(fields);
  return error;
}

Decimal sum_of_percents(const std::vector<PartWish>& wishes) {
  Decimal sum;
  for (const PartWish& wish : wishes) sum.units += wish.percent ? wish.percent->units : 0;
  return sum;
}

InvoiceLine line_of(std::string_view description, Money amount, Decimal rate, bool says_rate) {
  return {.id = {},
          .description =
              says_rate ? fmt::format("{} ({} % tax)", description, rate.text()) : std::string(description),
          .unit_price = amount,
          .tax_percent = rate};
}

}  // namespace

Result<std::vector<DealPart>> plan_parts(Money whole, const std::vector<PartWish>& wishes) {
  std::vector<FieldError> problems;
  int open = 0;
  const bool percents = std::all_of(wishes.begin(), wishes.end(),
                                    [](const PartWish& wish) { return wish.percent && !wish.amount; });
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const PartWish& wish = wishes[i];
    const auto wrong = [&](const char* field, const char* code, std::string detail) {
      problems.push_back({fmt::format("/parts/{}/{}", i, field), code, std::move(detail)});
    };
    const auto same = [&](const PartWish& earlier) { return !wish.id.empty() && earlier.id == wish.id; };
    if (std::any_of(wishes.begin(), wishes.begin() + static_cast<std::ptrdiff_t>(i), same))
      wrong("id", "format", "Each part is there once.");
    if (wish.label.empty()) wrong("label", "required", "Say what this part is.");
    if (wish.amount && wish.percent)
      wrong("percent", "range", "A part is an amount or a percentage, not both.");
    else if (wish.amount && !(wish.amount->currency == whole.currency))
      wrong("amount/currency", "format", sentence("This deal is in {}.", whole.currency.code()));
    else if (wish.amount && wish.amount->minor <= 0)
      wrong("amount/amount", "range", "The amount has to be more than zero.");
    else if (wish.percent && (wish.percent->units <= 0 || *wish.percent > Decimal::whole(100)))
      wrong("percent", "range", "More than 0, at most 100.");
    else if (!wish.amount && !wish.percent && ++open > 1)
      wrong("amount", "required", "Only one part can be what is left.");
  }
  if (wishes.size() < 2) problems.push_back({"/parts", "range", "There are two parts or more."});
  if (!problems.empty()) return refuse(std::move(problems)).error();
  std::vector<DealPart> parts;
  Money sum{0, whole.currency};
  if (percents && sum_of_percents(wishes) == Decimal::whole(100)) {
    std::vector<std::int64_t> weights;
    for (const PartWish& wish : wishes) weights.push_back(wish.percent->units);
    const std::vector<Money> amounts = allocate(whole, weights);
    for (std::size_t i = 0; i < wishes.size(); ++i)
      parts.push_back({wishes[i].id, wishes[i].label, amounts[i]});
    sum = whole;
  } else {
    for (const PartWish& wish : wishes) {
      const Money amount = wish.amount ? *wish.amount : percent_of(whole, wish.percent.value_or(Decimal{}));
      parts.push_back({wish.id, wish.label, amount});
      if (amount.minor > kAmountMax) return refuse({{"/parts", "range", "The parts are too large."}}).error();
      sum = sum + amount;
    }
    for (std::size_t i = 0; i < wishes.size(); ++i)
      if (!wishes[i].amount && !wishes[i].percent) {
        parts[i].amount = whole - sum;
        sum = whole;
      }
  }
  if (!(sum == whole))
    return refuse({{"/parts", "range",
                    sentence("The parts add up to {}, the deal to {}.", Fact(sum, sum.decimal()), whole)}})
        .error();
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].amount.minor <= 0)
      return refuse({{fmt::format("/parts/{}/amount", i), "range", "Nothing is left for this part."}})
          .error();
  return parts;
}

std::string part_of_share(std::string_view proposal_id, std::string_view invoice_id) {
  return fmt::format("~{}~{}", proposal_id, invoice_id);
}

std::string proposal_of_part(std::string_view part_id) {
  if (!part_id.starts_with("~")) return "";
  part_id.remove_prefix(1);
  return std::string(part_id.substr(0, part_id.find('~')));
}

std::vector<RateSum> sums_by_rate(const std::vector<InvoiceLine>& lines, Currency currency,
                                  const Pricing& pricing) {
  std::vector<RateSum> out;
  const auto sums = sum_up(lines, currency, pricing);
  if (!sums.ok()) throw std::overflow_error("lines that were not checked: " + sums.error().detail);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto at = std::find_if(out.begin(), out.end(),
                                 [&](const RateSum& one) { return one.rate == lines[i].tax_percent; });
    if (at == out.end())
      out.push_back({lines[i].tax_percent, sums->lines[i].total});
    else
      at->total = at->total + sums->lines[i].total;
  }
  return out;
}

std::vector<InvoiceLine> lines_of_part(const std::vector<RateSum>& whole, Money amount,
                                       std::string_view description) {
  // A rate that a rebate has brought below zero has no share.
  std::vector<std::int64_t> weights;
  for (const RateSum& one : whole) weights.push_back(std::max<std::int64_t>(one.total.minor, 0));
  const auto shared = std::count_if(weights.begin(), weights.end(), [](std::int64_t w) { return w > 0; });
  if (shared == 0) return {line_of(description, amount, Decimal{}, false)};
  const std::vector<Money> amounts = allocate(amount, weights);
  std::vector<InvoiceLine> out;
  for (std::size_t i = 0; i < whole.size(); ++i)
    if (amounts[i].minor != 0) out.push_back(line_of(description, amounts[i], whole[i].rate, shared > 1));
  return out;
}

std::vector<InvoiceLine> lines_of_difference(const std::vector<RateSum>& was, const std::vector<RateSum>& now,
                                             std::string_view description) {
  std::vector<RateSum> rates = now;
  for (const RateSum& one : was) {
    const auto at = std::find_if(rates.begin(), rates.end(),
                                 [&](const RateSum& known) { return known.rate == one.rate; });
    if (at == rates.end())
      rates.push_back({one.rate, -one.total});
    else
      at->total = at->total - one.total;
  }
  std::erase_if(rates, [](const RateSum& one) { return one.total.minor == 0; });
  std::vector<InvoiceLine> out;
  for (const RateSum& one : rates) out.push_back(line_of(description, one.total, one.rate, rates.size() > 1));
  return out;
}

}  // namespace every::domain
