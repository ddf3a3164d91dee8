// What a CRM may hold to do harm, in every document and page that leaves the house: it is text there, all of
// it can be read, and none of it becomes an element, an attribute or an action.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <regex>
#include <set>

#include "base/hostile_test_support.h"
#include "base/text.h"
#include "render/letter_pdf.h"
#include "render/mail_html.h"
#include "render/pdf_text_test_support.h"
#include "render/public_invoice.h"
#include "render/public_proposal.h"

namespace every::render {
namespace {

using ::testing::Not;

const Currency kUsd = *Currency::from("USD");

class Hostile : public testing::Test {
 protected:
  void SetUp() override { ASSERT_GE(texts.size(), 500U); }
  const std::vector<HostileText> texts = hostile_texts();
};

// The first plain words of a text: what a line break or a turned direction does not take apart.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : text + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word.push_back(c);
      continue;
    }
    if (word.size() > 3 && word.size() < 20) out.push_back(word);
    word.clear();
    if (out.size() == 3) break;
  }
  return out;
}

void expect_harmless(const Result<std::string>& pdf, const std::vector<HostileText>& texts) {
  ASSERT_TRUE(pdf.ok()) << pdf.error().detail;
  ASSERT_TRUE(pdf->starts_with("%PDF-"));
  for (const char* action : {"/JavaScript", "/Launch", "/OpenAction", "/EmbeddedFile", "/Annots"})
    EXPECT_EQ(pdf->find(action), std::string::npos) << action;
  const std::string said = text_of_pdf(*pdf, "-raw");
  std::size_t all = 0;
  std::vector<std::string> lost;
  for (const HostileText& one : texts)
    for (const std::string& word : words_of(shorten(one.text, 200))) {
      ++all;
      if (said.find(word) == std::string::npos) lost.push_back(word);
    }
  // A long word is broken where the column ends.
  EXPECT_LE(lost.size(), all * 3 / 100) << testing::PrintToString(lost);
}

domain::PartySnapshot party(const std::string& text) {
  domain::PartySnapshot out;
  out.name = out.legal_name = out.email = out.tax_id = text;
  out.address.street = out.address.city = text;
  return out;
}

InvoiceDocument credit_note(const std::vector<std::string>& lines, const std::string& name) {
  InvoiceDocument doc;
  doc.today = *parse_date("2026-11-23");
  domain::Invoice& note = doc.invoice;
  note.kind = domain::DocumentKind::credit_note;
  note.number = "CN-0001";
  note.status = domain::DocumentStatus::issued;
  note.about_number = "INV-0001";
  note.about_date = note.issue_date = doc.today;
  note.currency = kUsd;
  note.from = party(name);
  note.bill_to = party(name);
  note.notes = note.footer = note.po_number = name;
  for (const std::string& line : lines)
    note.lines.push_back({.id = "1", .description = line, .unit_price = {100, kUsd}});
  note.totals = domain::totals(note.lines, kUsd);
  note.paid = {0, kUsd};
  return doc;
}

ProposalDocument proposal(const std::vector<std::string>& lines, const std::string& name) {
  ProposalDocument doc;
  doc.today = *parse_date("2026-11-23");
  domain::Proposal& p = doc.proposal;
  p.number = "PRO-0001";
  p.title = name;
  p.state = domain::ProposalState::open;
  p.revision = 1;
  p.currency = kUsd;
  p.opened_at = from_ms(1'795'430'000'000);
  p.from = party(name);
  p.bill_to = party(name);
  for (const std::string& line : lines) {
    p.lines.push_back({{.id = line, .description = line, .unit_price = {100, kUsd}}, true, true});
    p.sections.push_back({line, line, line});
  }
  EXPECT_TRUE(domain::sum_up(p).ok());
  return doc;
}

// What statements and receipts are.
Letter letter(const std::vector<std::string>& lines, const std::string& name) {
  Letter out{.title = name,
             .subject = name,
             .stamp = *parse_date("2026-11-30"),
             .from = party(name),
             .to = party(name),
             .facts = {{"Reference", name}},
             .tables = {},
             .closing = name};
  Letter::Table table{.head = name,
                      .columns = {{"Date", 1, false}, {"Document", 4, false}, {"Amount", 1, true}},
                      .rows = {},
                      .sums = {{name, "$2.00"}}};
  for (const std::string& line : lines) table.rows.push_back({"Nov 1", line, "$3.00"});
  out.tables.push_back(table);
  return out;
}

std::vector<std::string> cut(const std::vector<HostileText>& texts) {
  std::vector<std::string> out;
  for (const HostileText& one : texts) out.push_back(shorten(one.text, 200));
  return out;
}

TEST_F(Hostile, InACreditNoteItCanBeReadOut) {
  expect_harmless(invoice_pdf(credit_note(cut(texts), "Quarry")), texts);
}
TEST_F(Hostile, InAProposalItCanBeReadOut) {
  expect_harmless(proposal_pdf(proposal(cut(texts), "Quarry")), texts);
}
TEST_F(Hostile, InAStatementOrAReceiptItCanBeReadOut) {
  expect_harmless(letter_pdf(letter(cut(texts), "Quarry")), texts);
}

// As names, where a page has each once: one of each kind, since each is a file.
TEST_F(Hostile, AsANameItMakesADocumentAllTheSame) {
  std::set<std::string> kinds;
  for (const HostileText& one : texts) {
    if (!kinds.insert(one.kind).second && one.kind != "control" && one.kind != "unicode") continue;
    const std::string name = shorten(one.text, 200);
    expect_harmless(invoice_pdf(credit_note({name}, name)), {});
    expect_harmless(proposal_pdf(proposal({name}, name)), {});
    expect_harmless(letter_pdf(letter({name}, name)), {});
  }
  EXPECT_GE(kinds.size(), 15U);
}

// A page's elements with the names of their attributes. Values are left out: what ends one too early makes an
// attribute that no other page has.
std::set<std::string> elements_of(const std::string& html) {
  static const std::regex kElement("<[^>]*>"), kValue("=\"[^\"]*\"");
  std::set<std::string> out;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), kElement); at != std::sregex_iterator(); ++at)
    out.insert(std::regex_replace(at->str(), kValue, "="));
  return out;
}

void expect_text_only(const std::vector<HostileText>& texts,
                      const std::function<std::string(const std::string&)>& page) {
  std::set<std::string> ours = elements_of(page("Quarry\n\nFoods"));
  ours.merge(elements_of(page("Quarry")));
  for (const HostileText& one : texts) {
    const std::string html = page(one.text);
    for (const std::string& element : elements_of(html))
      EXPECT_TRUE(ours.contains(element)) << element << " by " << one.text;
  }
}

TEST_F(Hostile, OnTheProposalsPageItIsText) {
  expect_text_only(texts, [](const std::string& text) {
    return public_proposal_page(proposal({text}, text),
                                {.path = "/p/t", .notice = text, .name = text, .reason = text});
  });
}
TEST_F(Hostile, OnTheInvoicesPageItIsText) {
  expect_text_only(texts, [](const std::string& text) {
    InvoiceDocument doc = credit_note({text}, text);
    doc.bank_details = text;
    std::string both = public_invoice_page(doc, "/i/t");
    doc.invoice.kind = domain::DocumentKind::invoice;
    return both + public_invoice_page(doc, "/i/t");
  });
}
TEST_F(Hostile, InAMailItIsText) {
  expect_text_only(texts, [](const std::string& text) {
    return mail_html({.title = text,
                      .lines = {text, text},
                      .button = text,
                      .url = "https://every.example/invoices",
                      .reason = text,
                      .settings = text,
                      .settings_url = "https://every.example/settings"});
  });
}

}  // namespace
}  // namespace every::render
