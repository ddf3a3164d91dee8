// Invoices and credit notes, their lines, history and numbers. The database itself keeps two promises: at
// most one live (not void) invoice for a deal, and numbers without gaps (the counter moves in the transaction
// that issues).
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
  std::string kind = "invoice";  // or credit_note; "" = both
  std::optional<Date> due_from = {}, due_to = {};
  std::string currency = {};  // "" = all
  std::optional<std::int64_t> least = {},
                              most = {};  // of the total, in minor units of the currency that is asked for
};

// What a currency's invoices of a list owe.
struct InvoiceSum {
  std::int64_t count = 0;
  Money outstanding, overdue;
};

struct InvoiceEvent {
  // created, changed, issued, sent, reminded, marked_sent, not_sent, payment_recorded, credited, replaced,
  // voided, …
  std::string kind;
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
  // False: there is another live invoice of the same part of the deal, or the deal is invoiced in another
  // way: whole, in parts, by shares of a proposal (index and trigger said so).
  bool insert(const domain::Invoice& invoice);
  bool update_draft(const domain::Invoice& invoice, std::int64_t expected_version);  // with lines
  // Stores the issued state with its number and snapshots.
  bool update_issued(const domain::Invoice& invoice, std::int64_t expected_version);
  // What the deal said is known anew, to all of its live invoices but supplements: a change was settled.
  void settle_deal(const std::string& deal_id, const std::string& deal_state);
  // When it left for the client, the first time. False: it is known already, or not issued.
  bool mark_sent(const std::string& id, Instant at);
  bool mark_viewed(const std::string& id, Instant at);  // by the client, likewise
  bool remove_draft(const std::string& id);
  std::optional<domain::Invoice> find(const std::string& id);
  // The live one: the whole, else the newest part; a supplement only when there is nothing else.
  std::optional<domain::Invoice> of_deal(const std::string& deal_id);
  // The live one of a part; "" asks for the whole.
  std::optional<domain::Invoice> of_part(const std::string& deal_id, const std::string& part_id);
  // The invoices of a deal that became part of another one follow it, so that it is not billed again. Nothing
  // happens where the other deal has a live invoice of its own: two documents stay two documents.
  void follow_deal(const std::string& from, const std::string& to);
  // Sorts: number, issueDate, dueDate, total, createdAt (default, newest first).
  Window<domain::Invoice> list(const InvoiceFilter& filter, const Slice& slice, Date today);
  std::vector<std::pair<std::string, std::int64_t>> counts_by_status(Date today);
  MoneySums sums(Date today, Instant month_start);
  // Over a list, by currency; nothing when a search found too many to be added up.
  std::optional<std::vector<InvoiceSum>> sums_of(const InvoiceFilter& filter, Date today);

  // An issued invoice that was taken back stands for its deal no more.
  void leave_deal(const std::string& id);
  // The live invoice that was written in the place of this one.
  std::optional<domain::Invoice> replacement_of(const std::string& id);
  // The credit notes of an invoice with their lines, oldest first.
  std::vector<domain::Invoice> credit_notes(const std::string& invoice_id);

  // The next number of a series, taken: 1, 2, 3, …
  std::int64_t take_number(const std::string& series);
  std::int64_t last_number(const std::string& series);  // 0: none was taken
  std::vector<std::string> series();                    // of which numbers were taken
  bool has_invoice_numbered(const std::string& prefix);

  void add_event(const std::string& invoice_id, const InvoiceEvent& event);
  std::vector<InvoiceEvent> events(const std::string& invoice_id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

// One word for lists and badges, computed from what happened: "draft", "void", "paid", "credited" (in full),
// "overdue", "partial", else "viewed" (the client opened it), "sent" or "issued". A credit note is "issued".
std::string display_status(const domain::Invoice& invoice, Date today);

}  // namespace every::store
