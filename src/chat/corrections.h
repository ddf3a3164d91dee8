// "I meant Globex": the last thing that was asked for, with another name. Pure.
#pragma once

#include <optional>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

// What was understood last, with the name that is said now; nothing where no other name is said, or the last
// thing was about nobody by name.
std::optional<Understood> corrected(const Reading& r, const Thread& thread);

}  // namespace every::chat
