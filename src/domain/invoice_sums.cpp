#include "domain/invoice_sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace every::domain {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kHundred = 100 * Decimal::kScale;  // 100 % in a Decimal's units

bool in_range(std::int64_t minor) {
  return minor <= kAmountMax && minor >= -kAmountMax;
}

// Gross and the line's own discount; what is wrong with them goes to `problems`.
LineAmounts begin(const InvoiceLine& line, std::size_t index, std::vector<FieldError>& problems) {
  const Money zero{0, line.unit_price.currency};
  LineAmounts out{zero, zero, zero, zero, zero, zero};
  const auto wrong = [&](std::string_view field, std::string detail) {
    problems.push_back({fmt::format("/lines/{}/{}", index, field), "range", std::move(detail)});
  };
  const Wide product = static_cast<Wide>(line.unit_price.minor) * line.quantity.units;
  if (product > static_cast<Wide>(kAmountMax) * Decimal::kScale ||
      product < -static_cast<Wide>(kAmountMax) * Decimal::kScale) {
    wrong("quantity", "The line's total is too large.");
    return out;
  }
  out.gross = multiply(line.unit_price, line.quantity);
  out.discount = percent_of(out.gross, line.discount_percent);
  if (line.discount_amount) {
    out.discount = *line.discount_amount;
    if (line.discount_percent.units != 0)
      wrong("discountAmount", "A discount is a percentage or an amount, not both.");
    else if (out.discount.minor < 0 || (out.discount.minor > 0 && out.discount.minor > out.gross.minor))
      wrong("discountAmount/amount", "Between 0 and the line's total.");
  }
  return out;
}

// The running sum of the document's discount, when the lines up to here sum to `so_far` of `whole`.
std::int64_t discount_up_to(const Pricing& pricing, std::int64_t so_far, std::int64_t whole) {
  if (!pricing.discount_amount) return mul_div_half_even(so_far, pricing.discount_percent.units, kHundred);
  if (whole == 0) return 0;
  return mul_div_half_even(pricing.discount_amount->minor, so_far, whole);
}

Error refusal(std::vector<FieldError> problems) {
  Error error(Code::validation, problems.front().detail);
  error.fields = std::move(problems);
  return error;
}

}  // namespace

Result<Sums> sum_up(const std::vector<InvoiceLine>& lines, Currency currency, const Pricing& pricing) {
  std::vector<FieldError> problems;
  const Money zero{0, currency};
  Sums out{{}, {zero, zero, zero, zero, zero}};
  Wide exact = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out.lines.push_back(begin(lines[i], i, problems));
    exact += out.lines.back().gross.minor - out.lines.back().discount.minor;
    if (exact > kAmountMax || exact < -kAmountMax) {
      problems.push_back({"/lines", "range", "The invoice's total is too large."});
      break;
    }
  }
  if (!problems.empty()) return refusal(std::move(problems));
  const auto whole = static_cast<std::int64_t>(exact);
  if (pricing.discount_amount) {
    const std::int64_t off = pricing.discount_amount->minor;
    if (pricing.discount_percent.units != 0)
      problems.push_back({"/discountAmount", "range", "A discount is a percentage or an amount, not both."});
    else if (off < 0 || (off > 0 && off > whole))
      problems.push_back({"/discountAmount/amount", "range", "Between 0 and the invoice's total."});
    if (!problems.empty()) return refusal(std::move(problems));
  }

  std::int64_t so_far = 0, given = 0;
  Totals& sum = out.totals;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LineAmounts& line = out.lines[i];
    so_far += line.gross.minor - line.discount.minor;
    const std::int64_t off = discount_up_to(pricing, so_far, whole);
    line.share.minor = off - given;
    given = off;
    const Money left = line.gross - line.discount - line.share;
    const std::int64_t rate = lines[i].tax_percent.units;
    if (pricing.tax_inclusive) {
      line.tax.minor = mul_div_half_even(left.minor, rate, kHundred + rate);
      line.net = left - line.tax;
    } else {
      line.tax = percent_of(left, lines[i].tax_percent);
      line.net = left;
    }
    line.total = line.net + line.tax;
    sum.subtotal = sum.subtotal + line.gross;
    sum.discount = sum.discount + line.discount + line.share;
    sum.document_discount = sum.document_discount + line.share;
    sum.tax = sum.tax + line.tax;
    sum.total = sum.total + line.total;
  }
  if (!in_range(sum.subtotal.minor) || !in_range(sum.total.minor))
    return refusal({{"/lines", "range", "The invoice's total is too large."}});
  return out;
}

Totals totals(const std::vector<InvoiceLine>& lines, Currency currency, const Pricing& pricing) {
  const auto sums = sum_up(lines, currency, pricing);
  if (!sums.ok()) throw std::overflow_error("lines that were not checked: " + sums.error().detail);
  return sums->totals;
}

std::vector<TaxSum> tax_sums(const std::vector<InvoiceLine>& lines, Currency currency,
                             const Pricing& pricing) {
  const auto sums = sum_up(lines, currency, pricing);
  if (!sums.ok()) throw std::overflow_error("lines that were not checked: " + sums.error().detail);
  std::vector<TaxSum> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const InvoiceLine& line = lines[i];
    auto at = std::find_if(out.begin(), out.end(), [&](const TaxSum& one) {
      return one.percent == line.tax_percent && one.words == line.tax;
    });
    if (at == out.end())
      at = out.insert(out.end(), {line.tax_percent, line.tax, {0, currency}, {0, currency}});
    at->net = at->net + sums->lines[i].net;
    at->tax = at->tax + sums->lines[i].tax;
  }
  return out;
}

LineAmounts amounts(const InvoiceLine& line) {
  const auto sums = sum_up({line}, line.unit_price.currency);
  if (!sums.ok()) throw std::overflow_error("a line that was not checked: " + sums.error().detail);
  return sums->lines.front();
}

}  // namespace every::domain
