#include "base/money.h"

#include <unicode/ucurr.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace every {
namespace {

// A decimal as sign, digits and a power of ten; nothing for anything that is not a plain or scientific
// number.
struct Digits {
  bool negative = false;
  std::string digits;  // no leading zeros
  int exponent = 0;    // value = digits × 10^exponent
};

std::optional<Digits> read_decimal(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  Digits out;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) out.negative = text[at++] == '-';
  bool any = false, point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      any = true;
      if (out.digits.size() < 400) {
        out.digits.push_back(c);
        if (point) --out.exponent;
      } else if (!point) {
        return std::nullopt;
      }
    } else if (c == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    bool minus = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) minus = text[at++] == '-';
    if (at >= text.size()) return std::nullopt;
    int e = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && e < 100000; ++at)
      e = e * 10 + (text[at] - '0');
    out.exponent += minus ? -e : e;
  }
  if (at != text.size()) return std::nullopt;
  out.digits.erase(0, std::min(out.digits.find_first_not_of('0'), out.digits.size()));
  return out;
}

// digits × 10^exponent × 10^scale as an integer, half-even.
std::optional<std::int64_t> scaled(const Digits& in, int scale) {
  std::string digits = in.digits;
  const int shift = in.exponent + scale;
  if (digits.empty()) return 0;
  bool round_up = false;
  if (shift >= 0) {
    if (static_cast<int>(digits.size()) + shift > 19) return std::nullopt;
    digits.append(static_cast<std::size_t>(shift), '0');
  } else {
    const auto cut = static_cast<std::size_t>(-shift);
    if (cut > digits.size()) return 0;
    const std::string tail = digits.substr(digits.size() - cut);
    digits.erase(digits.size() - cut);
    const bool rest = tail.find_first_not_of('0', 1) != std::string::npos;
    const bool odd = !digits.empty() && ((digits.back() - '0') & 1) != 0;
    round_up = tail[0] > '5' || (tail[0] == '5' && (rest || odd));
  }
  if (digits.size() > 19) return std::nullopt;
  __extension__ using Wide = unsigned __int128;
  Wide value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  value += round_up ? 1 : 0;
  if (value > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  const auto out = static_cast<std::int64_t>(value);
  return in.negative ? -out : out;
}

std::string with_point(std::int64_t value, int digits) {
  const bool negative = value < 0;
  // Negating as unsigned keeps the smallest value right.
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string text = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, ".");
  return negative ? "-" + text : text;
}

// Listed by ISO 4217 since Debian's ICU was made; each has two decimals.
bool is_newer(std::string_view code) {
  return code == "XCG" || code == "ZWG";
}

}  // namespace

std::optional<Currency> Currency::from(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  Currency out;
  std::array<UChar, 4> wide{};
  for (std::size_t i = 0; i < 3; ++i) {
    char c = code[i];
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c < 'A' || c > 'Z') return std::nullopt;
    out.code_[i] = c;
    wide[i] = static_cast<UChar>(c);
  }
  UErrorCode status = U_ZERO_ERROR;
  if (is_newer(out.code())) {
    out.digits_ = 2;
    return out;
  }
  // A numeric code exists exactly for what ISO 4217 lists; XXX ("no currency") is listed and is no money.
  if (ucurr_getNumericCode(wide.data()) == 0 || out.code() == "XXX" || out.code() == "XTS")
    return std::nullopt;
  out.digits_ = static_cast<std::int8_t>(ucurr_getDefaultFractionDigits(wide.data(), &status));
  if (U_FAILURE(status)) return std::nullopt;
  return out;
}

std::optional<Money> Money::parse(std::string_view decimal, Currency currency) {
  const auto digits = read_decimal(decimal);
  if (!digits) return std::nullopt;
  const auto minor = scaled(*digits, currency.digits());
  if (!minor) return std::nullopt;
  return Money{*minor, currency};
}

std::string Money::decimal() const {
  return with_point(minor, currency.digits());
}

Money Money::operator+(Money other) const {
  std::int64_t sum = 0;
  if (!(currency == other.currency) || __builtin_add_overflow(minor, other.minor, &sum))
    throw std::overflow_error("money out of range or of two currencies");
  return Money{sum, currency};
}

Money Money::operator-(Money other) const {
  return *this + (-other);
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const auto digits = read_decimal(text);
  if (!digits) return std::nullopt;
  const auto units = scaled(*digits, 6);
  if (!units) return std::nullopt;
  return Decimal{*units};
}

std::string Decimal::text() const {
  std::string out = with_point(units, 6);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

std::int64_t mul_div_half_even(std::int64_t a, std::int64_t b, std::int64_t c) {
  __extension__ using Wide = __int128;
  const Wide product = static_cast<Wide>(a) * b;
  Wide quotient = product / c;
  Wide rest = product % c;
  const bool negative = product < 0;
  if (rest < 0) rest = -rest;
  const Wide twice = rest * 2;
  if (twice > c || (twice == c && (quotient & 1) != 0)) quotient += negative ? -1 : 1;
  if (quotient > std::numeric_limits<std::int64_t>::max() ||
      quotient < std::numeric_limits<std::int64_t>::min())
    throw std::overflow_error("amount out of range");
  return static_cast<std::int64_t>(quotient);
}

Money multiply(Money money, Decimal by) {
  return Money{mul_div_half_even(money.minor, by.units, Decimal::kScale), money.currency};
}

Money percent_of(Money money, Decimal percent) {
  return Money{mul_div_half_even(money.minor, percent.units, Decimal::kScale * 100), money.currency};
}

std::vector<Money> allocate(Money whole, std::span<const std::int64_t> weights) {
  __extension__ using Wide = __int128;
  const Wide total = std::accumulate(weights.begin(), weights.end(), Wide{0});
  std::vector<Money> parts;
  std::vector<std::pair<Wide, std::size_t>> remainders;
  std::int64_t given = 0;
  const std::int64_t sign = whole.minor < 0 ? -1 : 1;
  const Wide amount = static_cast<Wide>(whole.minor) * sign;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide exact = amount * weights[i];
    const auto part = static_cast<std::int64_t>(exact / total);
    parts.push_back(Money{part * sign, whole.currency});
    given += part;
    remainders.emplace_back(exact % total, i);
  }
  std::sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  const auto left = static_cast<std::int64_t>(amount - given);
  for (std::int64_t i = 0; i < left; ++i) parts[remainders[static_cast<std::size_t>(i)].second].minor += sign;
  return parts;
}

}  // namespace every
