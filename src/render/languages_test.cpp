// One invoice as its writers in five languages make it: every letter is in the file's text, the amounts and
// dates are written as there, and equal documents are equal bytes. EVERY_PDF_DIR=FOLDER keeps the files, to
// be looked at.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "render/invoice_pdf.h"

namespace every::render {
namespace {

struct Language {
  const char* locale;
  const char* currency;
  const char* from;
  const char* to;
  const char* city;
  const char* item;
  const char* notes;
  std::vector<const char*> said;  // what pdftotext finds, beside the texts above
};

InvoiceDocument document(const Language& l) {
  InvoiceDocument doc;
  doc.locale = l.locale;
  doc.today = *parse_date("2026-11-23");
  auto& invoice = doc.invoice;
  invoice.number = "INV-0042";
  invoice.status = domain::DocumentStatus::issued;
  invoice.currency = *Currency::from(l.currency);
  invoice.issue_date = doc.today;
  invoice.due_date = add_days(doc.today, 30);
  invoice.payment_terms_days = 30;
  invoice.from = {.name = l.from, .legal_name = "", .email = "", .tax_id = "", .address = {}};
  invoice.from.address.city = l.city;
  invoice.bill_to = {.name = l.to, .legal_name = "", .email = "a@b.example", .tax_id = "", .address = {}};
  invoice.bill_to.address.city = l.city;
  invoice.lines.push_back({.id = "1",
                           .description = l.item,
                           .quantity = *Decimal::parse("1.5"),
                           .unit_price = {4'025'926, invoice.currency},
                           .tax_percent = Decimal::whole(19)});
  invoice.notes = l.notes;
  invoice.totals = domain::totals(invoice.lines, invoice.currency);
  invoice.paid = {0, invoice.currency};
  doc.bank_details = "IBAN DE00 0000 0000";
  return doc;
}

std::string text_of(const std::string& path) {
  std::string out;
  FILE* pipe = popen(("pdftotext '" + path + "' -").c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), n);
  pclose(pipe);
  return out;
}

// Without blanks and marks of direction: poppler puts them between letters of connected scripts.
std::string letters(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\n') continue;
    if (text.substr(i).starts_with("\xE2\x80") && i + 2 < text.size() &&
        std::string_view("\x8E\x8F\xAA\xAB\xAC\xAD\xAE").find(text[i + 2]) != std::string_view::npos) {
      i += 2;
      continue;
    }
    out.push_back(text[i]);
  }
  return out;
}

TEST(Languages, AnInvoiceIsWrittenInFive) {
  const std::vector<Language> languages = {
      {"en-US",
       "USD",
       "Fieldstone Studio",
       "Quarry Foods",
       "Portland",
       "Design of the office",
       "Thank you for your business.",
       {"$60,388.89", "Nov 23, 2026"}},
      {"de-DE",
       "EUR",
       "Müller & Söhne",
       "Bäckerei Größe",
       "Köln",
       "Gestaltung des Büros",
       "Vielen Dank für Ihren Auftrag.",
       {"60.388,89"}},
      {"ja-JP",
       "JPY",
       "株式会社フィールド",
       "東京食品株式会社",
       "東京都",
       "オフィスの設計",
       "ありがとうございます。",
       {"6,038,889", "2026年11月23日"}},
      {"ar-EG", "EGP", "شركة الحجر", "مخبز النيل", "القاهرة", "تصميم المكتب", "شكرا لتعاملكم معنا", {}},
      {"hi-IN",
       "INR",
       "पत्थर स्टूडियो",
       "भारत भोजनालय",
       "दिल्ली",
       "कार्यालय की रचना",
       "आपका धन्यवाद",
       {"60,388.89"}}};
  const char* kept = std::getenv("EVERY_PDF_DIR");
  for (const Language& l : languages) {
    const InvoiceDocument doc = document(l);
    const auto pdf = invoice_pdf(doc);
    ASSERT_TRUE(pdf.ok()) << l.locale;
    EXPECT_EQ(*invoice_pdf(doc), *pdf) << l.locale;
    const std::filesystem::path folder = kept != nullptr ? kept : std::filesystem::temp_directory_path();
    const std::string path = (folder / (std::string("invoice-") + l.locale +
                                        (kept != nullptr ? "" : std::to_string(::getpid())) + ".pdf"))
                                 .string();
    std::ofstream(path, std::ios::binary) << *pdf;
    const std::string text = letters(text_of(path));
    for (const char* part : {l.from, l.to, l.city, l.item, l.notes, "INV-0042"})
      EXPECT_NE(text.find(letters(part)), std::string::npos) << l.locale << ": " << part << "\n" << text;
    for (const char* part : l.said)
      EXPECT_NE(text.find(letters(part)), std::string::npos) << l.locale << ": " << part << "\n" << text;
    if (kept == nullptr) std::filesystem::remove(path);
  }
}

}  // namespace
}  // namespace every::render
