// How values of a property compare in a filter.
#pragma once

#include <optional>
#include <string_view>

#include "sandbox/schema.h"

namespace every::sandbox {

// Numbers, dates and times are compared as such; everything else as text.
bool is_ordered(ValueType type);
// Times in milliseconds, from digits or RFC 3339; dates likewise or YYYY-MM-DD. Only for comparing, never for
// money.
std::optional<long double> ordered_value(ValueType type, std::string_view text);
// "foo*" and "*foo" stand for any end and any beginning of one of the words of `text`.
bool has_token(std::string_view text, std::string_view token);

}  // namespace every::sandbox
