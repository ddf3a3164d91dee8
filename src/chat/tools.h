// The tools: what the chat can do, whoever chooses it: the grammar, a language model that is plugged in, an
// outside assistant (api/mcp_tools.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/json.h"

namespace every::chat {

struct Tool {
  std::string_view name, title, description;
  std::string_view schema;  // JSON Schema of its arguments, as text (schema.h says which part of it)
};
std::span<const Tool> tools();
const Tool* tool_called(std::string_view name);  // null: there is none

// What hinders this tool with these arguments, in a sentence; "" when it can be used. Every choice passes
// here, before anything looks at the arguments.
std::string unfit(std::string_view tool, const json::object& args);

}  // namespace every::chat
