#include "render/invoice_pdf.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "render/characters.h"
#include "render/pdf_text_test_support.h"

namespace every::render {
namespace {

const Currency kUsd = *Currency::from("USD");

InvoiceDocument document(int lines) {
  InvoiceDocument doc;
  doc.today = *parse_date("2026-11-23");
  auto& invoice = doc.invoice;
  invoice.number = "INV-0042";
  invoice.status = domain::DocumentStatus::issued;
  invoice.currency = kUsd;
  invoice.issue_date = doc.today;
  invoice.due_date = add_days(doc.today, 30);
  invoice.payment_terms_days = 30;
  invoice.from = {.name = "Fieldstone Studio", .legal_name = "", .email = "", .tax_id = "", .address = {}};
  invoice.bill_to = {
      .name = "Ελληνική Εταιρεία", .legal_name = "", .email = "a@b.example", .tax_id = "", .address = {}};
  for (int i = 0; i < lines; ++i)
    invoice.lines.push_back({.id = "1",
                             .description = "خدمات التصميم · डिज़ाइन सेवा · Услуги " + std::to_string(i),
                             .quantity = *Decimal::parse("1.5"),
                             .unit_price = {4025926, kUsd},
                             .discount_percent = Decimal::whole(10),
                             .tax_percent = Decimal::whole(13)});
  invoice.totals = domain::totals(invoice.lines, kUsd);
  invoice.paid = {0, kUsd};
  doc.bank_details = "IBAN DE00 0000 0000";
  return doc;
}

TEST(InvoicePdf, SaysWhatTheInvoiceSays) {
  const auto pdf = invoice_pdf(document(2));
  ASSERT_TRUE(pdf.ok());
  EXPECT_TRUE(pdf->starts_with("%PDF-1.5"));
  const std::string text = text_of_pdf(*pdf);
  for (const char* part : {"INV-0042", "Fieldstone Studio", "Ελληνική Εταιρεία", "$40,259.26", "Dec 23, 2026",
                           "Услуги", "Amount due", "Reference INV-0042"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("Page 1"), std::string::npos);
}

TEST(InvoicePdf, IsMadeWhateverCharactersItsWordsHave) {
  InvoiceDocument doc = document(1);
  // U+FFFF, U+FDD0 and U+1FFFE are no characters; U+FFFC and U+1F600 are.
  doc.invoice.lines[0].description =
      "First \xEF\xBF\xBF\xEF\xB7\x90\xF0\x9F\xBF\xBE last \xEF\xBF\xBC\xF0\x9F\x98\x80";
  doc.invoice.bill_to.name = "Quarry\xEF\xBF\xBE";
  const auto pdf = invoice_pdf(doc);
  ASSERT_TRUE(pdf.ok()) << pdf.error().detail;
  for (const char* part : {"First", "last", "Quarry"})
    EXPECT_NE(text_of_pdf(*pdf).find(part), std::string::npos) << part;
  EXPECT_EQ(interchangeable("a\xEF\xBF\xBF"
                            "b\xF4\x8F\xBF\xBE\xEF\xBF\xBC\xC3\xBF"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBC\xC3\xBF");
}

TEST(InvoicePdf, IsTheSameBytesForTheSameDocument) {
  EXPECT_EQ(*invoice_pdf(document(3)), *invoice_pdf(document(3)));
}

TEST(InvoicePdf, NumbersItsPagesWhenThereAreSeveral) {
  const std::string text = text_of_pdf(*invoice_pdf(document(60)));
  EXPECT_NE(text.find("Page 1 of "), std::string::npos);
  EXPECT_NE(text.find("Услуги 59"), std::string::npos);
}

TEST(InvoicePdf, SaysSoInItsLanguage) {
  auto doc = document(60);
  doc.locale = doc.language = "de-DE";
  const std::string text = text_of_pdf(*invoice_pdf(doc));
  EXPECT_NE(text.find("Seite 1 von "), std::string::npos) << text;
  EXPECT_EQ(text.find("Page 1"), std::string::npos);
}

TEST(InvoicePdf, OfACreditNoteSaysSoAndWhichInvoiceItCredits) {
  auto doc = document(1);
  doc.payments.clear();
  doc.invoice.kind = domain::DocumentKind::credit_note;
  doc.invoice.number = "CN-0007";
  doc.invoice.about_number = "INV-0042";
  doc.invoice.about_date = parse_date("2026-11-01");
  doc.invoice.notes = "Delivered late";
  const std::string text = text_of_pdf(*invoice_pdf(doc));
  for (const char* part :
       {"Credit note", "CN-0007", "Credits invoice", "INV-0042", "Reason", "Delivered late"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  for (const char* part : {"Amount due", "How to pay", "Due date"})
    EXPECT_EQ(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(InvoicePdf, MarksADraft) {
  auto doc = document(1);
  doc.invoice.number.clear();
  doc.invoice.status = domain::DocumentStatus::draft;
  EXPECT_NE(text_of_pdf(*invoice_pdf(doc)).find("Draft, not issued"), std::string::npos);
}

}  // namespace
}  // namespace every::render
