// What filling in arguments is made of. Private to chat/.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

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

// "All", "everyone".
bool says_all(const Reading& r);
bool says_any(const Reading& r, std::initializer_list<std::string_view> list);
// More than one is meant, and not all: "the first three", "the skipped ones".
bool some_of_them(const Reading& r);
// "A contact", "the match": one, and not which.
bool one_of_them(const Reading& r, std::initializer_list<std::string_view> nouns);
// "Duplicates with the same email", "those from last week": a part of them that cannot be chosen here.
bool some_kind_of_them(const Reading& r);
// "Clients for Bluestem, Ironwood and Peak 9": more of them, and more than one name.
bool several_clients(const Reading& r);
// What was taken for a name is in small letters, and no word stands before it that names are told by.
bool hardly_a_name(const Reading& r);
bool several_addresses(const Reading& r);

// What is to become of a match: replace, skip or create.
std::string decision_said(const Reading& r);
void fill_schedule(Understood& out, const Reading& r, const Thread& thread, const Context& context);
void fill_match_policy(Understood& out, const Reading& r, const Thread& thread, const Context& context);

// Those of a change; whether the tool is one that has arguments.
bool fill_change(Understood& out, const Reading& reading, const Thread& thread, const Context& context);

}  // namespace every::chat
