// What is owed and what was paid, summed by currency and never across currencies. Days are the workspace's:
// the caller says which one is today.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/payment.h"
#include "store/database.h"

namespace every::store {

// Issued invoices that are not paid in full, by how many days they are late.
struct Ageing {
  Money not_due, days1to30, days31to60, days61to90, over90;
  std::int64_t invoices = 0, overdue_invoices = 0;
  Money overdue() const { return days1to30 + days31to60 + days61to90 + over90; }
  Money outstanding() const { return not_due + overdue(); }
};

struct PaidMonth {
  std::string month;  // "2026-11"
  Money paid;
};

// Of the invoices that the last payment in a period has cleared.
struct DaysToPay {
  Currency currency;
  std::int64_t invoices = 0, days = 0;  // days: all together
};

struct OpenInvoice {
  std::string number, client_name;
  std::optional<Date> issue_date, due_date;
  Money total, paid, credited;
};

class MoneyReport {
 public:
  MoneyReport(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  std::vector<Ageing> ageing(Date today);                    // one for each currency that is owed
  std::vector<PaidMonth> paid_by_month(Date from, Date to);  // both days included; months without are absent
  // From the issue date to the day of the last payment; who paid before it was issued took no day.
  std::vector<DaysToPay> days_to_pay(Date from, Date to);
  std::vector<OpenInvoice> open();                            // longest due first
  std::vector<domain::Payment> payments(Date from, Date to);  // oldest first
  std::vector<Money> credit();                                // of all clients, by currency

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
