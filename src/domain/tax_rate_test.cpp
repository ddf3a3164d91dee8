#include "domain/tax_rate.h"

#include <gtest/gtest.h>

#include "domain/invoice_sums.h"

namespace every::domain {
namespace {

const Currency kEur = *Currency::from("EUR");

std::string wrong(Decimal percent, const TaxWords& words) {
  std::string out;
  for (const FieldError& one : tax_problems(percent, words)) out += one.pointer;
  return out;
}

InvoiceLine line(std::int64_t minor, std::int64_t percent, TaxWords tax = {}) {
  return {.id = {},
          .description = "Work",
          .unit_price = {minor, kEur},
          .tax_percent = Decimal::whole(percent),
          .tax = std::move(tax)};
}

TEST(TaxRate, OnlyWhatIsSoldWithoutTaxSaysWhy) {
  EXPECT_EQ(wrong(Decimal::whole(19), {.name = "USt. 19 %", .reason = ""}), "");
  EXPECT_EQ(wrong({}, {.name = "Exempt", .treatment = TaxTreatment::exempt, .reason = "§ 19 UStG"}), "");
  EXPECT_EQ(wrong({}, {.name = "Zero", .treatment = TaxTreatment::zero, .reason = ""}), "");
  EXPECT_EQ(wrong(Decimal::whole(19), {.name = "", .treatment = TaxTreatment::exempt, .reason = ""}),
            "/treatment");
  EXPECT_EQ(wrong({}, {.name = "", .reason = "Because"}), "/reason");
  EXPECT_EQ(wrong({}, {.name = "", .treatment = TaxTreatment::zero, .reason = "Because"}), "/reason");
}

TEST(TaxRate, TheSumsOfADocumentAreToldTaxByTaxAndAddUp) {
  const TaxWords full{.name = "USt. 19 %", .reason = ""};
  const TaxWords free{.name = "Steuerfrei", .treatment = TaxTreatment::exempt, .reason = "§ 4 Nr. 21 UStG"};
  const std::vector<InvoiceLine> lines = {line(100'00, 19, full), line(50'00, 7), line(33'33, 19, full),
                                          line(20'00, 0, free), line(10'00, 19)};
  for (const bool inclusive : {false, true}) {
    const Pricing pricing{.tax_inclusive = inclusive, .discount_percent = Decimal::whole(3)};
    const auto taxes = tax_sums(lines, kEur, pricing);
    ASSERT_EQ(taxes.size(), 4U) << "the same rate under another name is another";
    EXPECT_EQ(taxes[0].words, full);
    EXPECT_EQ(taxes[1].percent, Decimal::whole(7));
    EXPECT_EQ(taxes[2].words, free);
    EXPECT_EQ(taxes[2].tax.minor, 0);
    Money tax{0, kEur}, net{0, kEur};
    for (const TaxSum& one : taxes) {
      tax = tax + one.tax;
      net = net + one.net;
    }
    const Totals whole = totals(lines, kEur, pricing);
    EXPECT_EQ(tax, whole.tax);
    EXPECT_EQ(net, whole.total - whole.tax);
  }
}

}  // namespace
}  // namespace every::domain
