// Characters that a document can hold.
#pragma once

#include <string>
#include <string_view>

namespace every::render {

// Unicode's noncharacters (U+FFFE, U+FFFF, U+FDD0, …) mean nothing between two programs; neither Cairo nor
// XML takes them. U+FFFD stands for each. UTF-8 in, UTF-8 out.
std::string interchangeable(std::string_view utf8);

}  // namespace every::render
