#include "render/letter_pdf.h"

#include <gtest/gtest.h>

#include "render/pdf_text_test_support.h"

namespace every::render {
namespace {

Letter letter(int rows) {
  Letter out{.title = "Statement",
             .subject = "Nov 2026",
             .stamp = *parse_date("2026-11-30"),
             .from = {},
             .to = {},
             .facts = {{"Reference", "R-7"}, {"Nothing", ""}},
             .tables = {},
             .closing = "Thank you."};
  out.from.name = "Fieldstone Studio";
  out.to.name = "Ελληνική Εταιρεία";
  Letter::Table table{.head = "USD",
                      .columns = {{"Date", 1, false}, {"Document", 3, false}, {"Amount", 1, true}},
                      .rows = {},
                      .sums = {{"Paid", "$1.00"}, {"Balance due", "$2.00"}}};
  for (int i = 0; i < rows; ++i) table.rows.push_back({"Nov 1", "INV-" + std::to_string(i), "$3.00"});
  out.tables.push_back(table);
  return out;
}

TEST(LetterPdf, SaysWhatTheLetterSays) {
  const std::string text = text_of_pdf(*letter_pdf(letter(2)));
  for (const char* part : {"Statement", "Nov 2026", "Fieldstone Studio", "Ελληνική Εταιρεία", "R-7", "USD",
                           "INV-1", "$3.00", "Balance due", "$2.00", "Thank you."})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("Nothing"), std::string::npos) << "a fact without a value";
  EXPECT_EQ(text.find("Page 1"), std::string::npos);
}

TEST(LetterPdf, RepeatsTheHeadsAndNumbersThePagesOfALongTable) {
  const std::string text = text_of_pdf(*letter_pdf(letter(90)));
  EXPECT_NE(text.find("Page 1 of 4"), std::string::npos) << text;
  std::size_t heads = 0;
  for (std::size_t at = text.find("Document"); at != std::string::npos; at = text.find("Document", at + 1))
    ++heads;
  EXPECT_EQ(heads, 4U);
  EXPECT_NE(text.find("INV-89"), std::string::npos);
}

TEST(LetterPdf, IsTheSameBytesForTheSameLetter) {
  EXPECT_EQ(*letter_pdf(letter(3)), *letter_pdf(letter(3)));
}

}  // namespace
}  // namespace every::render
