// Invoices, their lines, payments and numbers. The database itself keeps two promises: at most one live (not
// void) invoice for a deal, and numbers without gaps (the counter moves in the transaction that issues).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/invoice.h"
#include "store/database.h"

namespace every::store {

struct InvoiceFilter {
  std::string status;  // a display status, or open (issued, not fully paid); "" = all
  std::string q, client_id, deal_id;
};

struct InvoiceEvent {
  std::string kind;  // created, changed, issued, sent, reminded, marked_sent, not_sent, payment_recorded, …
  std::string by, detail;
  Instant at;
};

struct MoneySums {
  std::vector<Money> outstanding, overdue, paid_this_month;
  std::int64_t overdue_count = 0;
};

class Invoices {
 public:
  Invoices(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  // False: another live invoice of the same deal exists (the unique index said so).
  bool insert(const domain::Invoice& invoice);
  bool update_draft(const domain::Invoice& invoice, std::int64_t expected_version);  // with lines
  // Stores the issued state with its number and snapshots.
  bool update_issued(const domain::Invoice& invoice, std::int64_t expected_version);
  // When it left for the client, the first time. False: it is known already, or not issued.
  bool mark_sent(const std::string& id, Instant at);
  bool mark_viewed(const std::string& id, Instant at);  // by the client, likewise
  bool remove_draft(const std::string& id);
  std::optional<domain::Invoice> find(const std::string& id);
  std::optional<domain::Invoice> of_deal(const std::string& deal_id);  // the live one
  // The invoices of a deal that became part of another one follow it, so that it is not billed again. Nothing
  // happens where the other deal has a live invoice of its own: two documents stay two documents.
  void follow_deal(const std::string& from, const std::string& to);
  // Sorts: number, issueDate, dueDate, total, createdAt (default, newest first).
  Window<domain::Invoice> list(const InvoiceFilter& filter, const Slice& slice, Date today);
  std::vector<std::pair<std::string, std::int64_t>> counts_by_status(Date today);
  MoneySums sums(Date today, Instant month_start);

  // The next number of a series, taken: 1, 2, 3, …
  std::int64_t take_number(const std::string& series);

  void insert_payment(const domain::Payment& payment);  // and the invoice's paid sum, version + 1
  std::optional<domain::Payment> payment(const std::string& id);
  bool remove_payment(const std::string& id);
  std::vector<domain::Payment> payments(const std::string& invoice_id);

  void add_event(const std::string& invoice_id, const InvoiceEvent& event);
  std::vector<InvoiceEvent> events(const std::string& invoice_id);

 private:
  void carry_payments(const std::string& invoice_id);  // to the invoice's paid sum and the client's balance

  Tx& tx_;
  Tenant tenant_;
};

// One word for lists and badges, computed from what happened: "draft", "void", "paid", "overdue", "partial",
// else "viewed" (the client opened it), "sent" or "issued".
std::string display_status(const domain::Invoice& invoice, Date today);

}  // namespace every::store
