// What words mean here: a table from words and phrases to concepts. A concept is a plain word ("sync",
// "overdue"); intents.cpp says which of them together mean what.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chat/words.h"

namespace every::chat {

// Words of a sentence that mean something together: [first, last).
struct Meaning {
  std::string concept_name;
  std::size_t first = 0, last = 0;
};

struct Reading {
  std::vector<Word> words;  // with the spelling of the vocabulary where that was a slip
  std::vector<bool> known;  // each word: part of the vocabulary
  std::vector<Meaning> means;
  std::set<std::string, std::less<>> concepts;  // of all of it

  bool has(std::string_view name) const { return concepts.contains(name); }
  bool at(std::size_t word, std::string_view name) const;  // this word is (part of) that concept
  bool means_anything(std::size_t word) const;             // alone or with others
  bool plain(std::size_t word) const;  // an everyday word, or one that only belongs to phrases
};

Reading read(std::string_view text);
// What stands in quotes there is read as words.
void unquote(Reading& reading, std::size_t at);
// These words are one: a name, which means nothing else.
void join(Reading& reading, std::size_t first, std::size_t last, std::string name);
// Takes these words away, as if they had not been said.
void drop(Reading& reading, std::size_t first, std::size_t last);
// Takes the meanings of these words away.
void forget(Reading& reading, std::size_t first, std::size_t last);

}  // namespace every::chat
