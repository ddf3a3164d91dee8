#include "domain/credit_note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace every::domain {
namespace {

const Currency kUsd = *Currency::from("USD");
Money usd(std::int64_t cents) {
  return {cents, kUsd};
}

Invoice issued(std::vector<InvoiceLine> lines, Pricing pricing = {}) {
  Invoice i;
  i.id = "i";
  i.number = "INV-0001";
  i.status = DocumentStatus::issued;
  i.client_id = "c";
  i.currency = kUsd;
  for (std::size_t n = 0; n < lines.size(); ++n) lines[n].id = "l" + std::to_string(n);
  i.lines = std::move(lines);
  i.pricing = pricing;
  i.totals = totals(i.lines, kUsd, pricing);
  i.paid = usd(0);
  return i;
}
InvoiceLine line(std::int64_t cents, std::int64_t tax = 0, std::int64_t quantity = 1) {
  return {.id = {},
          .description = "Work",
          .quantity = Decimal::whole(quantity),
          .unit_price = usd(cents),
          .tax_percent = Decimal::whole(tax)};
}
Invoice made(const Invoice& of, const std::vector<Invoice>& before,
             const std::vector<CreditPart>& parts = {}) {
  auto note = credit_note_of(of, before, parts);
  EXPECT_TRUE(note.ok()) << (note.ok() ? "" : note.error().detail);
  note->status = DocumentStatus::issued;
  return *note;
}

TEST(CreditNote, TheWholeTakesBackTheSameLinesAndSums) {
  const Invoice invoice =
      issued({line(3333, 19, 3), line(-500, 19)}, {.discount_percent = Decimal::whole(7)});
  const Invoice note = made(invoice, {});
  EXPECT_EQ(note.kind, DocumentKind::credit_note);
  EXPECT_EQ(note.about_number, "INV-0001");
  EXPECT_EQ(note.totals.total, invoice.totals.total);
  EXPECT_EQ(note.totals.tax, invoice.totals.tax);
  EXPECT_EQ(note.lines.front().quantity, Decimal::whole(3));
  EXPECT_EQ(left_to_credit(invoice, {note}).total, usd(0));
  EXPECT_EQ(credit_note_of(invoice, {note}, {}).error().code, Code::nothing_to_credit);
}

TEST(CreditNote, APartIsAnAmountWithTaxAndNeverMoreThanIsLeft) {
  const Invoice invoice = issued({line(10000, 20), line(5000)});
  const Invoice first = made(invoice, {}, {{"l0", usd(6000)}});
  EXPECT_EQ(first.totals.total, usd(6000));
  EXPECT_EQ(first.totals.tax, usd(1000));
  const auto refused = [&](const std::vector<CreditPart>& parts) {
    const auto note = credit_note_of(invoice, {first}, parts);
    EXPECT_FALSE(note.ok());
    return note.ok() ? "" : note.error().fields.front().pointer;
  };
  EXPECT_EQ(refused({{"l0", usd(6001)}}), "/lines/0/amount/amount");
  EXPECT_EQ(refused({{"l1", usd(1)}, {"l0", usd(0)}}), "/lines/1/amount/amount");
  EXPECT_EQ(refused({{"l1", usd(-1)}}), "/lines/0/amount/amount");
  EXPECT_EQ(refused({{"l9", usd(1)}}), "/lines/0/lineId");
  EXPECT_EQ(refused({{"l1", usd(1)}, {"l1", usd(1)}}), "/lines/1/lineId");
  EXPECT_EQ(refused({{"l1", Money{1, *Currency::from("EUR")}}}), "/lines/0/amount/currency");
  const Invoice rest = made(invoice, {first});
  EXPECT_EQ(rest.totals.total, usd(11000));
  EXPECT_EQ(rest.totals.tax, usd(1000));
  EXPECT_EQ(left_to_credit(invoice, {first, rest}).total, usd(0));
}

TEST(CreditNote, LinesThatARebateLoweredAreNotCreditedBeyondTheTotal) {
  const Invoice invoice = issued({line(10000), line(-4000)});
  EXPECT_EQ(credit_note_of(invoice, {}, {{"l0", usd(6001)}}).error().fields.front().pointer, "/lines");
  EXPECT_EQ(credit_note_of(invoice, {}, {{"l1", usd(1)}}).error().fields.front().pointer,
            "/lines/0/amount/amount");
  const Invoice part = made(invoice, {}, {{"l0", usd(2500)}});
  EXPECT_EQ(made(invoice, {part}).totals.total, usd(3500));
}

TEST(CreditNote, DraftsAndVoidAndCreditNotesAreNotCredited) {
  Invoice invoice = issued({line(100)});
  Invoice note = made(invoice, {});
  EXPECT_EQ(credit_note_of(note, {}, {}).error().code, Code::invoice_not_issued);
  invoice.status = DocumentStatus::draft;
  EXPECT_EQ(credit_note_of(invoice, {}, {}).error().code, Code::invoice_not_issued);
  invoice.status = DocumentStatus::voided;
  EXPECT_EQ(credit_note_of(invoice, {}, {}).error().code, Code::invoice_not_issued);
}

// Whatever the lines, the taxes and the steps: the parts are the whole, no step goes below zero, and a line
// that is credited at once has the tax that it was invoiced with.
TEST(CreditNote, InWhateverStepsThePartsAreTheWhole) {
  std::mt19937 dice(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<InvoiceLine> lines;
    const auto count = 1 + dice() % 4;
    for (std::size_t n = 0; n < count; ++n) {
      InvoiceLine one =
          line(static_cast<std::int64_t>(1 + dice() % 99999), static_cast<std::int64_t>(dice() % 27),
               static_cast<std::int64_t>(1 + dice() % 7));
      if (dice() % 3 == 0) one.discount_percent = Decimal::whole(static_cast<std::int64_t>(dice() % 60));
      lines.push_back(one);
    }
    Pricing pricing;
    pricing.tax_inclusive = dice() % 2 == 0;
    if (dice() % 3 == 0) pricing.discount_percent = Decimal::whole(static_cast<std::int64_t>(dice() % 40));
    const Invoice invoice = issued(lines, pricing);
    if (invoice.totals.total.minor <= 0) continue;
    const auto whole = sum_up(invoice.lines, kUsd, pricing);
    std::vector<Invoice> notes;
    for (int step = 0; step < 5; ++step) {
      const Creditable left = left_to_credit(invoice, notes);
      const std::size_t n = dice() % invoice.lines.size();
      if (left.lines[n].minor <= 0) continue;
      const bool all = dice() % 3 == 0;
      const std::int64_t cents =
          all ? left.lines[n].minor : 1 + static_cast<std::int64_t>(dice()) % left.lines[n].minor;
      notes.push_back(made(invoice, notes, {{"l" + std::to_string(n), usd(cents)}}));
      EXPECT_EQ(notes.back().totals.total, usd(cents));
      if (cents == whole->lines[n].total.minor) EXPECT_EQ(notes.back().totals.tax, whole->lines[n].tax);
    }
    if (left_to_credit(invoice, notes).total.minor > 0) notes.push_back(made(invoice, notes));
    Money sum = usd(0);
    for (const Invoice& note : notes) sum = sum + note.totals.total;
    ASSERT_EQ(sum, invoice.totals.total);
    for (const Money& rest : left_to_credit(invoice, notes).lines) ASSERT_EQ(rest, usd(0));
  }
}

}  // namespace
}  // namespace every::domain
