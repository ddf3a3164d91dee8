// A second reading of how documents are summed, in an arithmetic of its own: fractions of 256 bits (Boost),
// rounded by the definition of rounding. It shares no line with domain/invoice_sums.cpp and base/money.cpp.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <vector>

#include "domain/invoice_sums.h"

namespace every::domain::exact {

using Integer = boost::multiprecision::int256_t;

struct Fraction {
  Integer over, under = 1;  // under > 0
};

// The nearest integer; of two equally near ones the even one.
inline Integer nearest(const Fraction& value) {
  Integer low = value.over / value.under;
  if (value.over < 0 && low * value.under != value.over) low -= 1;
  const Integer twice = (value.over - low * value.under) * 2;
  if (twice > value.under || (twice == value.under && low % 2 != 0)) low += 1;
  return low;
}

// amount × decimal, and so many percent of an amount.
inline Integer times(const Integer& amount, Decimal by) {
  return nearest({amount * by.units, Decimal::kScale});
}
inline Integer percent(const Integer& amount, Decimal percent) {
  return nearest({amount * percent.units, Integer(Decimal::kScale) * 100});
}
// The tax that an amount contains.
inline Integer contained(const Integer& amount, Decimal rate) {
  return nearest({amount * rate.units, Integer(Decimal::kScale) * 100 + rate.units});
}

struct Line {
  Integer gross, discount, share, net, tax, total;
};
struct Sums {
  std::vector<Line> lines;
  Integer subtotal = 0, discount = 0, document_discount = 0, tax = 0, total = 0;
};

inline Sums sums(const std::vector<InvoiceLine>& lines, const Pricing& pricing) {
  Sums out;
  Integer whole = 0, so_far = 0, given = 0;
  for (const InvoiceLine& line : lines) {
    Line one;
    one.gross = times(line.unit_price.minor, line.quantity);
    one.discount = line.discount_amount ? Integer(line.discount_amount->minor)
                                        : percent(one.gross, line.discount_percent);
    whole += one.gross - one.discount;
    out.lines.push_back(one);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& one = out.lines[i];
    so_far += one.gross - one.discount;
    const Integer off = !pricing.discount_amount ? percent(so_far, pricing.discount_percent)
                        : whole == 0             ? Integer(0)
                                     : nearest({Integer(pricing.discount_amount->minor) * so_far, whole});
    one.share = off - given;
    given = off;
    const Integer left = one.gross - one.discount - one.share;
    one.tax =
        pricing.tax_inclusive ? contained(left, lines[i].tax_percent) : percent(left, lines[i].tax_percent);
    one.net = pricing.tax_inclusive ? left - one.tax : left;
    one.total = pricing.tax_inclusive ? left : left + one.tax;
    out.subtotal += one.gross;
    out.discount += one.discount + one.share;
    out.document_discount += one.share;
    out.tax += one.tax;
    out.total += one.total;
  }
  return out;
}

}  // namespace every::domain::exact
