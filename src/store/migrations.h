// The schema, as numbered steps. A step that has been released is never edited; a change is a new step.
#pragma once

#include <span>
#include <string_view>

namespace every::store {

std::span<const std::string_view> migrations();

}  // namespace every::store
