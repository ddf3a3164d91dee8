// What a sentence carries beside its words: names, amounts, times, what was listed before, the page. Private
// to chat/.
#pragma once

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

// Adds concepts to the reading: name, proper, email_address, time, ordinal, count, place, stage, amount,
// bare, question, refuses, bill, to_hubspot, …, list:…, after:…, about:….
void surround(Reading& reading, const Thread& thread, const Context& context);

// A sentence that asks, tells a condition or says no proposes nothing.
bool only_talks(const Reading& reading);

}  // namespace every::chat
