// Orders, as against what is told, asked or supposed. Private to chat/.
#pragma once

#include "chat/intents.h"

namespace every::chat {

// Whether a part of the sentence begins with what the intent is about: an order does, a tale ("the sync takes
// forever") does not. Politeness before it is passed over; a few words are an order anyway.
bool orders(const Reading& reading, const Intent& intent);

// "Tomorrow", "next month": a time to come.
bool later(const Reading& reading);
// What is to be done later, if something happens, or by somebody else.
bool not_for_us_now(const Reading& reading);

}  // namespace every::chat
