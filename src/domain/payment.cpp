#include "domain/payment.h"

#include "base/sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace every::domain {
namespace {

Status refuse(std::vector<FieldError> fields) {
  Error error(Code::validation, fields.front().detail);
  error.fields = std::move(fields);
  return error;
}

bool takes_money(const Invoice& invoice) {
  return invoice.status == DocumentStatus::issued && invoice.kind == DocumentKind::invoice;
}

}  // namespace

Money Payment::credit() const {
  Money left = amount;
  for (const Allocation& one : allocations) left = left - one.amount;
  return left;
}

Money Payment::paid_on(const std::string& invoice_id) const {
  Money sum{0, amount.currency};
  for (const Allocation& one : allocations)
    if (one.invoice_id == invoice_id) sum = sum + one.amount;
  return sum;
}

Status check_payment(const Payment& payment, const std::vector<Invoice>& invoices, bool keep_credit) {
  std::vector<FieldError> problems;
  for (const Invoice& invoice : invoices) {
    if (!takes_money(invoice))
      return Error(Code::invoice_not_issued, "Payments are recorded on issued invoices.",
                   "Issue the invoice first.");
    if (!(payment.amount.currency == invoice.currency))
      problems.push_back(
          {"/amount/currency", "format", sentence("This invoice is in {}.", invoice.currency.code())});
  }
  if (payment.amount.minor <= 0)
    problems.push_back({"/amount/amount", "range", "The amount has to be more than zero."});
  if (payment.amount.minor > kAmountMax)
    problems.push_back({"/amount/amount", "range", "The amount is too large."});
  if (!problems.empty()) return refuse(std::move(problems));
  Money left = payment.amount;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < payment.allocations.size(); ++i) {
    const Allocation& part = payment.allocations[i];
    const auto wrong = [&](const char* field, const char* code, std::string detail) {
      problems.push_back({fmt::format("/allocations/{}/{}", i, field), code, std::move(detail)});
    };
    if (!seen.insert(part.invoice_id).second)
      wrong("invoiceId", "format", "Each invoice once.");
    else if (invoices[i].client_id != payment.client_id)
      wrong("invoiceId", "format", "This invoice is another client's.");
    else if (!(part.amount.currency == payment.amount.currency))
      wrong("amount/currency", "format", sentence("This payment is in {}.", payment.amount.currency.code()));
    else if (part.amount.minor <= 0)
      wrong("amount/amount", "range", "The amount has to be more than zero.");
    else if (part.amount.minor > invoices[i].due().minor)
      wrong("amount/amount", "range",
            sentence("{} is due on {}.", Fact(invoices[i].due()), invoices[i].number));
    else
      left = left - part.amount;
  }
  if (!problems.empty()) return refuse(std::move(problems));
  if (left.minor < 0)
    return refuse({{"/amount/amount", "range", sentence("The invoices take {} more.", Fact(-left))}});
  if (left.minor > 0 && !keep_credit)
    return Error(Code::overpayment, sentence("This is {} more than is due.", Fact(left)),
                 "Record it as credit, or change the amount.");
  return done();
}

Result<Money> credit_to_use(const Invoice& invoice, Money available, const std::optional<Money>& asked) {
  if (!takes_money(invoice))
    return Error(Code::invoice_not_issued, "Credit pays issued invoices.", "Issue the invoice first.");
  Error wrong(Code::validation);
  if (asked && !(asked->currency == invoice.currency))
    wrong.fields.push_back(
        {"/amount/currency", "format", sentence("This invoice is in {}.", invoice.currency.code())});
  else if (asked && asked->minor <= 0)
    wrong.fields.push_back({"/amount/amount", "range", "The amount has to be more than zero."});
  else if ((asked && asked->minor > invoice.due().minor) || invoice.due().minor <= 0)
    wrong.fields.push_back(
        {"/amount/amount", "range", sentence("{} is due on {}.", Fact(invoice.due()), invoice.number)});
  if (!wrong.fields.empty()) {
    wrong.detail = wrong.fields.front().detail;
    return wrong;
  }
  const Money use = asked ? *asked : Money{std::min(available.minor, invoice.due().minor), invoice.currency};
  if (use.minor > available.minor || use.minor <= 0)
    return Error(Code::not_enough_credit, sentence("The client has {} of credit.", Fact(available)));
  return use;
}

}  // namespace every::domain
