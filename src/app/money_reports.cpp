#include "app/money_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/invoices.h"
#include "base/csv.h"
#include "base/sentence.h"

namespace every::app {
namespace {

using std::chrono::months;
using std::chrono::year_month;

constexpr int kMonthsMax = 60;

year_month month_of(Date date) {
  return date.year() / date.month();
}

CurrencyReport empty_report(Currency currency, const Days& days) {
  const Money zero{0, currency};
  CurrencyReport out{.currency = currency,
                     .ageing = {zero, zero, zero, zero, zero},
                     .credit = zero,
                     .paid = {},
                     .average_days_to_pay = std::nullopt};
  for (year_month month = month_of(days.from); month <= month_of(days.to); month += months(1))
    out.paid.push_back(
        {fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month())),
         zero});
  return out;
}

}  // namespace

Result<Days> days_of(const App& app, const store::Workspace& workspace, const Period& period) {
  Days out;
  out.today = today_of(app, workspace);
  out.to = period.to.value_or(out.today);
  out.from = period.from.value_or((month_of(out.to) - months(11)) / std::chrono::day(1));
  const auto refuse = [](const char* parameter, std::string detail) {
    Error error(Code::validation, detail);
    error.fields.push_back({parameter, "range", std::move(detail)});
    return error;
  };
  if (out.to < out.from) return refuse(period.to ? "?to" : "?from", "The period ends before it begins.");
  if (month_of(out.to) - month_of(out.from) >= months(kMonthsMax))
    return refuse("?from", sentence("A report covers at most {} months.", kMonthsMax));
  return out;
}

Result<MoneyReport> money_report(const App& app, const Actor& actor, const Period& period) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<MoneyReport> {
    const store::Workspace workspace = workspace_of(tx, actor);
    EVERY_TRY(days, days_of(app, workspace, period));
    store::MoneyReport stored(tx, actor.tenant);
    std::map<std::string, CurrencyReport, std::less<>> reports;
    const auto report = [&](Currency currency) -> CurrencyReport& {
      return reports.try_emplace(std::string(currency.code()), empty_report(currency, days)).first->second;
    };
    for (const store::Ageing& one : stored.ageing(days.today)) report(one.not_due.currency).ageing = one;
    for (const store::PaidMonth& one : stored.paid_by_month(days.from, days.to))
      for (store::PaidMonth& month : report(one.paid.currency).paid)
        if (month.month == one.month) month.paid = one.paid;
    for (const Money& one : stored.credit()) report(one.currency).credit = one;
    for (const store::DaysToPay& one : stored.days_to_pay(days.from, days.to)) {
      CurrencyReport& mine = report(one.currency);
      mine.invoices_paid = one.invoices;
      const std::int64_t tenths = mul_div_half_even(one.days, 10, one.invoices);
      mine.average_days_to_pay = Decimal{tenths * (Decimal::kScale / 10)};
    }
    MoneyReport out{.today = days.today, .from = days.from, .to = days.to, .currencies = {}};
    for (auto& [code, one] : reports) out.currencies.push_back(std::move(one));
    const auto main =
        std::find_if(out.currencies.begin(), out.currencies.end(),
                     [&](const CurrencyReport& one) { return one.currency.code() == workspace.currency; });
    if (main != out.currencies.end()) std::rotate(out.currencies.begin(), main, main + 1);
    return out;
  });
}

Result<std::string> receivables_csv(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::string> {
    const Date today = today_of(app, workspace_of(tx, actor));
    std::string out = csv_line({"invoice", "client", "issued", "due", "days late", "currency", "total",
                                "paid", "credited", "due now"});
    for (const store::OpenInvoice& one : store::MoneyReport(tx, actor.tenant).open()) {
      const auto late =
          one.due_date ? (std::chrono::sys_days(today) - std::chrono::sys_days(*one.due_date)).count() : 0;
      out += csv_line({one.number, one.client_name, one.issue_date ? to_text(*one.issue_date) : "",
                       one.due_date ? to_text(*one.due_date) : "", std::to_string(late > 0 ? late : 0),
                       one.total.currency.code(), one.total.decimal(), one.paid.decimal(),
                       one.credited.decimal(), (one.total - one.paid - one.credited).decimal()});
    }
    return out;
  });
}

Result<std::string> payments_csv(const App& app, const Actor& actor, const Period& period) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::string> {
    EVERY_TRY(days, days_of(app, workspace_of(tx, actor), period));
    std::string out = csv_line(
        {"date", "invoice", "client", "method", "reference", "currency", "amount", "credit left", "note"});
    for (const domain::Payment& p : store::MoneyReport(tx, actor.tenant).payments(days.from, days.to)) {
      std::string numbers;
      for (const domain::Allocation& one : p.allocations)
        numbers += (numbers.empty() ? "" : " ") + one.invoice_number;
      out += csv_line({to_text(p.date), numbers, p.client_name, p.method, p.reference,
                       p.amount.currency.code(), p.amount.decimal(), p.credit().decimal(), p.note});
    }
    return out;
  });
}

}  // namespace every::app
