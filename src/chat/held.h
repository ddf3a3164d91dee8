// What a change cannot hold: "invoice Acme monthly", "import people in Germany", "replace only the phone".
// What an order says beside what its tool takes would be lost in the proposal, and the click would do
// something else than was said: so it is asked about. Private to chat/.
#pragma once

#include <string>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

// The first word of the order, as it was typed, that the change has no place for; "" when it holds all of it.
// After `surround`.
std::string not_held(const Understood& change, const Reading& reading);

}  // namespace every::chat
