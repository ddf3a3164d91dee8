#include "store/money_report.h"

#include "store/encode.h"
#include "store/payments.h"
#include "store/tx.h"

namespace every::store {

std::vector<Ageing> MoneyReport::ageing(Date today) {
  std::vector<Ageing> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT currency, sum(n), sum(iif(due_date < $2, n, 0)), sum(iif(due_date < $2, 0, owed)), "
      "sum(iif(due_date < $2 AND due_date >= $3, owed, 0)), sum(iif(due_date < $3 AND due_date >= $4, owed, "
      "0)), sum(iif(due_date < $4 AND due_date >= $5, owed, 0)), sum(iif(due_date < $5, owed, 0)) FROM "
      "invoice_totals WHERE workspace_id = $1 AND kind = 'invoice' AND stand = 'open' GROUP BY currency "
      "ORDER BY currency",
      today, add_days(today, -30), add_days(today, -60), add_days(today, -90));
  while (r.next()) {
    const Currency currency = currency_of(r.view(0));
    out.push_back({.not_due = {r.integer(3), currency},
                   .days1to30 = {r.integer(4), currency},
                   .days31to60 = {r.integer(5), currency},
                   .days61to90 = {r.integer(6), currency},
                   .over90 = {r.integer(7), currency},
                   .invoices = r.integer(1),
                   .overdue_invoices = r.integer(2)});
  }
  return out;
}

std::vector<PaidMonth> MoneyReport::paid_by_month(Date from, Date to) {
  std::vector<PaidMonth> out;
  Rows r =
      tx_.rows(tenant_,
               "SELECT substr(date, 1, 7), currency, sum(amount) FROM payment_totals WHERE workspace_id = "
               "$1 AND date >= $2 AND date <= $3 GROUP BY 1, 2 ORDER BY 1, 2",
               from, to);
  while (r.next()) out.push_back({r.text(0), {r.integer(2), currency_of(r.view(1))}});
  return out;
}

std::vector<DaysToPay> MoneyReport::days_to_pay(Date from, Date to) {
  std::vector<DaysToPay> out;
  Rows r =
      tx_.rows(tenant_,
               "SELECT currency, sum(n), sum(days) FROM paid_days WHERE workspace_id = $1 AND date >= $2 AND "
               "date <= $3 GROUP BY currency ORDER BY currency",
               from, to);
  while (r.next()) {
    DaysToPay sum;
    sum.currency = currency_of(r.view(0));
    sum.invoices = r.integer(1);
    sum.days = r.integer(2);
    out.push_back(sum);
  }
  return out;
}

std::vector<OpenInvoice> MoneyReport::open() {
  std::vector<OpenInvoice> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT i.number, coalesce(c.name, ''), i.issue_date, i.due_date, i.currency, i.total, i.paid, "
      "i.credited FROM "
      "invoices i LEFT JOIN clients c ON c.workspace_id = i.workspace_id AND c.id = i.client_id WHERE "
      "i.workspace_id = $1 AND i.status = 'issued' AND i.paid + i.credited < i.total ORDER BY i.due_date, "
      "i.number_key");
  while (r.next()) {
    const Currency currency = currency_of(r.view(4));
    out.push_back({r.text(0),
                   r.text(1),
                   r.maybe_date(2),
                   r.maybe_date(3),
                   {r.integer(5), currency},
                   {r.integer(6), currency},
                   {r.integer(7), currency}});
  }
  return out;
}

std::vector<domain::Payment> MoneyReport::payments(Date from, Date to) {
  std::vector<std::string> ids;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT id FROM payments WHERE workspace_id = $1 AND date >= $2 AND date <= $3 ORDER BY date, "
        "created_at, id",
        from, to);
    while (r.next()) ids.push_back(r.text(0));
  }
  std::vector<domain::Payment> out;
  Payments all(tx_, tenant_);
  for (const std::string& id : ids) out.push_back(*all.find(id));
  return out;
}

std::vector<Money> MoneyReport::credit() {
  std::vector<Money> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT currency, sum(amount - used) FROM payments WHERE workspace_id = $1 AND used < amount GROUP "
      "BY currency ORDER BY currency");
  while (r.next()) out.push_back({r.integer(1), currency_of(r.view(0))});
  return out;
}

}  // namespace every::store
