// The arguments of a tool, from the sentence, from what was said before and from the page. Private to chat/.
#pragma once

#include <string>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

// Into `out`: args, or tool = ask with the question when something is missing that the tool cannot do
// without.
void fill(Understood& out, const Reading& reading, const Thread& thread, const Context& context);

}  // namespace every::chat
