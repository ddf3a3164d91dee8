#include "domain/language.h"

#include <algorithm>

namespace every::domain {
namespace {

constexpr std::array<std::string_view, kLanguages.size()> kNames = {"en", "de", "fr", "es", "it",
                                                                    "nl", "pt", "ja", "ar", "hi"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_country(std::string_view text) {
  return text.size() == 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string_view name(Language language) {
  return kNames[static_cast<std::size_t>(language)];
}

std::optional<Language> language_from(std::string_view tag) {
  std::string first(tag.substr(0, tag.find_first_of("-_")));
  std::transform(first.begin(), first.end(), first.begin(), lower);
  const auto found = std::find(kNames.begin(), kNames.end(), first);
  if (found == kNames.end()) return std::nullopt;
  return kLanguages[static_cast<std::size_t>(found - kNames.begin())];
}

bool right_to_left(Language language) {
  return language == Language::arabic;
}

std::string document_locale(const LanguageChoice& choice) {
  const auto of_locale = language_from(choice.workspace_locale);
  std::optional<Language> language;
  for (const std::string_view said : {choice.document, choice.client, choice.workspace})
    if (!language) language = language_from(said);
  if (!language) language = of_locale.value_or(Language::english);
  if (language == of_locale) return std::string(choice.workspace_locale);
  std::string tag(name(*language));
  if (is_country(choice.client_country)) tag += "-" + std::string(choice.client_country);
  return tag;
}

}  // namespace every::domain
