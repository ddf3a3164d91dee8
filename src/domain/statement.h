// What passed between the workspace and a client, and how the balance stood after each step: each currency by
// itself. Invoices ask for money; credit notes and payments answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/time.h"

namespace every::domain {

enum class EntryKind { invoice, credit_note, payment };
std::string_view name(EntryKind kind);  // "invoice", "credit_note", "payment"

struct StatementEntry {
  EntryKind kind = EntryKind::invoice;
  std::string id, number;  // a payment's number is its reference
  Date date;
  Money amount;   // above zero: of the document or the payment
  Money balance;  // after it; filled by statement()
};

struct CurrencyStatement {
  Currency currency;
  Money opening, invoiced, credited, paid, closing;  // opening + invoiced − credited − paid = closing
  std::vector<StatementEntry> entries;
};

// `entries` in the order of their days, from the first ever up to `to`; what was before `from` is the opening
// balance. Ordered by currency's code; a currency without anything in the period and without balance is
// absent.
std::vector<CurrencyStatement> statement(std::vector<StatementEntry> entries, Date from, Date to);

}  // namespace every::domain
