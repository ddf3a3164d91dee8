// Turns of phrase: words that mean something else, or nothing, because of those around them. Each takes
// meanings away or puts others in. Private to chat/.
#pragma once

#include "chat/lexicon.h"

namespace every::chat {

// "Why does it say 'needs reconnection'": words of Every's own, read as words. Before names are looked for.
void read_own_words(Reading& r);
// All the others, after names were found. `contacts_listed`: "bring them in" may be about those.
void take_turns(Reading& r, bool contacts_listed);

}  // namespace every::chat
