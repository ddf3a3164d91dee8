#include "chat/tools.h"

#include <algorithm>
#include <map>
#include <vector>

#include "chat/schema.h"
#include "chat/tools_table.h"

namespace every::chat {

std::span<const Tool> tools() {
  return kTools;
}

const Tool* tool_called(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kTools), std::end(kTools), [&](const Tool& t) { return t.name == name; });
  return found == std::end(kTools) ? nullptr : &*found;
}

std::string unfit(std::string_view tool, const json::object& args) {
  static const std::map<std::string_view, json::object> kSchemas = [] {
    std::map<std::string_view, json::object> out;
    for (const Tool& one : kTools) out[one.name] = parse_json(one.schema).value().as_object();
    return out;
  }();
  const auto schema = kSchemas.find(tool);
  if (schema == kSchemas.end()) return "There is no tool " + std::string(tool) + ".";
  return unfit(schema->second, args);
}

}  // namespace every::chat
