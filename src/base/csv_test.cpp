#include "base/csv.h"

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

}  // namespace
}  // namespace every
