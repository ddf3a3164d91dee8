// What holds for every document, over random ones: sums are those of exact fractions, and whatever a document
// is split into (parts of a deal, shares of a proposal, credit notes) is the whole again, to the last minor
// unit. EVERY_MONEY_DOCUMENTS says how many, EVERY_SEED which, EVERY_DOCUMENT repeats one of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>

#include "domain/credit_note.h"
#include "domain/deal_parts.h"
#include "domain/exact_sums_test_support.h"
#include "domain/proposal_share.h"

namespace every::domain {
namespace {

using exact::Integer;

// SplitMix64: each document has its own numbers, so that one of a million is repeated alone.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }
  // From 0 to most, each order of magnitude as likely as another; both ends often.
  std::int64_t any(std::int64_t most) {
    if (one_in(16)) return most;
    std::int64_t bound = 10;
    while (bound < most && !one_in(6)) bound *= 10;
    return below(std::min(bound, most) + 1);
  }
  template <typename T, std::size_t N>
  const T& of(const std::array<T, N>& all) {
    return all[static_cast<std::size_t>(below(static_cast<std::int64_t>(N)))];
  }

 private:
  std::uint64_t state_;
};

constexpr std::int64_t kHundred = 100 * Decimal::kScale;

struct Document {
  Currency currency;
  std::vector<InvoiceLine> lines;
  Pricing pricing;
};

const std::array kCurrencies = {*Currency::from("JPY"), *Currency::from("KRW"), *Currency::from("USD"),
                                *Currency::from("EUR"), *Currency::from("KWD"), *Currency::from("TND")};

// Any rate with six digits, mostly such as there are.
Decimal any_rate(Dice& dice) {
  static constexpr std::array<std::int64_t, 8> kRates = {0,         2'100'000,  5'500'000,  7'000'000,
                                                         8'875'000, 19'000'000, 20'000'000, 25'500'000};
  return dice.one_in(4) ? Decimal{dice.any(kHundred)} : Decimal{dice.of(kRates)};
}

InvoiceLine any_line(Dice& dice, Currency currency) {
  InvoiceLine line{.id = {}, .description = "Work", .unit_price = {dice.any(10'000'000'000), currency}};
  line.quantity = dice.one_in(2) ? Decimal::whole(dice.any(100)) : Decimal{dice.any(100 * Decimal::kScale)};
  if (dice.one_in(8)) line.unit_price.minor = -line.unit_price.minor;
  line.tax_percent = any_rate(dice);
  if (dice.one_in(3)) {
    line.discount_percent = {dice.any(kHundred)};
  } else if (dice.one_in(3)) {
    const auto gross = static_cast<std::int64_t>(exact::times(line.unit_price.minor, line.quantity));
    if (gross > 0) line.discount_amount = Money{dice.any(gross), currency};
  }
  return line;
}

Document any_document(Dice& dice, Currency currency) {
  Document out{.currency = currency, .lines = {}, .pricing = {}};
  for (std::int64_t n = 1 + (dice.one_in(20) ? dice.below(40) : dice.below(6)); n > 0; --n) {
    out.lines.push_back(any_line(dice, currency));
    out.lines.back().id = fmt::format("l{}", n);
  }
  out.pricing.tax_inclusive = dice.one_in(2);
  if (dice.one_in(3)) {
    out.pricing.discount_percent = {dice.any(kHundred)};
  } else if (dice.one_in(3)) {
    const exact::Sums sums = exact::sums(out.lines, out.pricing);
    const auto whole = static_cast<std::int64_t>(sums.subtotal - sums.discount);
    if (whole > 0) out.pricing.discount_amount = Money{dice.any(whole), currency};
  }
  return out;
}

// What was found wrong first, in words; "" is well. Throwing keeps the properties readable.
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void same(const char* what, const Integer& is, const Integer& should) {
  if (is != should) throw Wrong(fmt::format("{} is {}, not {}", what, is.str(), should.str()));
}
template <typename T>
T made(const char* what, Result<T> result) {
  if (!result.ok()) throw Wrong(fmt::format("{} is refused: {}", what, result.error().detail));
  return std::move(*result);
}

struct Seen {
  std::int64_t lines = 0, parts = 0, shares = 0, notes = 0, differences = 0;
};

struct Checked {
  Document document;
  Sums sums;
  exact::Sums expected;
};

Checked check_sums(Document document) {
  Checked out{document, made("the document", sum_up(document.lines, document.currency, document.pricing)),
              exact::sums(document.lines, document.pricing)};
  const Totals& totals = out.sums.totals;
  const exact::Sums& expected = out.expected;
  same("the subtotal", totals.subtotal.minor, expected.subtotal);
  same("the discount", totals.discount.minor, expected.discount);
  same("the document's discount", totals.document_discount.minor, expected.document_discount);
  same("the tax", totals.tax.minor, expected.tax);
  same("the total", totals.total.minor, expected.total);
  Integer net = 0, total = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const LineAmounts& line = out.sums.lines[i];
    const exact::Line& should = expected.lines[i];
    same("a line's gross", line.gross.minor, should.gross);
    same("a line's discount", line.discount.minor, should.discount);
    same("a line's share", line.share.minor, should.share);
    same("a line's net", line.net.minor, should.net);
    same("a line's tax", line.tax.minor, should.tax);
    same("a line's total", line.total.minor, should.total);
    same("a line's net and tax", Integer(line.net.minor) + line.tax.minor, line.total.minor);
    net += line.net.minor;
    total += line.total.minor;
  }
  // What is printed adds up, whichever column is added.
  same("the lines", total, totals.total.minor);
  same("the lines without tax", net + totals.tax.minor, totals.total.minor);
  const Integer added = document.pricing.tax_inclusive ? Integer(0) : Integer(totals.tax.minor);
  same("the columns", Integer(totals.subtotal.minor) - totals.discount.minor + added, totals.total.minor);
  const Integer off = document.pricing.discount_amount
                          ? Integer(document.pricing.discount_amount->minor)
                          : exact::percent(Integer(totals.subtotal.minor) - totals.discount.minor +
                                               totals.document_discount.minor,
                                           document.pricing.discount_percent);
  same("what was given of the document's discount", totals.document_discount.minor, off);
  return out;
}

// Percentages that add up to 100 exactly, with six digits or in steps of five.
std::vector<Decimal> hundred(Dice& dice, std::size_t count) {
  const std::int64_t step = dice.one_in(2) ? 1 : 5 * Decimal::kScale;
  std::vector<std::int64_t> cuts = {0, kHundred};
  while (cuts.size() < count + 1) cuts.push_back((1 + dice.below(kHundred / step - 1)) * step);
  std::sort(cuts.begin(), cuts.end());
  std::vector<Decimal> out;
  for (std::size_t i = 1; i < cuts.size(); ++i)
    if (cuts[i] > cuts[i - 1]) out.push_back({cuts[i] - cuts[i - 1]});
  return out;
}

// Each gets what it is due rounded down; those that lost most get one more, the first of equals first.
std::vector<Integer> largest_remainders(const Integer& whole, const std::vector<Integer>& weights) {
  std::vector<Integer> out, lost;
  Integer left = whole, all = 0;
  for (const Integer& weight : weights) all += weight;
  for (const Integer& weight : weights) {
    const Integer due = whole * weight;
    out.push_back(due / all);
    lost.push_back(due % all);
    left -= out.back();
  }
  for (; left > 0; left -= 1) {
    const auto most = std::max_element(lost.begin(), lost.end());
    out[static_cast<std::size_t>(most - lost.begin())] += 1;
    *most = -1;
  }
  return out;
}

struct Plan {
  std::vector<PartWish> wishes;
  std::vector<Integer> amounts;
};

Plan any_plan(Dice& dice, Money whole) {
  Plan out;
  const auto count = static_cast<std::size_t>(2 + dice.below(5));
  if (dice.one_in(2)) {
    const std::vector<Decimal> percents = hundred(dice, count);
    std::vector<Integer> weights;
    for (const Decimal& one : percents) {
      out.wishes.push_back({"", "Part", std::nullopt, one});
      weights.emplace_back(one.units);
    }
    out.amounts = largest_remainders(whole.minor, weights);
    return out;
  }
  // Amounts and percentages as they come, and what is left.
  Integer left = whole.minor;
  for (std::size_t i = 1; i < count; ++i) {
    if (dice.one_in(2)) {
      const Money amount{1 + dice.any(whole.minor / static_cast<std::int64_t>(count)), whole.currency};
      out.wishes.push_back({"", "Part", amount, std::nullopt});
      out.amounts.emplace_back(amount.minor);
    } else {
      const Decimal percent{1 + dice.any(kHundred / static_cast<std::int64_t>(count))};
      out.wishes.push_back({"", "Part", std::nullopt, percent});
      out.amounts.push_back(exact::percent(whole.minor, percent));
    }
    left -= out.amounts.back();
  }
  out.wishes.push_back({"", "Rest", std::nullopt, std::nullopt});
  out.amounts.push_back(left);
  return out;
}

// A part has of each rate what the whole has of it; of one below zero it has nothing.
void check_rates(const std::vector<RateSum>& whole, Money amount, const std::vector<InvoiceLine>& lines) {
  std::vector<Integer> weights;
  for (const RateSum& one : whole) weights.emplace_back(std::max<std::int64_t>(one.total.minor, 0));
  std::size_t at = 0;
  const std::vector<Integer> shares = largest_remainders(amount.minor, weights);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (shares[i] == 0) continue;
    if (at == lines.size() || lines[at].tax_percent != whole[i].rate) throw Wrong("a rate has no line");
    same("a rate's line of a part", lines[at++].unit_price.minor, shares[i]);
  }
  same("the lines of a part", Integer(at), Integer(lines.size()));
}

void check_parts(Dice& dice, const Checked& of, Seen& seen) {
  const Money whole = of.sums.totals.total;
  if (whole.minor < 2) return;
  const Plan plan = any_plan(dice, whole);
  if (plan.wishes.size() < 2) return;
  auto parts = plan_parts(whole, plan.wishes);
  const bool possible =
      std::all_of(plan.amounts.begin(), plan.amounts.end(), [](const Integer& amount) { return amount > 0; });
  if (parts.ok() != possible) throw Wrong(possible ? "the parts are refused" : "a part is nothing");
  if (!possible) return;
  const auto rates = sums_by_rate(of.document.lines, of.document.currency, of.document.pricing);
  Integer sum = 0, by_rate = 0;
  for (const RateSum& one : rates) by_rate += one.total.minor;
  same("the rates", by_rate, whole.minor);
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const Money amount = (*parts)[i].amount;
    same("a part", amount.minor, plan.amounts[i]);
    sum += amount.minor;
    const auto lines = lines_of_part(rates, amount, "Part");
    check_rates(rates, amount, lines);
    const Checked part = check_sums({of.document.currency, lines, {.tax_inclusive = true}});
    same("an invoice over a part", part.sums.totals.total.minor, amount.minor);
    ++seen.parts;
  }
  same("the parts", sum, whole.minor);
}

void check_shares(Dice& dice, const Checked& of, Seen& seen) {
  if (of.document.pricing.discount_amount) return;  // a proposal has none
  Proposal proposal;
  proposal.currency = of.document.currency;
  proposal.pricing = of.document.pricing;
  for (const InvoiceLine& line : of.document.lines) proposal.lines.push_back({.line = line});
  const std::vector<SharePart> whole = parts_of(proposal);
  std::vector<InvoicedShare> shares;
  Integer sum = 0;
  const std::vector<Decimal> percents = hundred(dice, static_cast<std::size_t>(1 + dice.below(5)));
  for (const Decimal& percent : percents) {
    const auto parts = made("a share", next_share(proposal, shares, percent));
    const bool last = shares.size() + 1 == percents.size();
    for (std::size_t i = 0; i < parts.size() && !last; ++i)
      same("a share of a rate", parts[i].amount.minor, exact::percent(whole[i].amount.minor, percent));
    ShareDraft draft = draft_of_share(proposal, parts, percent);
    const Checked invoice = check_sums({proposal.currency, std::move(draft.lines), draft.pricing});
    Integer due = 0;
    for (const SharePart& part : parts) due += part.amount.minor;
    same("an invoice over a share", invoice.sums.totals.total.minor, due);
    sum += due;
    shares.push_back({"", percent, parts});
    ++seen.shares;
  }
  same("the shares", sum, of.sums.totals.total.minor);
}

void check_credit_notes(Dice& dice, const Checked& of, Seen& seen) {
  if (of.sums.totals.total.minor <= 0) return;
  Invoice invoice;
  invoice.id = "i";
  invoice.number = "INV-0001";
  invoice.status = DocumentStatus::issued;
  invoice.currency = of.document.currency;
  invoice.lines = of.document.lines;
  invoice.pricing = of.document.pricing;
  invoice.totals = of.sums.totals;
  std::vector<Invoice> notes;
  Integer sum = 0;
  const auto add = [&](const std::vector<CreditPart>& parts) {
    Invoice note = made("a credit note", credit_note_of(invoice, notes, parts));
    check_sums({note.currency, note.lines, note.pricing});
    note.status = DocumentStatus::issued;
    sum += note.totals.total.minor;
    notes.push_back(std::move(note));
    ++seen.notes;
  };
  for (std::int64_t steps = dice.below(4); steps > 0; --steps) {
    const Creditable left = left_to_credit(invoice, notes);
    const auto n = static_cast<std::size_t>(dice.below(std::ssize(invoice.lines)));
    const std::int64_t most = std::min(left.lines[n].minor, left.total.minor);
    if (most <= 0) continue;
    const std::int64_t amount = 1 + dice.any(most - 1);
    add({{invoice.lines[n].id, Money{amount, invoice.currency}}});
    same("a credit note", notes.back().totals.total.minor, amount);
    same("its tax", notes.back().totals.tax.minor, exact::contained(amount, invoice.lines[n].tax_percent));
    if (amount == of.sums.lines[n].total.minor)
      same("the tax of a line that is taken back", notes.back().totals.tax.minor, of.expected.lines[n].tax);
  }
  if (left_to_credit(invoice, notes).total.minor > 0) {
    add({});
    for (const Money& rest : left_to_credit(invoice, notes).lines) same("the rest of a line", rest.minor, 0);
  }
  same("the credit notes", sum, of.sums.totals.total.minor);
}

// A deal became something else: what is billed, and what is billed more, is what it is now.
void check_difference(const Checked& was, const Checked& now, Seen& seen) {
  const auto rates = [](const Checked& of) {
    return sums_by_rate(of.document.lines, of.document.currency, of.document.pricing);
  };
  const Checked more = check_sums(
      {was.document.currency, lines_of_difference(rates(was), rates(now), "More"), {.tax_inclusive = true}});
  same("the difference", Integer(was.sums.totals.total.minor) + more.sums.totals.total.minor,
       now.sums.totals.total.minor);
  ++seen.differences;
}

void check_document(std::uint64_t seed, std::int64_t n, Seen& seen) {
  Dice dice(seed * 0x9e3779b97f4a7c15 + static_cast<std::uint64_t>(n));
  const Currency currency = dice.of(kCurrencies);
  const Checked one = check_sums(any_document(dice, currency));
  seen.lines += std::ssize(one.document.lines);
  check_parts(dice, one, seen);
  check_shares(dice, one, seen);
  check_credit_notes(dice, one, seen);
  if (dice.one_in(4)) check_difference(one, check_sums(any_document(dice, currency)), seen);
}

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

TEST(MoneyProperties, HoldForEveryDocument) {
  const std::uint64_t seed = setting("EVERY_SEED", std::random_device{}());
  const auto count = static_cast<std::int64_t>(setting("EVERY_MONEY_DOCUMENTS", 20'000));
  const char* only = std::getenv("EVERY_DOCUMENT");
  const std::int64_t first = only != nullptr ? std::atoll(only) : 0;
  Seen seen;
  for (std::int64_t n = first; n < (only != nullptr ? first + 1 : count); ++n) {
    try {
      check_document(seed, n, seen);
    } catch (const std::exception& e) {
      FAIL() << e.what() << "\nEVERY_SEED=" << seed << " EVERY_DOCUMENT=" << n << " repeats it";
    }
  }
  if (only == nullptr) {
    EXPECT_GT(seen.parts, count / 4);
    EXPECT_GT(seen.shares, count / 4);
    EXPECT_GT(seen.notes, count / 4);
  }
  fmt::print(
      "note: {} documents of seed {}: {} lines, {} parts of deals, {} shares of proposals, {} credit notes, "
      "{} "
      "differences\n",
      only != nullptr ? 1 : count, seed, seen.lines, seen.parts, seen.shares, seen.notes, seen.differences);
}

}  // namespace
}  // namespace every::domain
