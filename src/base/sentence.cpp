#include "base/sentence.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace every {
namespace {

// Characters that no text has that came through the API, and that nothing here takes for white space. A
// sentence is kBegin pattern (kFact kind value (kEnglish words)?)* kEnd.
constexpr char kBegin = '\x01', kEnd = '\x02', kFact = '\x03', kEnglish = '\x04';
constexpr std::string_view kMarks = "\x01\x02\x03\x04";
constexpr std::string_view kIsolate = "\xE2\x81\xA8", kIsolateEnd = "\xE2\x81\xA9";  // FSI, PDI

std::string without_marks(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return kMarks.find(c) != std::string_view::npos; });
  return out;
}

// Each kBegin has its kEnd, and nothing else is marked outside.
bool well_formed(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == kBegin) ++depth;
    if ((c == kEnd || c == kFact || c == kEnglish) && depth == 0) return false;
    if (c == kEnd) --depth;
  }
  return depth == 0;
}

bool turns_its_neighbours(std::string_view text) {
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0x590) continue;
    switch (u_charDirection(c)) {
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
      case U_ARABIC_NUMBER:
      case U_LEFT_TO_RIGHT_EMBEDDING:
      case U_LEFT_TO_RIGHT_OVERRIDE:
      case U_RIGHT_TO_LEFT_EMBEDDING:
      case U_RIGHT_TO_LEFT_OVERRIDE:
        return true;
      default:
        break;
    }
  }
  return false;
}

std::string isolated(std::string_view text) {
  if (!turns_its_neighbours(text)) return std::string(text);
  return std::string(kIsolate) + std::string(text) + std::string(kIsolateEnd);
}

// The end of the sentence that begins at `at`: where its kEnd is, or the end of a text that was cut.
std::size_t end_of(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == kBegin) ++depth;
    if (text[at] == kEnd && --depth == 0) return at;
  }
  return at;
}

// What stands between the separators of this sentence, not of those inside it.
std::vector<std::string_view> parts_of(std::string_view body, char separator) {
  std::vector<std::string_view> out;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == kBegin) ++depth;
    if (body[at] == kEnd) --depth;
    if (body[at] != separator || depth != 0) continue;
    out.push_back(body.substr(from, at - from));
    from = at + 1;
  }
  out.push_back(body.substr(from));
  return out;
}

std::string said(std::string_view fact, const Wording& wording) {
  if (fact.empty()) return {};
  const char kind = fact.front();
  const auto parts = parts_of(fact.substr(1), kEnglish);
  const std::string_view value = parts.front(), english = parts.size() > 1 ? parts[1] : "";
  if (kind == 'n') {
    std::int64_t n = 0;
    std::from_chars(value.data(), value.data() + value.size(), n);
    return wording.count(n);
  }
  if (kind == 'q') return wording.decimal(value);
  if (kind == 'm') {
    const auto blank = value.find(' ');
    const auto currency = Currency::from(value.substr(0, blank));
    const auto amount = currency && blank != std::string_view::npos
                            ? Money::parse(value.substr(blank + 1), *currency)
                            : std::nullopt;
    return amount ? wording.money(*amount, english) : std::string(english);
  }
  if (kind == 'd' || kind == 'w') {
    const auto day = parse_date(value.substr(0, 10));
    if (!day) return std::string(english);
    return kind == 'd' ? wording.day(*day, english)
                       : wording.moment(*day, value.size() > 11 ? value.substr(11) : "", english);
  }
  return has_sentences(value) ? worded(value, wording) : isolated(value);
}

// {} is the next fact, {1} the second one.
std::string filled(std::string_view pattern, const std::vector<std::string_view>& parts,
                   const Wording& wording) {
  std::string out;
  std::size_t next = 1;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    if (close == std::string_view::npos || close - at > 2) {
      out += pattern[at];
      continue;
    }
    const std::size_t which = close == at + 1 ? next++ : static_cast<std::size_t>(pattern[at + 1] - '0') + 1;
    if (which < parts.size()) out += said(parts[which], wording);
    at = close;
  }
  return out;
}

}  // namespace

std::string Wording::count(std::int64_t n) const {
  std::string out = std::to_string(n);
  for (auto at = std::ssize(out) - 3; at > (n < 0 ? 1 : 0); at -= 3)
    out.insert(static_cast<std::size_t>(at), ",");
  return out;
}
std::string Wording::decimal(std::string_view plain) const {
  return std::string(plain);
}
std::string Wording::money(Money, std::string_view english) const {
  return std::string(english);
}
std::string Wording::day(Date, std::string_view english) const {
  return std::string(english);
}
std::string Wording::moment(Date, std::string_view, std::string_view english) const {
  return std::string(english);
}

Fact::Fact(std::string_view text) : kept_("t") {
  kept_ += has_sentences(text) && well_formed(text) ? std::string(text) : without_marks(text);
}
Fact Fact::counted(std::int64_t n) {
  Fact out;
  out.kept_ = "n" + std::to_string(n);
  return out;
}
Fact::Fact(Decimal number) : kept_("q" + number.text()) {}
Fact::Fact(Money amount, std::string_view english) {
  const std::string code(amount.currency.code());
  kept_ = "m" + code + " " + amount.decimal() + kEnglish +
          (english.empty() ? amount.decimal() + " " + code : without_marks(english));
}
Fact::Fact(Date day, std::string_view english) {
  const std::string plain = to_text(day);
  kept_ = "d" + plain + kEnglish + (english.empty() ? plain : without_marks(english));
}
Fact Fact::moment(Instant at, std::string_view zone, std::string_view english) {
  const auto* place = date::locate_zone(is_zone(zone) ? std::string(zone) : "Etc/UTC");
  const auto wall = place->to_local(date::sys_time<Millis>(at.time_since_epoch()));
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(wall - date::floor<date::days>(wall)).count();
  Fact out;
  out.kept_ = fmt::format("w{}T{:02}:{:02}{}{}", to_text(local_date(at, zone)), minutes / 60, minutes % 60,
                          kEnglish, without_marks(english));
  return out;
}

std::string sentence_of(std::string_view pattern, std::initializer_list<Fact> facts) {
  std::string out(1, kBegin);
  out += pattern;
  for (const Fact& fact : facts) {
    out += kFact;
    out += fact.kept();
  }
  return out + kEnd;
}

std::string ours(std::string_view text) {
  return text.empty() || has_sentences(text) ? std::string(text) : sentence_of(text, {});
}

bool has_sentences(std::string_view text) {
  return text.find(kBegin) != std::string_view::npos;
}

std::string worded(std::string_view text, const Wording& wording) {
  if (!has_sentences(text)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != kBegin) {
      const std::size_t next = std::min(text.find(kBegin, at), text.size());
      out += without_marks(text.substr(at, next - at));
      at = next;
      continue;
    }
    const std::size_t end = end_of(text, at);
    const auto parts = parts_of(text.substr(at + 1, end - at - 1), kFact);
    const std::string_view pattern = wording.pattern(parts.front());
    out += parts.size() == 1 ? std::string(pattern) : filled(pattern, parts, wording);
    at = std::min(end + 1, text.size());
  }
  return out;
}

std::string english(std::string_view text) {
  return worded(text, Wording());
}

void word(json::value& document, const Wording& wording) {
  if (document.is_string()) {
    const std::string_view text(document.get_string());
    if (has_sentences(text)) document = json::string(worded(text, wording));
  } else if (document.is_array()) {
    for (json::value& one : document.get_array()) word(one, wording);
  } else if (document.is_object()) {
    for (auto& member : document.get_object()) word(member.value(), wording);
  }
}

// As JSON escapes kBegin. Most answers have none.
bool has_sentences_in_json(std::string_view document) {
  return document.find("\\u0001") != std::string_view::npos;
}

std::string worded_json(std::string document, const Wording& wording) {
  if (!has_sentences_in_json(document)) return document;
  auto parsed = parse_json(document);
  if (!parsed.ok()) return document;
  word(*parsed, wording);
  return json::serialize(*parsed);
}

}  // namespace every
