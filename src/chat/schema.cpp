#include "chat/schema.h"

#include <algorithm>
#include <regex>

#include "base/text.h"

namespace every::chat {
namespace {

bool is_of(std::string_view type, const json::value& value) {
  if (type == "object") return value.is_object();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "integer") return value.is_int64();
  return false;
}

std::string unfit_members(const json::object& schema, const json::object& object) {
  static const json::object kNone;
  const auto* properties = schema.if_contains("properties");
  const json::object& known = properties != nullptr ? properties->as_object() : kNone;
  for (const auto& member : object)
    if (!known.contains(member.key())) return "There is no argument " + std::string(member.key()) + ".";
  if (const auto* required = schema.if_contains("required"))
    for (const auto& one : required->as_array())
      if (!object.contains(one.as_string()))
        return "The argument " + std::string(one.as_string()) + " is missing.";
  for (const auto& member : object)
    if (std::string why = unfit(known.at(member.key()).as_object(), member.value(), member.key());
        !why.empty())
      return why;
  return {};
}

}  // namespace

std::string unfit(const json::object& schema, const json::value& value, std::string_view name) {
  const std::string what = name.empty() ? "These arguments" : "The argument " + std::string(name);
  if (const auto* any = schema.if_contains("anyOf")) {
    for (const auto& one : any->as_array())
      if (unfit(one.as_object(), value, name).empty()) return {};
    return what + " has another value than those that there are.";
  }
  if (!is_of(schema.at("type").as_string(), value))
    return what + " has to be of the type " + std::string(schema.at("type").as_string()) + ".";
  if (const auto* list = schema.if_contains("enum"))
    if (const json::array& of = list->as_array(); std::find(of.begin(), of.end(), value) == of.end())
      return what + " has another value than those that there are.";
  const auto number = [&](const char* keyword, std::int64_t otherwise) {
    const auto* bound = schema.if_contains(keyword);
    return bound != nullptr ? bound->to_number<std::int64_t>() : otherwise;
  };
  if (value.is_int64() &&
      (value.get_int64() < number("minimum", INT64_MIN) || value.get_int64() > number("maximum", INT64_MAX)))
    return what + " is out of its range.";
  if (value.is_string()) {
    const std::string_view text = value.get_string();
    const auto size = static_cast<std::int64_t>(length(text));
    if (size < number("minLength", 0)) return what + " is empty.";
    if (size > number("maxLength", INT64_MAX)) return what + " is too long.";
    if (const auto* pattern = schema.if_contains("pattern"))
      if (!std::regex_search(text.begin(), text.end(), std::regex(std::string(pattern->as_string()))))
        return what + " is not written as it has to be.";
  }
  if (value.is_object()) return unfit_members(schema, value.get_object());
  return {};
}

}  // namespace every::chat
