#include "chat/slots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/money.h"
#include "base/text.h"

namespace every::chat {
namespace {

bool digits(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

const std::map<std::string_view, std::string_view>& currency_words() {
  static const std::map<std::string_view, std::string_view> kWords{
      {"dollars", ""}, {"dollar", ""},    {"bucks", ""},   {"usd", "USD"}, {"us$", "USD"},
      {"$", ""},       {"euros", "EUR"},  {"euro", "EUR"}, {"eur", "EUR"}, {"€", "EUR"},
      {"gbp", "GBP"},  {"pounds", "GBP"}, {"£", "GBP"},    {"chf", "CHF"}, {"cad", "CAD"},
      {"c$", "CAD"},   {"jpy", "JPY"},    {"yen", "JPY"},  {"¥", ""},      {"₹", "INR"},
      {"inr", "INR"},  {"rupees", "INR"}, {"rupee", "INR"}};
  return kWords;
}

// Sign, number and magnitude glued together: "$10,000.50", "10k", "€2.5m", "10.000,50€".
struct Glued {
  std::string digits, currency;
  int thousands = 0;  // 1 for k, 2 for m
};
std::optional<Glued> glued(std::string_view text) {
  Glued out;
  std::string s = to_lower(text);
  while (s.starts_with(">") || s.starts_with("<") || s.starts_with("=") || s.starts_with("+")) s.erase(0, 1);
  const auto take = [&](bool front) {
    for (const auto& [sign, code] : currency_words()) {
      if (s.size() <= sign.size()) continue;
      const bool there = front ? s.starts_with(sign) : s.ends_with(sign);
      if (!there) continue;
      front ? s.erase(0, sign.size()) : s.erase(s.size() - sign.size());
      out.currency = code;
      return;
    }
  };
  take(true);
  take(false);
  if (s.ends_with("+")) s.pop_back();
  if (s.ends_with(",-") || s.ends_with(".-")) s.resize(s.size() - 2);
  for (const auto& [word, n] : {std::pair{"mio", 2}, {"mn", 2}, {"k", 1}, {"m", 2}, {"tsd", 1}})
    if (s.size() > std::string_view(word).size() && s.ends_with(word)) {
      s.erase(s.size() - std::string_view(word).size());
      out.thousands = n;
      break;
    }
  if (s.empty() || s.find_first_not_of("0123456789.,'") != std::string::npos || !digits(s.substr(0, 1)))
    return std::nullopt;
  out.digits = s;
  return out;
}

// "10,000.50", "10.000,50", "2.5" to a plain decimal: the last mark is a point when it does not stand before
// three digits.
std::string plain(std::string s, int thousands) {
  std::erase(s, '\'');
  const auto mark = s.find_last_of(".,");
  std::string whole = s, fraction;
  if (mark != std::string::npos && (s.size() - mark - 1 != 3 || thousands > 0)) {
    whole = s.substr(0, mark);
    fraction = s.substr(mark + 1);
  }
  std::erase(whole, '.');
  std::erase(whole, ',');
  for (int i = 0; i < 3 * thousands; ++i) {
    whole += fraction.empty() ? '0' : fraction[0];
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  while (whole.size() > 1 && whole[0] == '0') whole.erase(0, 1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (fraction.size() == 1) fraction += '0';
  return fraction.empty() ? whole : whole + "." + fraction;
}

bool is_concept_before(const Reading& r, std::size_t at, std::string_view name) {
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    if (r.at(at - back, name)) return true;
    if (!r.known[at - back] && back > 1) return false;
  }
  return false;
}

}  // namespace

std::vector<Amount> amounts_in(const Reading& r) {
  std::vector<Amount> out;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const Word& word = r.words[i];
    if (word.quoted || word.email || word.text.find(':') != std::string::npos) continue;
    auto number = glued(word.folded);
    if (!number) {  // "five thousand"
      static const std::map<std::string_view, std::string_view> kSpoken{
          {"one", "1"},     {"two", "2"},      {"three", "3"},    {"four", "4"},    {"five", "5"},
          {"six", "6"},     {"seven", "7"},    {"eight", "8"},    {"nine", "9"},    {"ten", "10"},
          {"twelve", "12"}, {"fifteen", "15"}, {"twenty", "20"},  {"thirty", "30"}, {"forty", "40"},
          {"fifty", "50"},  {"a", "1"},        {"hundred", "100"}};
      const auto spoken = kSpoken.find(word.folded);
      const bool large =
          i + 1 < r.words.size() && (r.words[i + 1].folded == "thousand" ||
                                     r.words[i + 1].folded == "hundred" || r.words[i + 1].folded == "grand" ||
                                     r.words[i + 1].folded == "million" || r.words[i + 1].folded == "k");
      if (spoken == kSpoken.end() || !large) continue;
      number = Glued{std::string(spoken->second), "", 0};
      if (r.words[i + 1].folded == "hundred") number->digits += "00";
    }
    Amount amount{number->digits, number->currency, i};
    int thousands = number->thousands;
    bool hundreds = false;  // of thousands
    std::size_t after = i + 1;
    if (after < r.words.size() && digits(r.words[after].text) && r.words[after].text.size() == 3 &&
        digits(number->digits) && number->digits.size() <= 3) {  // 10 000
      amount.amount += r.words[after].text;
      ++after;
    }
    if (after < r.words.size()) {
      const std::string& next = r.words[after].folded;
      if (next == "hundred")
        ++after;
      else if (next == "k" || next == "thousand" || next == "grand")
        thousands = 1, ++after;
      else if (next == "lakh" || next == "lakhs")
        thousands = 1, hundreds = true, ++after;
      else if (next == "million" || next == "m" || next == "mio")
        thousands = 2, ++after;
    }
    if (amount.currency.empty() && after < r.words.size())
      if (const auto code = currency_words().find(r.words[after].folded); code != currency_words().end())
        amount.currency = code->second;
    if (amount.currency.empty() && i > 0)
      if (const auto code = currency_words().find(r.words[i - 1].folded); code != currency_words().end())
        amount.currency = code->second;
    amount.thousands = thousands;
    amount.amount = plain(amount.amount, thousands) + (hundreds ? "00" : "");
    out.push_back(std::move(amount));
    i = after - 1;
  }
  return out;
}

Bounds bounds_in(const Reading& r) {
  Bounds out;
  auto amounts = amounts_in(r);
  // "Between five and ten thousand": what the second is said in goes for the first.
  if (r.has("between") && amounts.size() == 1 && amounts[0].at > 1 &&
      r.words[amounts[0].at - 1].folded == "and")
    if (const int n = number_word(r.words[amounts[0].at - 2].folded); n > 0)
      amounts.insert(amounts.begin(), Amount{std::to_string(n), amounts[0].currency, amounts[0].at - 2, 0});
  const bool range =
      amounts.size() == 2 && amounts[1].at == amounts[0].at + 2 &&
      (r.words[amounts[0].at + 1].folded == "to" || r.words[amounts[0].at + 1].folded == "and");
  if (amounts.size() == 2 && amounts[0].thousands == 0 && amounts[1].thousands > 0 &&
      amounts[0].amount.size() < 4)
    amounts[0].amount = plain(amounts[0].amount, amounts[1].thousands);
  if (amounts.size() == 2 &&
      ((r.has("between") && is_concept_before(r, amounts[0].at, "between")) || range)) {
    out.over = amounts[0];
    out.under = amounts[1];
    if (out.over->currency.empty()) out.over->currency = out.under->currency;
    if (out.under->currency.empty()) out.under->currency = out.over->currency;
    return out;
  }
  for (const Amount& amount : amounts) {
    const std::string& text = r.words[amount.at].text;
    const auto says = [&](std::string_view name) {
      if (is_concept_before(r, amount.at, name)) return true;
      for (std::size_t i = amount.at + 1; i < r.words.size() && i <= amount.at + 4; ++i)
        if (r.at(i, name)) return true;
      return false;
    };
    const bool over = says("over") || text.starts_with(">") || text.ends_with("+");
    const bool denied = amount.at > 1 && r.words[amount.at - 2].folded == "not";
    if (denied && (r.at(amount.at - 1, "over") || r.at(amount.at - 1, "under"))) {
      (r.at(amount.at - 1, "over") ? out.under : out.over) = amount;
      continue;
    }
    const bool negated = amount.at > 2 &&
                         (r.words[amount.at - 3].folded == "not" || r.words[amount.at - 3].folded == "no") &&
                         is_concept_before(r, amount.at, "over");
    if (negated) {
      out.under = amount;
      continue;
    }
    const bool under = says("under") || text.starts_with("<");
    if (under && !(over && is_concept_before(r, amount.at, "over")))
      out.under = amount;
    else if (over)
      out.over = amount;
  }
  return out;
}

std::optional<int> ordinal_in(const Reading& r) {
  static const std::map<std::string_view, int> kWords{
      {"first", 1},   {"second", 2},   {"third", 3},  {"fourth", 4},  {"fifth", 5},  {"sixth", 6},
      {"seventh", 7}, {"eighth", 8},   {"ninth", 9},  {"tenth", 10},  {"1st", 1},    {"2nd", 2},
      {"3rd", 3},     {"4th", 4},      {"5th", 5},    {"6th", 6},     {"7th", 7},    {"8th", 8},
      {"9th", 9},     {"10th", 10},    {"erste", 1},  {"ersten", 1},  {"zweite", 2}, {"zweiten", 2},
      {"dritte", 3},  {"dritten", 3},  {"vierte", 4}, {"vierten", 4}, {"fünfte", 5}, {"fünften", 5},
      {"sechste", 6}, {"sechsten", 6}, {"top", 1}};
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& f = r.words[i].folded;
    // "I check them first"
    static constexpr std::string_view kWhich[] = {"the", "my", "number", "and", "or", "only", "just", "skip"};
    const bool when =
        f == "first" && i > 2 && (r.words[i].ends || i + 1 == r.words.size()) &&
        std::find(std::begin(kWhich), std::end(kWhich), r.words[i - 1].folded) == std::end(kWhich);
    if (const auto found = kWords.find(f); found != kWords.end() && !when) return found->second;
    if (f.size() > 1 && f[0] == '#' && digits(std::string_view(f).substr(1)) && f.size() < 8)
      return std::stoi(f.substr(1));
    if (i > 0 && (r.words[i - 1].folded == "number" || r.words[i - 1].folded == "match" ||
                  r.words[i - 1].folded == "no"))
      if (const int n = number_word(f); n > 0 && !r.words[i].number) return n;
    if (digits(f) && f.size() < 5 && i > 0 &&
        (r.words[i - 1].folded == "number" || r.words[i - 1].folded == "no" ||
         r.words[i - 1].folded == "nr" || r.words[i - 1].folded == "#" || r.words[i - 1].folded == "match"))
      return std::stoi(f);
  }
  // "Den letzten bitte neu anlegen"
  static constexpr std::string_view kLast[] = {"letzte", "letzten"};
  static constexpr std::string_view kThe[] = {"die", "den", "der", "das", "dem"};
  for (std::size_t i = 1; i < r.words.size(); ++i)
    if (std::find(std::begin(kLast), std::end(kLast), r.words[i].folded) != std::end(kLast) &&
        std::find(std::begin(kThe), std::end(kThe), r.words[i - 1].folded) != std::end(kThe) &&
        (i + 1 == r.words.size() || (!r.words[i + 1].capital && !r.words[i + 1].number)))
      return -1;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (r.words[i].folded != "last") continue;
    const bool closes = r.words[i].ends || i + 1 == r.words.size();
    if (closes ? i > 0 && r.words[i - 1].folded == "the"
               : r.words[i + 1].folded == "one" || r.words[i + 1].folded == "match" ||
                     r.words[i + 1].folded == "of")
      return -1;
  }
  return std::nullopt;
}

std::optional<int> count_in(const Reading& r) {
  static const std::map<std::string_view, int> kWords{
      {"two", 2},     {"three", 3},  {"four", 4},    {"five", 5},    {"six", 6},     {"seven", 7},
      {"eight", 8},   {"nine", 9},   {"ten", 10},    {"eleven", 11}, {"twelve", 12}, {"fifteen", 15},
      {"thirty", 30}, {"fifty", 50}, {"zwei", 2},    {"vier", 4},    {"twenty", 20}, {"dozen", 12},
      {"fünf", 5},    {"drei", 3},   {"zehn", 10},   {"acht", 8},    {"sechs", 6},   {"sieben", 7},
      {"neun", 9},    {"zwölf", 12}, {"zwanzig", 20}};
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& f = r.words[i].folded;
    // "Half a dozen"
    if (f == "half" && i + 1 < r.words.size() &&
        (r.words[i + 1].folded == "dozen" || (i + 2 < r.words.size() && r.words[i + 2].folded == "dozen")))
      return 6;
    if (digits(f) && f.size() < 4 && f != "0") {
      const std::string next = i + 1 < r.words.size() ? r.words[i + 1].folded : "";
      if (next.size() == 3 && digits(next)) {  // 15 000
        ++i;
        continue;
      }
      if (next == "days" || next == "day" || next == "weeks" || next == "hours" || next == "months" ||
          next == "am" || next == "pm")
        continue;
      if (currency_words().contains(next)) continue;
      // "On line 2": no count of anything.
      if (i > 0 && (r.words[i - 1].folded == "line" || r.words[i - 1].folded == "number" ||
                    r.words[i - 1].folded == "no" || r.words[i - 1].folded == "at"))
        continue;
      return std::stoi(f);
    }
    if (const auto found = kWords.find(f); found != kWords.end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace every::chat
