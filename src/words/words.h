// The languages that Every itself speaks, and the words of its sentences (base/sentence.h) in each: English,
// which the sentences are written in, and German, one table for each area in words/german. Documents speak
// more languages: render/words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.h"

namespace every::words {

struct Entry {
  std::string_view english, german;
};
// Every entry of every area, for who looks one up and for the test that reads them all.
std::vector<std::span<const Entry>> german_entries();

// "en" or "de" of a tag of BCP 47 ("de-AT"); "" of a language that Every does not speak.
std::string_view spoken(std::string_view tag);
// Of the languages that a reader asks for (RFC 9110, Accept-Language), the best one that is spoken, with its
// place: "de-AT". "" when there is none, or anything will do (*).
std::string best_of(std::string_view accept_language);
// How a reader of `tag` writes. `place` is another tag, such as the workspace's locale: it says the place
// when `tag` names none and both are of one language. Lives as long as the program.
const Wording& in(std::string_view tag, std::string_view place = {});
std::string_view language_of(const Wording& wording);  // "en", "de"

}  // namespace every::words
