// The languages that documents are written in, and which one a document takes: what was chosen for it, else
// its client's, else the workspace's, else that of the workspace's locale, else English.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace every::domain {

enum class Language { english, german, french, spanish, italian, dutch, portuguese, japanese, arabic, hindi };
inline constexpr std::array kLanguages = {
    Language::english, Language::german,     Language::french,   Language::spanish, Language::italian,
    Language::dutch,   Language::portuguese, Language::japanese, Language::arabic,  Language::hindi};

std::string_view name(Language language);  // "en", "de", … (ISO 639-1)
// Of a name or a tag of BCP 47 ("de", "de-AT", "DE_at"); none when documents are not written in it.
std::optional<Language> language_from(std::string_view tag);
bool right_to_left(Language language);
// Of those that a browser asks for (Accept-Language, "de-AT,de;q=0.9,en;q=0.5"), the dearest that documents
// are written in.
std::optional<Language> language_asked(std::string_view accept_language);

// One thing for each language, in the order of kLanguages; one too few or too many does not compile.
template <class T, class... More>
const T& in_language(Language language, const T& english, const More&... others) {
  static_assert(1 + sizeof...(More) == kLanguages.size(), "each language has its own");
  const T* const all[] = {&english, &others...};
  return *all[static_cast<std::size_t>(language)];
}

// Who has a say, first to last; "" says nothing.
struct LanguageChoice {
  std::string_view document, client, workspace;
  std::string_view workspace_locale;  // "en-US": decides last, and how its own language writes numbers
  std::string_view client_country;    // "AT" by ISO 3166-1: how any other language writes them ("de" in "AT")
};
// The tag of BCP 47 that a document is written by: "de-AT".
std::string document_locale(const LanguageChoice& choice);

}  // namespace every::domain
