// Comma-separated values (RFC 4180). Written so that a spreadsheet shows them as they are: a cell that would
// be taken for a formula gets an apostrophe in front. Read as spreadsheets write them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace every {

std::string csv_cell(std::string_view text);
std::string csv_line(std::initializer_list<std::string_view> cells);  // with its line end

struct CsvRow {
  std::int64_t number = 0;  // as a spreadsheet counts: 1 is the first, whatever line breaks its cells have
  std::vector<std::string> cells;
};
struct CsvFile {
  char separator = ',';
  std::vector<CsvRow> rows;  // without those that are empty
};

// A file in UTF-8, with or without byte order mark. The separator is a comma, a semicolon or a tab, whichever
// the first row has most of; lines end with CR LF, LF or CR; quoted cells may hold all of that. The
// apostrophe before a formula is taken off again. Error: validation, naming the row, for a quote that does
// not end and for more than `rows_max` rows below the first.
Result<CsvFile> read_csv(std::string_view text, std::size_t rows_max);

}  // namespace every
