#include "api/api.h"
#include "api/reply.h"
#include "app/money_reports.h"

namespace every::api {
namespace {

json::object report_json(const app::CurrencyReport& r) {
  Money paid{0, r.currency};
  json::array months;
  for (const store::PaidMonth& one : r.paid) {
    paid = paid + one.paid;
    months.push_back(json::object{{"month", one.month}, {"paid", to_json(one.paid)}});
  }
  const store::Ageing& a = r.ageing;
  return {{"currency", json::string(r.currency.code())},
          {"outstanding", to_json(a.outstanding())},
          {"overdue", to_json(a.overdue())},
          {"openInvoices", a.invoices},
          {"overdueInvoices", a.overdue_invoices},
          {"ageing", json::object{{"notDue", to_json(a.not_due)},
                                  {"days1to30", to_json(a.days1to30)},
                                  {"days31to60", to_json(a.days31to60)},
                                  {"days61to90", to_json(a.days61to90)},
                                  {"over90", to_json(a.over90)}}},
          {"clientCredit", to_json(r.credit)},
          {"paid", to_json(paid)},
          {"paidByMonth", std::move(months)},
          {"invoicesPaid", r.invoices_paid},
          {"averageDaysToPay",
           r.average_days_to_pay ? json::value(r.average_days_to_pay->text()) : json::value(nullptr)}};
}

}  // namespace

void add_report_routes(Api& api) {
  api.add(http::Method::get, "/api/reports/money", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(days, c.period());
    EVERY_TRY(report, app::money_report(c.app, c.actor, days));
    json::array currencies;
    for (const app::CurrencyReport& one : report.currencies) currencies.push_back(report_json(one));
    return reply(200, json::object{{"today", to_text(report.today)},
                                   {"from", to_text(report.from)},
                                   {"to", to_text(report.to)},
                                   {"currencies", std::move(currencies)}});
  });
  api.add(http::Method::get, "/api/reports/receivables", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(text, app::receivables_csv(c.app, c.actor));
    return exported(c, std::move(text), "receivables", "csv", "receivables");
  });
  api.add(http::Method::get, "/api/reports/payments", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(days, c.period());
    EVERY_TRY(text, app::payments_csv(c.app, c.actor, days));
    return exported(c, std::move(text), "payments", "csv", "payments");
  });
}

}  // namespace every::api
