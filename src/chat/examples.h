// The last resort of understanding: which known question a sentence resembles. Private to chat/.
#pragma once

#include <string>

#include "chat/lexicon.h"

namespace every::chat {

// The tool of the example that shares most of what its words weigh, or "" when none comes near.
std::string resembles(const Reading& reading);

}  // namespace every::chat
