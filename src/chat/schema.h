// The part of JSON Schema that the tools' arguments are described in: type, properties, required,
// additionalProperties (false), enum, minimum, maximum, minLength, maxLength, pattern, anyOf.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace every::chat {

// What is wrong with the value, in a sentence that calls it `name`; "" when it fits.
std::string unfit(const json::object& schema, const json::value& value, std::string_view name = "");

}  // namespace every::chat
