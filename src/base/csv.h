// Comma-separated values (RFC 4180) that a spreadsheet shows as they are: a cell that would be taken for a
// formula gets an apostrophe in front.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace every {

std::string csv_cell(std::string_view text);
std::string csv_line(std::initializer_list<std::string_view> cells);  // with its line end

}  // namespace every
