#include "render/words.h"

#include "domain/language.h"
#include "render/words/ar.h"
#include "render/words/de.h"
#include "render/words/en.h"
#include "render/words/es.h"
#include "render/words/fr.h"
#include "render/words/hi.h"
#include "render/words/it.h"
#include "render/words/ja.h"
#include "render/words/nl.h"
#include "render/words/pt.h"

namespace every::render {

const Words& words_of(std::string_view tag) {
  const auto language = domain::language_from(tag).value_or(domain::Language::english);
  return domain::in_language(language, kEnglish, kGerman, kFrench, kSpanish, kItalian, kDutch, kPortuguese,
                             kJapanese, kArabic, kHindi);
}

}  // namespace every::render
