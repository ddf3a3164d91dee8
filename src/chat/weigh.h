// A second opinion on what was understood: where the votes (votes.h) are clearly for another tool than the
// grammar chose, that one is taken. Of what changes something only what the grammar would propose. Private to
// chat/.
#pragma once

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

Understood weighed(Understood understood, std::string_view said, const Thread& thread,
                   const Context& context);

// Whether fewer votes speak for the change than for something that reads.
bool rather_a_question(const Understood& change, const Reading& reading, const Thread& thread);

}  // namespace every::chat
