#include "domain/payment.h"

#include "base/sentence.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

const Currency kUsd = *Currency::from("USD");
Money usd(std::int64_t cents) {
  return {cents, kUsd};
}
Invoice open(const std::string& id, std::int64_t cents, const std::string& client = "c") {
  Invoice i;
  i.id = id;
  i.number = "INV-" + id;
  i.client_id = client;
  i.status = DocumentStatus::issued;
  i.currency = kUsd;
  i.totals.total = i.totals.subtotal = usd(cents);
  i.paid = usd(0);
  return i;
}
Payment payment(std::int64_t cents, std::vector<Allocation> parts) {
  return {.id = "p", .client_id = "c", .amount = usd(cents), .allocations = std::move(parts)};
}
std::string pointer(const Status& status) {
  return status.ok() || status.error().fields.empty() ? "" : status.error().fields.front().pointer;
}

TEST(Payment, PaysSeveralInvoicesAndLeavesTheRestAsCredit) {
  const std::vector<Invoice> two = {open("a", 100), open("b", 50)};
  const Payment one = payment(180, {{"a", "", usd(100)}, {"b", "", usd(50)}});
  EXPECT_EQ(check_payment(one, two, false).error().code, Code::overpayment);
  EXPECT_EQ(english(check_payment(one, two, false).error().detail), "This is 0.30 USD more than is due.");
  EXPECT_TRUE(check_payment(one, two, true).ok());
  EXPECT_EQ(one.credit(), usd(30));
  EXPECT_EQ(one.paid_on("b"), usd(50));
  EXPECT_TRUE(check_payment(payment(150, one.allocations), two, false).ok());
}

TEST(Payment, NoInvoiceGetsMoreThanIsDueAndNoPaymentGivesMoreThanItIs) {
  const std::vector<Invoice> two = {open("a", 100), open("b", 50)};
  EXPECT_EQ(pointer(check_payment(payment(200, {{"a", "", usd(101)}, {"b", "", usd(1)}}), two, true)),
            "/allocations/0/amount/amount");
  EXPECT_EQ(pointer(check_payment(payment(149, {{"a", "", usd(100)}, {"b", "", usd(50)}}), two, true)),
            "/amount/amount");
  EXPECT_EQ(pointer(check_payment(payment(9, {{"a", "", usd(9)}, {"b", "", usd(0)}}), two, true)),
            "/allocations/1/amount/amount");
  EXPECT_EQ(
      pointer(check_payment(payment(9, {{"a", "", usd(4)}, {"a", "", usd(5)}}), {two[0], two[0]}, true)),
      "/allocations/1/invoiceId");
  EXPECT_EQ(pointer(check_payment(payment(9, {{"x", "", usd(9)}}), {open("x", 9, "other")}, true)),
            "/allocations/0/invoiceId");
  Invoice credited = open("a", 100);
  credited.credited = usd(60);
  EXPECT_EQ(pointer(check_payment(payment(41, {{"a", "", usd(41)}}), {credited}, true)),
            "/allocations/0/amount/amount");
}

TEST(Payment, CreditPaysWhatIsDueAndThere) {
  EXPECT_EQ(*credit_to_use(open("a", 100), usd(30), std::nullopt), usd(30));
  EXPECT_EQ(*credit_to_use(open("a", 100), usd(300), std::nullopt), usd(100));
  EXPECT_EQ(*credit_to_use(open("a", 100), usd(30), usd(12)), usd(12));
  EXPECT_EQ(credit_to_use(open("a", 100), usd(30), usd(31)).error().code, Code::not_enough_credit);
  EXPECT_EQ(credit_to_use(open("a", 100), usd(0), std::nullopt).error().code, Code::not_enough_credit);
  EXPECT_EQ(credit_to_use(open("a", 100), usd(300), usd(101)).error().code, Code::validation);
  Invoice draft = open("a", 100);
  draft.status = DocumentStatus::draft;
  EXPECT_EQ(credit_to_use(draft, usd(1), std::nullopt).error().code, Code::invoice_not_issued);
}

}  // namespace
}  // namespace every::domain
