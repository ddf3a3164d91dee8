// What outside assistants may use over MCP: the chat's tools by the same names. Those that read are answered
// by the API's own operations, with the permissions of the token that asks; those that change something give
// a proposal that a person confirms at a link.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json.h"

namespace every::api {

struct McpTool {
  std::string_view name, title, description;
  std::string_view schema;  // JSON Schema of its arguments, as text
  // Where the API answers it; nothing: it changes something.
  std::function<std::string(const json::object& args)> path;
};
std::span<const McpTool> mcp_tools();

struct McpResource {
  std::string_view uri, name, description, path;
};
std::span<const McpResource> mcp_resources();

}  // namespace every::api
