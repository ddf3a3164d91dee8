#include "domain/invoice.h"

#include <fmt/format.h>

namespace every::domain {

std::string_view name(DocumentKind kind) {
  return kind == DocumentKind::credit_note ? "credit_note" : "invoice";
}

std::string_view name(DocumentStatus status) {
  switch (status) {
    case DocumentStatus::draft:
      return "draft";
    case DocumentStatus::issued:
      return "issued";
    case DocumentStatus::voided:
      return "void";
  }
  return "draft";
}

std::string_view name(PaymentStatus status) {
  switch (status) {
    case PaymentStatus::unpaid:
      return "unpaid";
    case PaymentStatus::partial:
      return "partial";
    case PaymentStatus::paid:
      return "paid";
    case PaymentStatus::overdue:
      return "overdue";
  }
  return "unpaid";
}

PaymentStatus payment_status(Money total, Money paid, std::optional<Date> due_date, Date today) {
  if (paid.minor >= total.minor) return PaymentStatus::paid;
  // Part of the money does not make a late rest less late.
  if (due_date && *due_date < today) return PaymentStatus::overdue;
  return paid.minor > 0 ? PaymentStatus::partial : PaymentStatus::unpaid;
}

void apply(const BillTo& instead, PartySnapshot& party) {
  if (!instead.name.empty()) {
    party.name = instead.name;
    party.legal_name.clear();
  }
  if (!instead.address.empty()) party.address = instead.address;
}

std::vector<FieldError> issue_problems(const Invoice& draft) {
  std::vector<FieldError> problems;
  if (draft.client_id.empty()) problems.push_back({"/clientId", "required", "Choose who is invoiced."});
  if (draft.lines.empty()) problems.push_back({"/lines", "required", "Add at least one line."});
  for (std::size_t i = 0; i < draft.lines.size(); ++i)
    if (draft.lines[i].description.empty())
      problems.push_back({fmt::format("/lines/{}/description", i), "required", "Say what this line is for."});
  if (draft.issue_date && draft.due_date && *draft.due_date < *draft.issue_date)
    problems.push_back({"/dueDate", "range", "Due date is before the issue date."});
  if (!draft.lines.empty() && draft.totals.total.minor < 0)
    problems.push_back({"/lines", "range", "The total is negative. Use a credit note for money owed back."});
  return problems;
}

}  // namespace every::domain
