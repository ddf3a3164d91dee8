#include "base/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/sentence.h"

namespace every {
namespace {

constexpr std::string_view kFormula = "=+-@\t\r";

// Of those that stand outside of quotes in the first row.
char separator_of(std::string_view text) {
  std::array<std::int64_t, 3> counts{};
  constexpr std::string_view kSeparators = ",;\t";
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (const auto at = kSeparators.find(c); at != std::string_view::npos) ++counts.at(at);
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

// A formula, or one behind apostrophes: one more in front of it is one less when it is read.
bool like_formula(std::string_view cell) {
  const auto first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && kFormula.find(cell[first]) != std::string_view::npos;
}

std::string without_apostrophe(std::string cell) {
  if (cell.starts_with('\'') && like_formula(cell)) cell.erase(0, 1);
  return cell;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    separator_ = separator_of(text_);
  }
  char separator() const { return separator_; }
  bool at_end() const { return at_ >= text_.size(); }

  // The next row; false when a quote does not end.
  bool row(std::vector<std::string>& cells) {
    for (;;) {
      std::string cell;
      if (!at_end() && text_[at_] == '"') {
        if (!quoted(cell)) return false;
      }
      // What follows a closing quote is taken as it is, as spreadsheets do.
      while (!at_end() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
        cell.push_back(text_[at_++]);
      cells.push_back(without_apostrophe(std::move(cell)));
      if (at_end()) return true;
      const char end = text_[at_++];
      if (end == separator_) continue;
      if (end == '\r' && !at_end() && text_[at_] == '\n') ++at_;
      return true;
    }
  }

 private:
  bool quoted(std::string& cell) {
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] != '"') {
        cell.push_back(text_[at_]);
        continue;
      }
      if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.push_back('"');
        ++at_;
        continue;
      }
      ++at_;
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char separator_ = ',';
};

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell = english(text);
  if (like_formula(cell)) cell.insert(0, 1, '\'');
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

Result<CsvFile> read_csv(std::string_view text, std::size_t rows_max) {
  Reader reader(text);
  CsvFile out;
  out.separator = reader.separator();
  for (std::int64_t number = 1; !reader.at_end(); ++number) {
    CsvRow row{number, {}};
    if (!reader.row(row.cells))
      return Error(Code::validation, sentence("Row {} begins a quote that does not end.", number),
                   "Save the file again as CSV.");
    const bool empty = std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
      return cell.find_first_not_of(" \t\r\n") == std::string::npos;
    });
    if (empty) continue;
    if (out.rows.size() > rows_max)
      return Error(
          Code::validation,
          sentence("The file has more than {} rows.", Decimal::whole(static_cast<std::int64_t>(rows_max))),
          "Import it in parts.");
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace every
