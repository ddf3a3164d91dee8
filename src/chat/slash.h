// What begins with a slash: "/history 5". Private to chat/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace every::chat {

// The command as a sentence of its own, what follows as it stands; nullopt for one that there is not.
std::optional<std::string> slash_command(std::string_view text);

}  // namespace every::chat
