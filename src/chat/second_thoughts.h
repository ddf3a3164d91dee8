// What takes an order back in the same message, or binds it to something. Private to chat/.
#pragma once

#include <string>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

// The word that does it, as it was typed, in all of the message: "import them, no wait", "sync once Jo is
// done", "connect it, but only the companies", "daily, starting in January"; "" when the order stands as it
// is.
std::string taken_back(const Understood& change, const Reading& all);

}  // namespace every::chat
