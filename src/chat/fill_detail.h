// What filling in arguments is made of. Private to fill.cpp and fill_changes.cpp.
#pragma once

#include <optional>
#include <string>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

using Text = std::optional<std::string>;

inline void put(json::object& args, const char* name, const Text& value) {
  if (value && !value->empty()) args[name] = *value;
}
inline std::string text_of(const json::object& args, const char* name) {
  const auto* value = args.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}
inline void ask(Understood& out, std::string question) {
  out.tool = "ask";
  out.args = {};
  out.question = std::move(question);
}

// Those of a change; whether the tool is one that has arguments.
bool fill_change(Understood& out, const Reading& reading, const Thread& thread, const Context& context);

}  // namespace every::chat
