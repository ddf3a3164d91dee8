// simdjson for parse_*.cpp only. Within one document simdjson's exceptions carry a failure to the one place
// that turns it into a value (read_document, read_tree), so that the readers state only the shape.
//
// On-Demand (pages, which are large) does not validate what it skips, so every value that is kept is read
// through a typed getter. The DOM (small answers) validates all of it.
#pragma once

#include <simdjson.h>

#include <charconv>
#include <string>
#include <string_view>

#include "hubspot/parse.h"

#include "base/sentence.h"

namespace every::hubspot::detail {

namespace od = simdjson::ondemand;

// An answer that is JSON but not of the promised shape.
struct WrongShape {
  std::string what;
};

inline Error bad_answer(std::string what) {
  // simdjson says some of it as sentences.
  while (!what.empty() && what.back() == '.') what.pop_back();
  return Error(Code::hubspot_bad_answer, sentence("HubSpot's answer could not be read: {}.", ours(what)),
               "Usually this passes by itself; sync again.");
}

template <class T, class Read>
Result<T> guarded(std::string_view body, Read&& read) {
  if (body.size() > kBodyBytesMax) return bad_answer("it is too large");
  try {
    return read(simdjson::padded_string(body));
  } catch (const simdjson::simdjson_error& e) {
    return bad_answer(simdjson::error_message(e.error()));
  } catch (const WrongShape& e) {
    return bad_answer(e.what);
  }
}

// read(od::object) -> T, which has to walk the object to its end.
template <class T, class Read>
Result<T> read_document(std::string_view body, Read&& read) {
  return guarded<T>(body, [&](const simdjson::padded_string& text) -> Result<T> {
    od::parser parser;
    od::document document = parser.iterate(text);
    T value = read(od::object(document.get_object()));
    // Only at the very end is there no current location; anything else is text behind the document.
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
      throw WrongShape{"text follows the document"};
    return value;
  });
}

// read(dom::object) -> T.
template <class T, class Read>
Result<T> read_tree(std::string_view body, Read&& read) {
  return guarded<T>(body, [&](const simdjson::padded_string& text) -> Result<T> {
    simdjson::dom::parser parser;
    return read(simdjson::dom::object(parser.parse(text).get_object()));
  });
}

// An id or another scalar as its text: HubSpot writes the same id as a string here and as a number there.
// Lives as long as the document.
inline std::string_view scalar_view(od::value value) {
  switch (value.type()) {
    case od::json_type::string:
      return value.get_string();
    case od::json_type::number: {
      std::string_view token = value.raw_json_token();
      while (!token.empty() &&
             (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
      od::number checked = value.get_number();  // the token alone is not validated
      static_cast<void>(checked);
      return token;
    }
    case od::json_type::boolean:
      return bool(value.get_bool()) ? "true" : "false";
    default:
      return {};
  }
}

inline std::string scalar_text(od::value value) {
  return std::string(scalar_view(value));
}

// {"next": {"after": "…"}}; null and absence mean: no more.
inline std::string next_cursor(od::value paging) {
  std::string after;
  if (paging.type() != od::json_type::object) return after;
  for (auto field : od::object(paging.get_object())) {
    const std::string_view key = field.unescaped_key();
    if (key != "next" || od::value(field.value()).type() != od::json_type::object) continue;
    for (auto inner : od::object(field.value().get_object()))
      if (std::string_view(inner.unescaped_key()) == "after") after = scalar_text(inner.value());
  }
  return after;
}

// The tree's counterparts: a member as text, "" when it is absent, null or a container.
inline std::string text_of(simdjson::dom::element value) {
  if (value.is_string()) return std::string(std::string_view(value));
  if (value.is_int64()) return std::to_string(int64_t(value));
  if (value.is_uint64()) return std::to_string(uint64_t(value));
  if (value.is_bool()) return bool(value) ? "true" : "false";
  if (value.is_double()) return simdjson::to_string(value);
  return {};
}

inline std::string text_at(simdjson::dom::object object, std::string_view key) {
  simdjson::dom::element value;
  return object.at_key(key).get(value) == simdjson::SUCCESS ? text_of(value) : std::string();
}

inline bool true_at(simdjson::dom::object object, std::string_view key) {
  return text_at(object, key) == "true";
}

inline std::int64_t integer_at(simdjson::dom::object object, std::string_view key) {
  const std::string text = text_at(object, key);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

inline std::vector<std::string> texts_at(simdjson::dom::object object, std::string_view key) {
  std::vector<std::string> out;
  simdjson::dom::array list;
  if (object.at_key(key).get(list) != simdjson::SUCCESS) return out;
  for (const simdjson::dom::element value : list)
    if (std::string text = text_of(value); !text.empty()) out.push_back(std::move(text));
  return out;
}

// The array that the answer is about. Its absence is a broken answer, not an empty one.
inline simdjson::dom::array results_of(simdjson::dom::object object) {
  simdjson::dom::array list;
  if (object.at_key("results").get(list) != simdjson::SUCCESS) throw WrongShape{"it has no results"};
  return list;
}

inline std::string next_of(simdjson::dom::object object) {
  simdjson::dom::element after;
  return object.at_pointer("/paging/next/after").get(after) == simdjson::SUCCESS ? text_of(after)
                                                                                 : std::string();
}

}  // namespace every::hubspot::detail
