#include "domain/language.h"

#include <algorithm>

namespace every::domain {
namespace {

constexpr std::array<std::string_view, kLanguages.size()> kNames = {"en", "de", "fr", "es", "it",
                                                                    "nl", "pt", "ja", "ar", "hi"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "0.85" in thousandths; none for what is no weight.
std::optional<int> weight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int out = (text[0] - '0') * 1000;
  for (std::size_t i = 2, part = 100; i < text.size(); ++i, part /= 10) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    out += (text[i] - '0') * static_cast<int>(part);
  }
  return out <= 1000 ? std::optional(out) : std::nullopt;
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

std::optional<Language> language_asked(std::string_view header) {
  std::optional<Language> best;
  int dearest = 0;
  while (!header.empty()) {
    const auto comma = header.find(',');
    const std::string_view range = trimmed(header.substr(0, comma));
    header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
    const auto semicolon = range.find(';');
    const auto language = language_from(trimmed(range.substr(0, semicolon)));
    std::optional<int> wanted = 1000;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = trimmed(range.substr(semicolon + 1));
      wanted = parameter.starts_with("q=") ? weight(parameter.substr(2)) : std::nullopt;
    }
    if (!language || !wanted || *wanted <= dearest) continue;
    dearest = *wanted;
    best = language;
  }
  return best;
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
