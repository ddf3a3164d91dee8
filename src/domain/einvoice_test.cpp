#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/einvoice_document.h"

namespace every::domain::einvoice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;

Invoice issued(const char* currency = "EUR") {
  Invoice i;
  i.number = "INV-0007";
  i.status = DocumentStatus::issued;
  i.currency = *Currency::from(currency);
  i.issue_date = parse_date("2026-11-25");
  i.due_date = parse_date("2026-12-25");
  i.payment_terms_days = 30;
  i.po_number = "PO 7";
  i.lines.push_back({.id = "a",
                     .description = "Design\nThe second draft",
                     .quantity = Decimal::whole(2),
                     .unit_price = *Money::parse("500", i.currency),
                     .discount_percent = Decimal::whole(10),
                     .tax_percent = Decimal::whole(19)});
  i.from.name = "Fieldstone";
  i.from.tax_id = "DE 123 456 789";
  i.from.address = {"Hafenstr. 1", "", "Hamburg", "", "20457", "DE"};
  i.from.billing.iban = "DE89 3704 0044 0532 0130 00";
  i.from.billing.contact_phone = "+49 40 123";
  i.from.billing.electronic_address = "bills@fieldstone.example";
  i.from.billing.electronic_scheme = "EM";
  i.bill_to.name = "Acme";
  i.bill_to.legal_name = "Acme GmbH";
  i.bill_to.tax_id = "ATU12345678";
  i.bill_to.email = "pay@acme.example";
  i.bill_to.address = {"Ring 2", "", "Wien", "", "1010", "Österreich"};
  i.bill_to.billing.buyer_reference = "04011000-12345-03";
  return i;
}

std::vector<std::string> rules(const Document& d) {
  std::vector<std::string> out;
  for (const Finding& f : findings(d)) out.push_back(f.rule);
  return out;
}

std::vector<std::string> places(const std::vector<Gap>& gaps) {
  std::vector<std::string> out;
  for (const Gap& gap : gaps) out.push_back((gap.required ? "" : "?") + gap.place + gap.pointer);
  return out;
}

TEST(EInvoice, AnInvoiceBecomesADocumentOfTheStandard) {
  const Document d = document_of(issued());
  EXPECT_THAT(rules(d), IsEmpty());
  EXPECT_THAT(gaps(d), IsEmpty());
  EXPECT_EQ(d.seller.vat_id, "DE123456789");
  EXPECT_EQ(d.buyer.name, "Acme GmbH");
  EXPECT_EQ(d.buyer.trading_name, "Acme");
  EXPECT_EQ(d.buyer.address.country, "AT");
  EXPECT_EQ(d.buyer.electronic_address.scheme, "EM");
  EXPECT_EQ(d.lines[0].name, "Design");
  EXPECT_EQ(d.lines[0].description, "The second draft");
  EXPECT_EQ(d.lines[0].net->text(), "900");
  EXPECT_EQ(d.lines[0].allowances[0].amount->text(), "100");
  EXPECT_EQ(d.breakdown[0].tax->text(), "171");
  EXPECT_EQ(d.sums.due->text(), "1071");
  EXPECT_EQ(d.payment[0].code, "58");
  EXPECT_EQ(d.payment[0].transfers[0].account, "DE89370400440532013000");
}

TEST(EInvoice, DiscountsOfTheDocumentAndPricesWithTaxAddUpToTheInvoice) {
  Invoice off = issued();
  off.pricing.discount_amount = Money{10000, off.currency};
  const Document less = document_of(off);
  EXPECT_THAT(rules(less), IsEmpty());
  EXPECT_EQ(less.lines[0].net->text(), "800");
  EXPECT_EQ(less.lines[0].allowances[1].amount->text(), "100");
  EXPECT_EQ(less.sums.due->text(), "952");
  off.pricing.tax_inclusive = true;
  const Document inside = document_of(off);
  EXPECT_THAT(rules(inside), IsEmpty());
  EXPECT_EQ(inside.lines[0].net->text(), "672.27");
  EXPECT_EQ(inside.sums.due->text(), "800");
}

TEST(EInvoice, APriceBelowZeroIsAQuantityBelowZero) {
  Invoice i = issued();
  i.lines.push_back({.id = "b",
                     .description = "Rebate",
                     .unit_price = {-10000, i.currency},
                     .tax_percent = Decimal::whole(19)});
  const Document d = document_of(i);
  EXPECT_THAT(rules(d), IsEmpty());
  EXPECT_EQ(d.lines[1].quantity->text(), "-1");
  EXPECT_EQ(d.lines[1].price->text(), "100");
  EXPECT_EQ(d.lines[1].net->text(), "-100");
}

TEST(EInvoice, WhatIsSoldWithoutVatIsCalledAsTheProfileSays) {
  const auto document = [](TaxTreatment treatment) {
    Invoice i = issued();
    i.lines[0].tax_percent = {};
    i.bill_to.billing.tax_treatment = treatment;
    return document_of(i);
  };
  struct Expected {
    TaxTreatment treatment;
    const char *category, *code;
  };
  for (const Expected& e : {Expected{TaxTreatment::unset, "Z", ""}, Expected{TaxTreatment::exempt, "E", ""},
                            Expected{TaxTreatment::reverse_charge, "AE", "VATEX-EU-AE"},
                            Expected{TaxTreatment::intra_community, "K", "VATEX-EU-IC"},
                            Expected{TaxTreatment::export_, "G", "VATEX-EU-G"}}) {
    const Document d = document(e.treatment);
    EXPECT_THAT(rules(d), IsEmpty()) << e.category;
    EXPECT_EQ(d.breakdown[0].category, e.category);
    EXPECT_EQ(d.breakdown[0].exemption_code, e.code);
  }
  // Outside VAT nobody shows a VAT id, and the seller needs another identifier.
  EXPECT_THAT(rules(document(TaxTreatment::outside)), ElementsAre("BR-CO-26"));
  Invoice i = issued();
  i.lines[0].tax_percent = {};
  i.from.billing.tax_treatment = TaxTreatment::outside;
  i.from.billing.legal_id = "HRB 1234";
  EXPECT_THAT(rules(document_of(i)), IsEmpty());
}

TEST(EInvoice, AGapSaysWhereToFillIt) {
  Invoice i = issued();
  i.from.tax_id.clear();
  i.from.address.country.clear();
  i.from.billing = {};
  i.bill_to.address.country = "Atlantis";
  i.bill_to.billing = {};
  i.bill_to.email.clear();
  const auto found = gaps(document_of(i));
  EXPECT_FALSE(ready(found));
  EXPECT_THAT(places(found),
              UnorderedElementsAre("workspace/address/country", "client/address/country", "workspace/taxId",
                                   "?workspace/billing/iban", "?client/billing/buyerReference",
                                   "?workspace/billing/electronicAddress",
                                   "?client/billing/electronicAddress", "?workspace/billing/contactPhone"));
}

TEST(EInvoice, ReverseChargeNeedsTheBuyersIdAndSaysSo) {
  Invoice i = issued();
  i.lines[0].tax_percent = {};
  i.bill_to.tax_id.clear();
  i.bill_to.billing.tax_treatment = TaxTreatment::reverse_charge;
  EXPECT_THAT(rules(document_of(i)), ElementsAre("BR-AE-02"));
  EXPECT_THAT(places(gaps(document_of(i))), ElementsAre("client/taxId"));
}

TEST(EInvoice, ThreeDecimalsDoNotFitTheStandard) {
  Invoice i = issued("KWD");
  i.lines[0].unit_price = *Money::parse("1.005", i.currency);
  const auto found = gaps(document_of(i));
  EXPECT_FALSE(ready(found));
  EXPECT_THAT(places(found), IsSupersetOf({"invoice/currency"}));
}

TEST(EInvoice, EachSumIsHeldToItsRule) {
  const Document right = document_of(issued());
  const auto broken = [&](auto change) {
    Document d = right;
    change(d);
    return rules(d);
  };
  const Decimal one = Decimal::whole(1);
  EXPECT_THAT(broken([&](Document& d) { d.sums.lines->units += one.units; }),
              ElementsAre("BR-CO-10", "BR-CO-13"));
  EXPECT_THAT(broken([&](Document& d) { d.sums.vat->units += one.units; }),
              ElementsAre("BR-CO-14", "BR-CO-15"));
  EXPECT_THAT(broken([&](Document& d) { d.sums.due->units += one.units; }), ElementsAre("BR-CO-16"));
  EXPECT_THAT(broken([&](Document& d) { d.breakdown[0].rate = Decimal::whole(7); }),
              ElementsAre("BR-CO-17", "BR-S-08", "BR-S-09"));
  EXPECT_THAT(broken([&](Document& d) { d.lines[0].price = Decimal::whole(-1); }), ElementsAre("BR-27"));
  EXPECT_THAT(broken([&](Document& d) { d.lines.clear(); }), IsSupersetOf({"BR-16", "BR-CO-10"}));
}

TEST(BillingProfile, AnIbanIsCheckedByItsDigits) {
  EXPECT_TRUE(is_iban("DE89 3704 0044 0532 0130 00"));
  EXPECT_TRUE(is_iban("gb82west12345698765432"));
  EXPECT_FALSE(is_iban("DE89 3704 0044 0532 0130 01"));
  EXPECT_FALSE(is_iban("DE89"));
  EXPECT_FALSE(is_iban("1234567890123456"));
  EXPECT_TRUE(is_bic("COBADEFFXXX"));
  EXPECT_FALSE(is_bic("COBADEFFX"));
  EXPECT_THAT(profile_problems({.electronic_address = "x", .iban = "DE00"}), ::testing::SizeIs(2));
  EXPECT_THAT(profile_problems({.electronic_address = "x", .electronic_scheme = "0000"}),
              ::testing::SizeIs(1));
}

}  // namespace
}  // namespace every::domain::einvoice
