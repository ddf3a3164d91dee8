// Where the generated people live: names as they write them, in their scripts, with what an address there
// looks like. Every name is a common one; no person is meant.
#pragma once

#include <span>
#include <string_view>

namespace every::sandbox {

struct WrittenName {
  std::string_view native;
  std::string_view latin;  // lower case a-z, for e-mail addresses and domains
};

struct Locale {
  std::string_view country, country_code, language, currency, dial;
  std::string_view zip;  // # stands for a digit
  bool family_first;
  std::span<const WrittenName> given, family;
  std::span<const std::string_view> cities, streets;
  std::string_view company;  // {} stands for the family name
};

std::span<const Locale> world();

}  // namespace every::sandbox
