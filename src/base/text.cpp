#include "base/text.h"

#include <unicode/idna.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace every {
namespace {

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto size = static_cast<int>(text.size());
  for (int at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) return false;
  }
  return true;
}

// ICU's macros cast as C does.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
std::string trim(std::string_view text) {
  const auto size = static_cast<int>(text.size());
  int first = 0;
  while (first < size) {
    int at = first;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0 || !u_isUWhiteSpace(c)) break;
    first = at;
  }
  int last = size;
  while (last > first) {
    int at = last;
    UChar32 c = 0;
    U8_PREV(text.data(), first, at, c);
    if (c < 0 || !u_isUWhiteSpace(c)) break;
    last = at;
  }
  return std::string(text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)));
}

bool is_visible(std::string_view text) {
  constexpr UChar32 kBrailleBlank = 0x2800;
  const auto size = static_cast<int>(text.size());
  for (int at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) return true;  // shown as a replacement
    const auto type = u_charType(c);
    const bool hidden = u_isUWhiteSpace(c) || c == kBrailleBlank || type == U_CONTROL_CHAR ||
                        type == U_FORMAT_CHAR || type == U_UNASSIGNED ||
                        u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    if (!hidden) return true;
  }
  return false;
}
#pragma GCC diagnostic pop

namespace {

// What the folding below makes of text that is all ASCII, where nothing needs to be looked up.
std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      blank = !out.empty();
      continue;
    }
    if (blank) out.push_back(' ');
    blank = false;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  // NFKC_Casefold: compatibility composition, full case folding, default ignorables removed.
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return to_lower_ascii(trim(text));
  const icu::UnicodeString folded = normalizer->normalize(from_utf8(text), status);
  icu::UnicodeString out;
  bool blank = false;
  for (int32_t i = 0; i < folded.length();) {
    const UChar32 c = folded.char32At(i);
    i += U16_LENGTH(c);
    if (u_isUWhiteSpace(c)) {
      blank = !out.isEmpty();
    } else {
      if (blank) out.append(u' ');
      blank = false;
      out.append(c);
    }
  }
  return to_utf8(out);
}

std::string shorten(std::string_view text, std::size_t max) {
  const auto size = static_cast<int>(text.size());
  int at = 0;
  for (std::size_t n = 0; n < max && at < size; ++n) U8_FWD_1(text.data(), at, size);
  return std::string(text.substr(0, static_cast<std::size_t>(at)));
}

std::size_t length(std::string_view text) {
  const auto size = static_cast<int>(text.size());
  std::size_t n = 0;
  for (int at = 0; at < size; ++n) U8_FWD_1(text.data(), at, size);
  return n;
}

std::string ascii_host(std::string_view host) {
  // Nothing to translate, and nothing translated that would have to be checked.
  if (is_ascii(host) && to_lower_ascii(host).find("xn--") == std::string::npos) return to_lower_ascii(host);
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::IDNA> idna(
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status));
  if (idna == nullptr) return to_lower_ascii(host);
  icu::UnicodeString out;
  icu::IDNAInfo info;
  status = U_ZERO_ERROR;
  idna->nameToASCII(from_utf8(host), out, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return to_lower_ascii(host);
  return to_utf8(out);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(separator);
    std::string part = trim(text.substr(0, end));
    if (!part.empty()) parts.push_back(std::move(part));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::string to_lower(std::string_view text) {
  return to_utf8(from_utf8(text).toLower(icu::Locale::getRoot()));
}

std::string to_upper(std::string_view text) {
  return to_utf8(from_utf8(text).toUpper(icu::Locale::getRoot()));
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool iequals_ascii(std::string_view a, std::string_view b) {
  return to_lower_ascii(a) == to_lower_ascii(b);
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto u = static_cast<unsigned char>(byte);
    out.push_back(kDigits[u >> 4]);
    out.push_back(kDigits[u & 15]);
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace every
