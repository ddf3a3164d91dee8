// Ways of saying a thing as plainer ones: politeness, numbers in words, words that came apart. Private to
// chat/.
#pragma once

#include <vector>

#include "chat/words.h"

namespace every::chat {

// What is in quotes, or part of an address, stays as it is. `known`: words that the vocabulary has.
void rewrite(std::vector<Word>& words, bool (*known)(std::string_view));
// Words that rewrites look for: they count as spelled right.
bool in_rewrites(std::string_view word);

}  // namespace every::chat
