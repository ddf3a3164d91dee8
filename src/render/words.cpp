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
  using enum domain::Language;
  switch (domain::language_from(tag).value_or(english)) {
    case english:
      return kEnglish;
    case german:
      return kGerman;
    case french:
      return kFrench;
    case spanish:
      return kSpanish;
    case italian:
      return kItalian;
    case dutch:
      return kDutch;
    case portuguese:
      return kPortuguese;
    case japanese:
      return kJapanese;
    case arabic:
      return kArabic;
    case hindi:
      return kHindi;
  }
  return kEnglish;
}

}  // namespace every::render
