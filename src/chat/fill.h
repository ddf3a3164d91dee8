// The arguments of a tool, from the sentence, from what was said before and from the page. Private to chat/.
#pragma once

#include <string>
#include <string_view>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

// Into `out`: args, or tool = ask with the question when something is missing that the tool cannot do
// without.
void fill(Understood& out, const Reading& reading, const Thread& thread, const Context& context);

// What a part of a message leaves open, from all of it: "I met Acme, their proposals please".
void name_from_the_rest(Understood& out, std::string_view said);

}  // namespace every::chat
