// What sounds like an order and is the name of a thing: "invoice status Acme", "HubSpot link ok", "sync
// cancelled". Private to chat/.
#pragma once

#include <string_view>

#include "chat/lexicon.h"

namespace every::chat {

// Whether the sentence only names what this tool is about, and orders nothing.
bool only_names(const Reading& reading, std::string_view tool);

}  // namespace every::chat
