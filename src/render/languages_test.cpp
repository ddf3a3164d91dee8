// The documents as their writers in five languages make them: every letter is in the file's text, labels,
// amounts and dates are written as there, the file says its language, and equal documents are equal bytes.
// EVERY_PDF_DIR=FOLDER keeps the files, to be looked at.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

#include "domain/language.h"
#include "render/format.h"
#include "render/invoice_pdf.h"
#include "render/letter_pdf.h"
#include "render/proposal_pdf.h"
#include "render/public_invoice.h"
#include "render/public_proposal.h"
#include "render/words.h"

namespace every::render {
namespace {

struct Writer {
  const char* locale;
  const char* currency;
  const char* from;
  const char* to;
  const char* city;
  const char* item;
  const char* notes;
  std::vector<const char*> said;  // what pdftotext finds in the invoice, beside the texts above
};

const std::vector<Writer>& writers() {
  static const std::vector<Writer> all = {
      {"en-US",
       "USD",
       "Fieldstone Studio",
       "Quarry Foods",
       "Portland",
       "Design of the office",
       "Thank you for your business.",
       {"$60,488.89", "Nov 23, 2026", "Bill to", "Net 30", "Amount due"}},
      {"de-DE",
       "EUR",
       "Müller & Söhne",
       "Bäckerei Größe",
       "Köln",
       "Gestaltung des Büros",
       "Vielen Dank für Ihren Auftrag.",
       {"60.488,89 €", "23. Nov. 2026", "Rechnung an", "Fällig am", "30 Tage netto", "Offener Betrag"}},
      {"ja-JP",
       "JPY",
       "株式会社フィールド",
       "東京食品株式会社",
       "東京都",
       "オフィスの設計",
       "ありがとうございます。",
       {"6,048,889", "2026年11月23日", "請求書", "支払期限", "ご請求額"}},
      {"ar-EG",
       "EGP",
       "شركة الحجر",
       "مخبز النيل",
       "القاهرة",
       "تصميم المكتب",
       "شكرا لتعاملكم معنا",
       {"فاتورة إلى", "تاريخ الاستحقاق", "المبلغ المستحق"}},
      {"hi-IN",
       "INR",
       "पत्थर स्टूडियो",
       "भारत भोजनालय",
       "दिल्ली",
       "कार्यालय की रचना",
       "आपका धन्यवाद",
       {"60,488.89", "चालान", "देय राशि"}}};
  return all;
}

domain::PartySnapshot party(const char* name, const char* city, const char* email) {
  domain::PartySnapshot out{.name = name, .legal_name = "", .email = email, .tax_id = "TAX-1", .address = {}};
  out.address.city = city;
  return out;
}

InvoiceDocument invoice_of(const Writer& l) {
  InvoiceDocument doc;
  doc.locale = doc.language = l.locale;
  doc.today = *parse_date("2026-11-23");
  auto& invoice = doc.invoice;
  invoice.id = "i";
  invoice.number = "INV-0042";
  invoice.status = domain::DocumentStatus::issued;
  invoice.currency = *Currency::from(l.currency);
  invoice.issue_date = doc.today;
  invoice.due_date = add_days(doc.today, 30);
  invoice.payment_terms_days = 30;
  invoice.po_number = "PO-7";
  invoice.from = party(l.from, l.city, "");
  invoice.bill_to = party(l.to, l.city, "a@b.example");
  invoice.lines.push_back({.id = "1",
                           .description = l.item,
                           .quantity = *Decimal::parse("1.5"),
                           .unit_price = {4'025'926, invoice.currency},
                           .tax_percent = Decimal::whole(19)});
  invoice.lines.push_back({.id = "2",
                           .description = "Every 2.0 (SaaS)",
                           .unit_price = {10'000, invoice.currency},
                           .discount_percent = Decimal::whole(100)});
  invoice.notes = l.notes;
  invoice.totals = domain::totals(invoice.lines, invoice.currency);
  invoice.paid = {0, invoice.currency};
  doc.bank_details = "Fieldstone Bank\nIBAN DE89 3704 0044 0532 0130 00\nBIC COBADEFFXXX";
  return doc;
}

InvoiceDocument note_of(const Writer& l) {
  InvoiceDocument doc = invoice_of(l);
  doc.invoice.kind = domain::DocumentKind::credit_note;
  doc.invoice.about_number = "INV-0042";
  doc.invoice.about_date = doc.today;
  doc.invoice.number = "CN-0007";
  return doc;
}

ProposalDocument proposal_of(const Writer& l) {
  ProposalDocument doc;
  doc.locale = doc.language = l.locale;
  doc.today = *parse_date("2026-11-23");
  auto& p = doc.proposal;
  const InvoiceDocument like = invoice_of(l);
  p.number = "PRO-0007";
  p.state = domain::ProposalState::open;
  p.title = l.item;
  p.currency = like.invoice.currency;
  p.valid_until = add_days(doc.today, 30);
  p.sections = {{.id = "s", .title = l.item, .text = l.notes}};
  for (const domain::InvoiceLine& line : like.invoice.lines) p.lines.push_back({line});
  p.lines.back().optional = true;
  p.lines.back().line.discount_percent = Decimal::whole(10);
  p.from = like.invoice.from;
  p.bill_to = like.invoice.bill_to;
  EXPECT_TRUE(domain::sum_up(p).ok());
  return doc;
}

Letter receipt_of(const Writer& l) {
  const Words& words = words_of(l.locale);
  const Formatter format(l.locale);
  const InvoiceDocument like = invoice_of(l);
  return {.title = words.receipt.text(),
          .subject = format.date(like.today),
          .language = l.locale,
          .stamp = like.today,
          .from = like.invoice.from,
          .to = like.invoice.bill_to,
          .facts = {{words.method.text(), words.bank_transfer.text()}},
          .tables = {{.head = "",
                      .columns = {{words.paid.text(), 3, false}, {words.amount.text(), 1, true}},
                      .rows = {{words.invoice_number("INV-0042"), format.money(like.invoice.totals.total)}},
                      .sums = {{words.amount_received.text(), format.money(like.invoice.totals.total)}}}},
          .closing = {}};
}

// A file in a folder of its own, or in the one that was asked for.
class Kept {
 public:
  Kept(const std::string& name, const std::string& bytes) : folder_(std::getenv("EVERY_PDF_DIR")) {
    const auto folder =
        folder_ != nullptr ? std::filesystem::path(folder_) : std::filesystem::temp_directory_path();
    path_ = (folder / (folder_ != nullptr ? name : std::to_string(::getpid()) + name)).string();
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Kept() {
    if (folder_ == nullptr) std::filesystem::remove(path_);
  }
  Kept(const Kept&) = delete;
  std::string told(const std::string& program, const std::string& after) const {
    std::string out;
    FILE* pipe = popen((program + " '" + path_ + "' " + after).c_str(), "r");
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      out.append(buffer.data(), n);
    pclose(pipe);
    return out;
  }

 private:
  const char* folder_;
  std::string path_;
};

// Without blanks and marks of direction: poppler puts them between letters of connected scripts. It also
// gives the two letters of an Arabic ligature in the order in which they are seen, so that order counts for
// nothing.
std::string letters(std::string_view given) {
  std::string out, text(given);
  for (const char* alef : {"ا", "أ", "إ", "آ"})
    for (std::size_t at; (at = text.find(std::string("ل") + alef)) != std::string::npos;)
      text.replace(at, std::strlen("ل") * 2, std::string(alef) + "ل");
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\n') continue;
    if (std::string_view(text).substr(i).starts_with("\xC2\xA0")) {
      ++i;
      continue;
    }
    if (std::string_view(text).substr(i).starts_with("\xE2\x80") && i + 2 < text.size() &&
        std::string_view("\x8E\x8F\xAA\xAB\xAC\xAD\xAE").find(text[i + 2]) != std::string_view::npos) {
      i += 2;
      continue;
    }
    out.push_back(text[i]);
  }
  return out;
}

TEST(Languages, AnInvoiceIsWrittenInFive) {
  for (const Writer& l : writers()) {
    const InvoiceDocument doc = invoice_of(l);
    const auto pdf = invoice_pdf(doc);
    ASSERT_TRUE(pdf.ok()) << l.locale;
    EXPECT_EQ(*invoice_pdf(doc), *pdf) << l.locale;
    const Kept file(std::string("invoice-") + l.locale + ".pdf", *pdf);
    const std::string text = letters(file.told("pdftotext", "-"));
    for (const char* part : {l.from, l.to, l.city, l.item, l.notes, "INV-0042",
                             "IBAN DE89 3704 0044 0532 0130 00", "COBADEFFXXX", "Every 2.0"})
      EXPECT_NE(text.find(letters(part)), std::string::npos) << l.locale << ": " << part << "\n" << text;
    for (const char* part : l.said)
      EXPECT_NE(text.find(letters(part)), std::string::npos) << l.locale << ": " << part << "\n" << text;
    const std::string root = file.told("qpdf --json", "");
    for (const std::string& part : {std::string("u:") + l.locale, std::string("/DisplayDocTitle"),
                                    "u:" + words_of(l.locale).invoice_number("INV-0042")})
      EXPECT_NE(root.find(part), std::string::npos) << l.locale << ": " << part;
  }
}

TEST(Languages, SoAreCreditNoteProposalAndReceipt) {
  for (const Writer& l : writers()) {
    const Words& w = words_of(l.locale);
    const auto check = [&](const char* kind, const Result<std::string>& pdf, const Result<std::string>& again,
                           const std::vector<std::string>& said) {
      ASSERT_TRUE(pdf.ok()) << l.locale;
      EXPECT_EQ(*again, *pdf) << l.locale << kind;
      const Kept file(std::string(kind) + "-" + l.locale + ".pdf", *pdf);
      const std::string text = letters(file.told("pdftotext", "-"));
      for (const std::string& part : said)
        EXPECT_NE(text.find(letters(part)), std::string::npos) << l.locale << ": " << part << "\n" << text;
    };
    check("note", invoice_pdf(note_of(l)), invoice_pdf(note_of(l)),
          {w.credit_note.text(), w.credits_invoice.text(), w.reason.text(), l.notes, "CN-0007"});
    check("proposal", proposal_pdf(proposal_of(l)), proposal_pdf(proposal_of(l)),
          {w.proposal.text(), w.option.text(), w.subtotal.text(), l.item, l.notes, "PRO-0007"});
    check("receipt", letter_pdf(receipt_of(l)), letter_pdf(receipt_of(l)),
          {w.receipt.text(), w.bank_transfer.text(), w.amount_received.text(), "INV-0042"});
  }
}

// What stands left in English stands right in Arabic: places by pdftotext, in points from the left.
double left_of(const std::string& boxes, std::string_view word) {
  const auto end = boxes.find(">" + std::string(word) + "<");
  if (end == std::string::npos) return -1;
  const auto at = boxes.rfind("xMin=\"", end);
  return std::strtod(boxes.c_str() + at + 6, nullptr);
}

TEST(Languages, AnArabicDocumentIsMirrored) {
  const double middle = 595.28 / 2;
  for (const Writer& l : writers()) {
    const bool mirrored = std::string_view(l.locale) == "ar-EG";
    const Kept file(std::string("boxes-") + l.locale + ".pdf", *invoice_pdf(invoice_of(l)));
    const std::string boxes = file.told("pdftotext -bbox", "-");
    EXPECT_EQ(left_of(boxes, "a@b.example") > middle, mirrored) << l.locale << ": the address\n" << boxes;
    EXPECT_EQ(left_of(boxes, "COBADEFFXXX") > middle, mirrored) << l.locale << ": the bank";
    EXPECT_EQ(left_of(boxes, "PO-7") < middle, mirrored) << l.locale << ": the facts";
    EXPECT_LT(left_of(boxes, "DE89"), left_of(boxes, "0532")) << l.locale << ": an IBAN is read as anywhere";
  }
}

TEST(Languages, TheClientsPagesAreWrittenSoToo) {
  for (const Writer& l : writers()) {
    const Words& w = words_of(l.locale);
    const std::string invoice = public_invoice_page(invoice_of(l), "/i/x");
    const std::string proposal =
        public_proposal_page(proposal_of(l), {.path = "/p/x", .notice = {}, .name = {}, .reason = {}});
    const bool rtl = std::string_view(l.locale) == "ar-EG";
    for (const std::string& page : {invoice, proposal}) {
      EXPECT_NE(page.find(std::string("<html lang=\"") + l.locale + "\"" + (rtl ? " dir=\"rtl\">" : ">")),
                std::string::npos);
      for (const Label& said : {w.download, w.quantity, w.subtotal})
        EXPECT_NE(page.find(said.text()), std::string::npos) << l.locale << ": " << said.text();
    }
    EXPECT_NE(invoice.find(w.how_to_pay.text()), std::string::npos) << l.locale;
    for (const Label& said : {w.your_answer, w.accept, w.decline, w.update_total})
      EXPECT_NE(proposal.find(said.text()), std::string::npos) << l.locale << ": " << said.text();
  }
}

// A catalogue that lacks a label does not compile; one that was copied from English does.
TEST(Languages, EachHasWordsOfItsOwn) {
  std::set<std::string> invoices, dates;
  for (const domain::Language one : domain::kLanguages) {
    const std::string tag(domain::name(one));
    EXPECT_EQ(&words_of(tag), &words_of(tag + "-ZZ"));
    invoices.insert(words_of(tag).accept_means("1"));
    dates.insert(Formatter(tag).date(*parse_date("2026-10-05")) + Formatter(tag).days(30));
  }
  EXPECT_EQ(invoices.size(), domain::kLanguages.size());
  EXPECT_EQ(dates.size(), domain::kLanguages.size());
  EXPECT_EQ(&words_of("sv"), &words_of("en"));
  EXPECT_EQ(&words_of(""), &words_of("en"));
}

TEST(Languages, AmountsAreTheMinorUnitsInEach) {
  for (const domain::Language one : domain::kLanguages) {
    const Formatter format(std::string(domain::name(one)) + "-u-nu-latn");
    const std::string large = format.money({900'719'925'474'099'301, *Currency::from("EUR")});
    std::string digits;
    for (const char c : large)
      if (c >= '0' && c <= '9') digits.push_back(c);
    EXPECT_EQ(digits, "900719925474099301") << large;
  }
}

TEST(Languages, ADollarStaysWithItsLettersFromRightToLeft) {
  EXPECT_NE(Formatter("ar-EG").money({100, *Currency::from("USD")}).find("US$\xE2\x80\x8E"),
            std::string::npos);
  EXPECT_EQ(Formatter("de-DE").money({100, *Currency::from("CAD")}),
            "1,00\xC2\xA0"
            "CA$");
}

}  // namespace
}  // namespace every::render
