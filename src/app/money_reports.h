// How the money stands: outstanding, overdue, how late, paid by month, days to pay. Each currency by itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "store/money_report.h"

namespace every::app {

// Days that a report is about, both included.
struct Period {
  std::optional<Date> from, to;  // absent: the last twelve months up to today
};

struct Days {
  Date today, from, to;
};
// The period's days. Error: validation ("?from", "?to": turned round, or more than 60 months).
Result<Days> days_of(const App& app, const store::Workspace& workspace, const Period& period);

struct CurrencyReport {
  Currency currency;
  store::Ageing ageing;                // as of today, whatever the period
  Money credit;                        // of clients, as of today: paid for no invoice yet
  std::vector<store::PaidMonth> paid;  // every month of the period, those without a payment too
  std::int64_t invoices_paid = 0;
  std::optional<Decimal> average_days_to_pay;  // to a tenth; none when no invoice was cleared
};

struct MoneyReport {
  Date today, from, to;
  std::vector<CurrencyReport> currencies;  // the workspace's first, then by code
};

// Error: validation ("?from", "?to": turned round, or more than 60 months).
Result<MoneyReport> money_report(const App& app, const Actor& actor, const Period& period);

// As files for a spreadsheet; no cell of them is a formula.
Result<std::string> receivables_csv(const App& app, const Actor& actor);
Result<std::string> payments_csv(const App& app, const Actor& actor, const Period& period);

}  // namespace every::app
