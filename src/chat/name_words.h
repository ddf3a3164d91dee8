// Words as parts of names: what names are told by, what never is one. Private to names.cpp.
#pragma once

#include <initializer_list>
#include <string_view>

#include "chat/lexicon.h"

namespace every::chat {

bool is(const Word& word, std::initializer_list<std::string_view> list);
// A name often follows these.
bool is_cue(const Word& word);
// Capitals that are ours.
bool ours_in_capitals(const Reading& r, std::size_t i);
// Nouns have capitals there.
bool speaks_german(const Reading& r);
// What the product is about.
bool topical(const Reading& r, std::size_t i);
// Ends a name in small letters: no part of one.
bool glue(const Word& word);
// How or when: no part of a name either.
bool adverb(const Word& word);

// Where the name begins that was found in [first, last): before that, where it begins with a word of ours.
std::size_t name_begin(const Reading& r, std::size_t first, std::size_t last);

// Thanks, haste and the like, which end a sentence.
bool politeness(const Word& word);

}  // namespace every::chat
