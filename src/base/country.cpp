#include "base/country.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <map>

#include "base/text.h"

namespace every {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;

// What people write and no list of official names has.
constexpr std::pair<std::string_view, std::string_view> kCommon[] = {
    {"uk", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"wales", "GB"},
    {"northern ireland", "GB"},
    {"great britain", "GB"},
    {"u.k.", "GB"},
    {"u.s.", "US"},
    {"u.s.a.", "US"},
    {"united states of america", "US"},
    {"america", "US"},
    {"the netherlands", "NL"},
    {"holland", "NL"},
    {"republic of ireland", "IE"},
    {"czech republic", "CZ"},
    {"russian federation", "RU"},
    {"republic of korea", "KR"},
    {"korea", "KR"},
    {"viet nam", "VN"},
    {"turkey", "TR"},
    {"uae", "AE"},
    {"ivory coast", "CI"},
    {"brasil", "BR"},
    {"hong kong", "HK"},
    {"macau", "MO"},
    {"burma", "MM"},
    {"swaziland", "SZ"},
    {"macedonia", "MK"},
    {"the gambia", "GM"},
    {"the bahamas", "BS"},
};

std::string folded(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return fold(out);
}

Names all_names() {
  Names out;
  const icu::Locale languages[] = {icu::Locale("en"), icu::Locale("de"), icu::Locale("fr"), icu::Locale("es"),
                                   icu::Locale("it"), icu::Locale("pt"), icu::Locale("nl")};
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    const icu::Locale country("", *code);
    out.emplace(fold(*code), *code);
    if (const char* three = country.getISO3Country(); three != nullptr && *three != '\0')
      out.emplace(fold(three), *code);
    for (const icu::Locale& language : languages) {
      icu::UnicodeString name;
      country.getDisplayCountry(language, name);
      // The first language that has a name keeps it: no two countries share one within a language.
      if (name.length() > 3) out.emplace(folded(name), *code);
    }
  }
  for (const auto& [name, code] : kCommon) out.insert_or_assign(std::string(name), std::string(code));
  return out;
}

}  // namespace

std::optional<std::string> country_code(std::string_view text) {
  static const Names kNames = all_names();
  const auto at = kNames.find(fold(text));
  if (at == kNames.end()) return std::nullopt;
  return at->second;
}

}  // namespace every
