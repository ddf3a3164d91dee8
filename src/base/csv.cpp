#include "base/csv.h"

namespace every {

std::string csv_cell(std::string_view text) {
  static constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell;
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) cell.push_back('\'');
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  return out + "\"";
}

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string out;
  for (const std::string_view cell : cells) out += csv_cell(cell) + ",";
  if (!out.empty()) out.pop_back();
  return out + "\r\n";
}

}  // namespace every
