#include "chat/words.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "chat/contractions_table.h"

namespace every::chat {
namespace {

// One code point from `text` at `at`; malformed bytes come as themselves.
std::string_view next(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return text.substr(at, n);
}

bool one_of(std::string_view c, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), c) != list.end();
}

bool is_space(std::string_view c) {
  return one_of(c, {" ", "\t", "\n", "\r", "\u00A0", "\u2009", "\u202F", "\u3000"});
}
// Marks without width: they may hide a word or turn its direction, and mean nothing to us.
bool is_hidden(std::string_view c) {
  return one_of(c, {"\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D",
                    "\u202E", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF"});
}
bool ends_part(std::string_view c) {
  return one_of(c, {",", ".", "?", "!", ";", ":", "\u2026", "(", ")", "\u2013", "\u2014", "\u061F"});
}
// Brackets and the like part words and say nothing.
bool parts_words(std::string_view c) {
  return one_of(c, {"[", "]", "{", "}", "|", "*", "~", "^", "=", "\\"});
}
// A point after one of these ends no sentence.
bool is_short_form(std::string_view raw) {
  static const std::vector<std::string> kShort{"mr", "mrs", "ms", "messrs", "dr",  "st",
                                               "co", "jr",  "sr", "prof",   "bros"};
  return std::find(kShort.begin(), kShort.end(), fold(raw)) != kShort.end();
}
// "A. B. Carter"
bool is_initial(std::string_view raw, std::string_view rest) {
  const auto big = [](std::string_view c) { return to_lower(c) != c; };
  const auto at = rest.find_first_not_of(' ');
  return !raw.empty() && next(raw, 0).size() == raw.size() && big(raw) && at != std::string_view::npos &&
         big(next(rest, at));
}
bool is_apostrophe(std::string_view c) {
  return one_of(c, {"'", "\u2019", "\u02BC", "`"});
}

bool has_digit(std::string_view s) {
  return s.find_first_of("0123456789") != std::string_view::npos;
}

// Where a quotation that began with `open` ends from `at` on, and how long its end is; people mix the marks.
std::pair<std::size_t, std::size_t> closing(std::string_view text, std::string_view open, std::size_t at) {
  static const std::map<std::string_view, std::vector<std::string_view>> kPairs{
      {"\"", {"\"", "\u201D", "\u201C"}},
      {"\u201C", {"\u201D", "\"", "\u201C"}},
      {"\u201D", {"\u201D", "\""}},
      {"\u201E", {"\u201C", "\u201D", "\""}},
      {"\u00AB", {"\u00BB"}},
      {"\u2039", {"\u203A"}},
      {"\u300C", {"\u300D"}},
      {"'", {"'", "\u2019"}},
      {"\u2018", {"\u2019", "'"}},
      {"\u201A", {"\u2018", "\u2019"}},
      {"`", {"`"}}};
  std::pair<std::size_t, std::size_t> out{std::string_view::npos, 0};
  const auto found = kPairs.find(open);
  if (found == kPairs.end()) return out;
  for (const std::string_view close : found->second)
    for (auto end = text.find(close, at); end != std::string_view::npos;
         end = text.find(close, end + close.size())) {
      // An apostrophe ends a quotation only at the end of a word.
      const std::size_t after = end + close.size();
      if (is_apostrophe(close) && after < text.size() && !is_space(next(text, after)) &&
          !ends_part(next(text, after)))
        continue;
      if (end < out.first) out = {end, close.size()};
      break;
    }
  return out;
}
bool opens_quotation(std::string_view c) {
  return one_of(
      c, {"\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u2039", "\u300C", "'", "\u2018", "\u201A", "`"});
}
// Pictures and their parts.
bool is_picture(std::string_view c) {
  if (c.size() == 4) return c >= "\U0001F000" && c <= "\U0001FAFF";
  return c.size() == 3 && ((c >= "\u2190" && c <= "\u2BFF" && c != "\u2265" && c != "\u2264") ||
                           c == "\uFE0F" || c == "\u20E3");
}

// "what's" and the like, opened.
const std::map<std::string, std::string, std::less<>>& contractions() {
  static const auto kOpened = [] {
    std::map<std::string, std::string, std::less<>> out;
    for (const Contraction& row : kContractions)
      for (std::string& form : split(row.forms, '|')) out.emplace(std::move(form), row.opened);
    return out;
  }();
  return kOpened;
}

void add(std::vector<Word>& out, std::string raw, bool sentence_end) {
  // Marks alone: two of them compare, the others say nothing.
  if (raw != "@" && raw.find_first_not_of("<>-_+/#%&.:,;@$!?'`()\xC2\xA0") == std::string::npos) {
    if (raw == "-" && !out.empty()) out.back().ends = true;  // as longer dashes do
    if (raw == ">")
      raw = "over";
    else if (raw == "<")
      raw = "under";
    else if (raw != "&" && raw != "%")
      return;
  }
  while (raw.size() > 1 && raw.find('@') != std::string::npos && (raw.front() == '<' || raw.back() == '>'))
    raw.front() == '<' ? raw.erase(0, 1) : raw.erase(raw.size() - 1);
  // "@9am" and "daily @ 9".
  if (raw == "@" || (raw.size() > 1 && raw[0] == '@' && raw[1] >= '0' && raw[1] <= '9')) {
    Word at;
    at.text = at.folded = "at";
    out.push_back(at);
    if (raw == "@") return;
    raw.erase(0, 1);
  }
  // Periods and commas inside of amounts, addresses and names stay; those at the end went before.
  Word word;
  word.ends = sentence_end;
  const std::string folded = fold(raw);
  if (const auto opened = contractions().find(folded); opened != contractions().end()) {
    const auto parts = split(opened->second, ' ');
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Word part;
      part.text = part.folded = parts[i];
      part.ends = sentence_end && i + 1 == parts.size();
      out.push_back(part);
    }
    return;
  }
  if (folded.size() > 2 && folded.ends_with("'s")) {
    word.possessive = true;
    raw.resize(raw.size() - 2);
  } else if (folded.size() > 2 && folded.ends_with("s'")) {
    word.possessive = true;
    raw.resize(raw.size() - 1);
  }
  const auto at = raw.find('@');
  word.email = at != std::string::npos && at > 0 && raw.find('.', at) != std::string::npos;
  word.text = raw;
  word.folded = fold(raw);
  // "5-10k" is two amounts with a bound between them.
  if (const auto dash = raw.find('-'); dash != std::string::npos && dash > 0 && dash + 1 < raw.size() &&
                                       raw.size() < 16 && !word.email &&
                                       raw.find('-', dash + 1) == std::string::npos &&
                                       raw.find_first_not_of("0123456789.,kKmM$-") == std::string::npos &&
                                       raw.find_first_of("kKmM$") != std::string::npos &&
                                       raw[dash + 1] != '-' && raw[dash + 1] >= '$' && raw[dash + 1] <= '9') {
    Word between;
    between.text = between.folded = "between";
    out.push_back(between);
    add(out, raw.substr(0, dash), false);
    Word conjunction;
    conjunction.text = conjunction.folded = "and";
    out.push_back(conjunction);
    add(out, raw.substr(dash + 1), sentence_end);
    return;
  }
  const bool digits = has_digit(word.folded);
  word.number = digits && !word.email &&
                (word.folded.empty() || !std::isalpha(static_cast<unsigned char>(word.folded[0])));
  word.capital =
      !word.email && (to_lower(raw) != raw) &&
      (to_lower(raw.substr(0, next(raw, 0).size())) != raw.substr(0, next(raw, 0).size()) || digits);
  // A word of two parts is two words, a number of a document is one, and so is a name with capitals.
  if (!digits && !word.email && raw.find('-') != std::string::npos && !word.capital) {
    const auto parts = split(raw, '-');
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Word part;
      part.text = parts[i];
      part.folded = fold(parts[i]);
      part.possessive = word.possessive && i + 1 == parts.size();
      part.ends = sentence_end && i + 1 == parts.size();
      part.line = i + 1 < parts.size();
      out.push_back(part);
    }
    return;
  }
  if (!word.text.empty()) out.push_back(std::move(word));
}

}  // namespace

std::vector<Word> words_of(std::string_view given) {
  const std::string text = shorten(given, kTextMax);
  std::vector<Word> out;
  std::string raw;
  const auto flush = [&](bool end) {
    if (!raw.empty())
      add(out, std::move(raw), end);
    else if (end && !out.empty())
      out.back().ends = true;
    raw.clear();
  };
  for (std::size_t at = 0; at < text.size() && out.size() < kWordsMax;) {
    const std::string_view c = next(text, at);
    const std::size_t after = at + c.size();
    const auto glued = [&] {  // a letter or digit follows at once
      return after < text.size() && !is_space(next(text, after)) && !ends_part(next(text, after)) &&
             !opens_quotation(next(text, after));
    };
    // "w/o"
    const bool without = fold(raw) == "w" && after < text.size() && fold(next(text, after)) == "o" &&
                         (after + 1 == text.size() || is_space(next(text, after + 1)));
    if (is_hidden(c)) {
      at = after;
      continue;
    }
    if (raw.empty() && opens_quotation(c)) {
      const auto [end, length] = closing(text, c, after);
      const std::string inside =
          end == std::string::npos ? "" : trim(std::string_view(text).substr(after, end - after));
      if (!inside.empty()) {
        Word word;
        word.text = inside;
        word.folded = fold(inside);
        word.quoted = word.capital = true;
        out.push_back(word);
        at = end + length;
        continue;
      }
      at = after;
      continue;
    }
    if (is_picture(c)) {
      flush(false);
      at = after;
      continue;
    }
    if (c == "." && after < text.size() && is_space(next(text, after)) && is_short_form(raw)) {
      flush(false);
      if (!out.empty()) out.back().text += ".";
    } else if (c == "." && is_initial(raw, text.substr(after))) {
      raw += c;
      flush(false);
    } else if (parts_words(c) || (c == "/" && !raw.empty() && !without &&
                                  raw.find_first_of(".0123456789:/") == std::string::npos)) {
      flush(false);
    } else if (c == ":" && glued() && raw.size() > 2 &&
               raw.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
                   std::string::npos &&
               !text.substr(after).starts_with("//")) {
      flush(true);  // "client:acme"
    } else if (is_space(c) || one_of(c, {"\"", "\u201C", "\u201D", "\u00BB", "\u00AB"})) {
      flush(false);
    } else if (is_apostrophe(c)) {
      raw += "'";
    } else if (ends_part(c) && (!glued() || raw.empty() || one_of(c, {"?", "!", ";", "(", ")"}))) {
      flush(true);
      if ((c == "?" || c == "\u061F") && !out.empty()) out.back().asks = true;
    } else {
      raw += c;
    }
    at = after;
  }
  flush(true);
  return out;
}

int distance(std::string_view a, std::string_view b, int most) {
  if (std::abs(std::ssize(a) - std::ssize(b)) > most) return most + 1;
  if (a.size() > 40 || b.size() > 40) return a == b ? 0 : most + 1;
  std::array<std::array<int, 42>, 42> d{};
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return std::min(d[a.size()][b.size()], most + 1);
}

int slips(std::string_view word) {
  return word.size() < 4 ? 0 : word.size() < 8 ? 1 : 2;
}

bool alike(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const int most = std::min(slips(a), slips(b));
  return most > 0 && distance(a, b, most) <= most;
}

}  // namespace every::chat
