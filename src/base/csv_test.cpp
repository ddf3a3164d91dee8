#include "base/csv.h"

#include "base/hostile_test_support.h"
#include "base/sentence.h"

#include <gtest/gtest.h>

namespace every {
namespace {

TEST(Csv, CellsAreQuotedWhereTheyHaveTo) {
  EXPECT_EQ(csv_line({"a", "b c", ""}), "a,b c,\r\n");
  EXPECT_EQ(csv_line({"a,b", "say \"hi\"", "two\nlines"}), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
}

TEST(Csv, NoCellIsAFormula) {
  for (const char* evil : {"=1+1", "+1", "-1", "@x", "\tx", "\r=1"})
    EXPECT_TRUE(csv_cell(evil).starts_with("'") || csv_cell(evil).starts_with("\"'")) << evil;
  EXPECT_EQ(csv_cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  EXPECT_EQ(csv_cell("a=b"), "a=b");
}

TEST(Csv, WhateverACellHoldsItIsNoFormulaAndComesBack) {
  const auto texts = hostile_texts();
  ASSERT_GE(texts.size(), 500U);
  std::string file = "head,next\r\n";
  for (const HostileText& one : texts) file += csv_line({one.text, "next"});
  const auto back = read_csv(file, texts.size());
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->rows.size(), texts.size() + 1) << "no text makes a row";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::vector<std::string>& cells = back->rows[i + 1].cells;
    ASSERT_EQ(cells.size(), 2U) << texts[i].text;
    EXPECT_EQ(cells[0], texts[i].text);
    std::string cell = csv_cell(texts[i].text);
    if (cell.starts_with('"')) cell.erase(0, 1);
    EXPECT_EQ(cell.find_first_of("=+-@\t\r"), cell.find_first_of("=+-@\t\r", 1)) << cell;
  }
}

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text) {
  Rows out;
  const auto file = read_csv(text, 100);
  EXPECT_TRUE(file.ok());
  if (file.ok())
    for (const CsvRow& row : file->rows) out.push_back(row.cells);
  return out;
}

TEST(Csv, IsReadAsSpreadsheetsWriteIt) {
  EXPECT_EQ(rows_of("a,b\r\nc,d"), (Rows{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBF\"a;1\";b,c;d\nx;y;z"), (Rows{{"a;1", "b,c", "d"}, {"x", "y", "z"}}));
  EXPECT_EQ(rows_of("a\tb,\t1\rc\td\t2\r"), (Rows{{"a", "b,", "1"}, {"c", "d", "2"}}));
  EXPECT_EQ(rows_of("\"say \"\"hi\"\"\",\"two\r\nlines\",\n\"\",x,"),
            (Rows{{"say \"hi\"", "two\r\nlines", ""}, {"", "x", ""}}));
  EXPECT_EQ(rows_of("one\ntwo"), (Rows{{"one"}, {"two"}}));
  EXPECT_EQ(rows_of("a \"quoted\" word,\"x\"y"), (Rows{{"a \"quoted\" word", "xy"}}));
  EXPECT_EQ(rows_of(""), Rows{});
}

TEST(Csv, RowsAreNumberedAsASpreadsheetDoes) {
  const auto file = read_csv("head,x\n\"a\nb\",1\n,\n\nlast,2\n", 100);
  ASSERT_TRUE(file.ok());
  ASSERT_EQ(file->rows.size(), 3U);
  EXPECT_EQ(file->rows[1].number, 2);
  EXPECT_EQ(file->rows[2].number, 5);
}

TEST(Csv, WhatCannotBeReadIsSaid) {
  EXPECT_EQ(english(read_csv("a,b\n\"open,c\nd", 100).error().detail),
            "Row 2 begins a quote that does not end.");
  EXPECT_EQ(english(read_csv("a\nb\nc\nd", 2).error().detail), "The file has more than 2 rows.");
  EXPECT_TRUE(read_csv("a\n\n\nb", 2).ok());
}

TEST(Csv, WhatIsWrittenIsReadAgainAsItWas) {
  for (const std::string text :
       {"=1+1", "+49 30 1", "-1", "@x", "\tx", "it's", "'quoted'", "a,b;c", "\"", "a\r\nb"}) {
    const Rows again = rows_of(csv_line({"first", text}));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0], (std::vector<std::string>{"first", text}));
  }
}

}  // namespace
}  // namespace every
