// Money is an integer number of minor units with its ISO 4217 currency. Amounts of different currencies never
// meet: adding them, or leaving the range, throws (a bug: what comes from outside is bounded before).
// Decimals come and go as text; no floating point anywhere.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace every {

class Currency {
 public:
  // XXX, ISO 4217's own "no currency": what a value holds before it has one.
  Currency() = default;
  // Known to ISO 4217 ("USD"; lower case is accepted), else nothing.
  static std::optional<Currency> from(std::string_view code);
  std::string_view code() const { return {code_.data(), 3}; }
  // Digits after the point: USD 2, JPY 0, KWD 3.
  int digits() const { return digits_; }
  bool operator==(const Currency& other) const { return code_ == other.code_; }

 private:
  std::array<char, 3> code_{'X', 'X', 'X'};
  std::int8_t digits_ = 2;
};

struct Money {
  std::int64_t minor = 0;
  Currency currency;

  // "1234.5" in the currency's scale. More digits than the currency has are rounded half-even. Scientific
  // notation is understood (HubSpot sends it). Nothing for text that is not a number or does not fit.
  static std::optional<Money> parse(std::string_view decimal, Currency currency);
  // "1234.50", always with the currency's digits.
  std::string decimal() const;

  Money operator+(Money other) const;
  Money operator-(Money other) const;
  Money operator-() const { return Money{-minor, currency}; }
  bool operator==(const Money&) const = default;
};

// An exact decimal for quantities and percentages: value = units / 10^6. Range about ±9.2 × 10^12.
struct Decimal {
  static constexpr std::int64_t kScale = 1'000'000;
  std::int64_t units = 0;

  static std::optional<Decimal> parse(std::string_view text);  // rounds half-even beyond six digits
  std::string text() const;                                    // shortest exact form: "1.5", "2"
  static Decimal whole(std::int64_t n) { return {n * kScale}; }
  auto operator<=>(const Decimal&) const = default;
};

// a × b / c rounded half-even, exact in between (128 bit). c > 0.
std::int64_t mul_div_half_even(std::int64_t a, std::int64_t b, std::int64_t c);
// money × decimal, rounded half-even to the minor unit.
Money multiply(Money money, Decimal by);
// `percent` of money (percent 13 = 13 %), rounded half-even to the minor unit.
Money percent_of(Money money, Decimal percent);
// Splits by largest remainder, so that the parts sum to the whole. Weights are ≥ 0 and not all zero.
std::vector<Money> allocate(Money whole, std::span<const std::int64_t> weights);

}  // namespace every
