// The grammar as tables: a row of them. Private to intents.cpp.
#pragma once

#include <string_view>

namespace every::chat {

// One row: the tool, what has to be said (groups by blanks, one of a|b), what may be said besides, and what
// must not be. Concepts are the lexicon's; name, email_address, amount, time, ordinal, list:… (what was
// listed before), after:… (what was done before), about:… (the page), question and the like
// come from the sentence and its surroundings (surround.h).
struct Row {
  std::string_view tool, needs, also, never;
  int extra = 0;
};

}  // namespace every::chat
