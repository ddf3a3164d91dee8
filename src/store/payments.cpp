#include "store/payments.h"

#include "store/carry.h"
#include "store/encode.h"
#include "store/listing.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.client_id, coalesce(c.name, ''), p.amount, p.currency, p.date, p.method, p.reference, "
    "p.note, "
    "p.created_at, p.created_by, p.letterhead, p.locale, p.bill_to FROM payments p LEFT JOIN clients c ON "
    "c.workspace_id = p.workspace_id AND "
    "c.id = "
    "p.client_id WHERE p.workspace_id = $1 AND ";

domain::Payment read(const Rows& r) {
  return {.id = r.text(0),
          .client_id = r.text(1),
          .client_name = r.text(2),
          .amount = {r.integer(3), currency_of(r.view(4))},
          .date = r.maybe_date(5).value_or(Date{}),
          .method = r.text(6),
          .reference = r.text(7),
          .note = r.text(8),
          .created_at = r.time(9),
          .created_by = r.text(10),
          .allocations = {},
          .letterhead = r.text(11),
          .locale = r.text(12),
          .bill_to = decode_party(r.view(13))};
}

void read_allocations(Tx& tx, const Tenant& tenant, domain::Payment& p) {
  Rows r = tx.rows(
      tenant,
      "SELECT a.invoice_id, i.number, a.amount, a.at FROM allocations a JOIN invoices i ON i.workspace_id = "
      "a.workspace_id AND i.id = a.invoice_id WHERE a.workspace_id = $1 AND a.payment_id = $2 ORDER BY "
      "a.at, i.number_key",
      p.id);
  while (r.next())
    p.allocations.push_back({r.text(0), r.text(1), {r.integer(2), p.amount.currency}, r.time(3)});
}

std::vector<domain::Payment> read_all(Tx& tx, const Tenant& tenant, Rows rows) {
  std::vector<domain::Payment> out;
  while (rows.next()) out.push_back(read(rows));
  for (domain::Payment& one : out) read_allocations(tx, tenant, one);
  return out;
}

}  // namespace

void Payments::insert(const domain::Payment& p) {
  tx_.run(
      tenant_,
      "INSERT INTO payments (workspace_id, id, client_id, amount, currency, date, method, reference, note, "
      "created_at, created_by, letterhead, locale, bill_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $11, $12, $13, $14)",
      p.id, p.client_id, p.amount.minor, p.amount.currency.code(), p.date, p.method, p.reference, p.note,
      p.created_at, p.created_by, p.letterhead, p.locale, encode(p.bill_to));
  for (const domain::Allocation& one : p.allocations)
    allocate(p.id, one.invoice_id, one.amount, p.created_at, p.created_by);
  carry(p.client_id);
}

std::optional<domain::Payment> Payments::find(const std::string& id) {
  auto found = read_all(tx_, tenant_, tx_.rows(tenant_, std::string(kSelect) + "p.id = $2", id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

bool Payments::remove(const std::string& id) {
  const auto known = find(id);
  if (!known) return false;
  tx_.run(tenant_, "DELETE FROM allocations WHERE workspace_id = $1 AND payment_id = $2", id);
  tx_.run(tenant_, "DELETE FROM payments WHERE workspace_id = $1 AND id = $2", id);
  carry(known->client_id);
  return true;
}

std::vector<domain::Payment> Payments::of_invoice(const std::string& invoice_id) {
  return read_all(
      tx_, tenant_,
      tx_.rows(tenant_,
               std::string(kSelect) +
                   "p.id IN (SELECT a.payment_id FROM allocations a WHERE a.workspace_id = $1 AND "
                   "a.invoice_id = $2) ORDER BY p.date, p.created_at, p.id",
               invoice_id));
}

Window<domain::Payment> Payments::list(const PaymentFilter& f, const Slice& slice) {
  Query where(" FROM payments p WHERE p.workspace_id = $1");
  if (!f.client_id.empty()) where.add(" AND p.client_id = ?", f.client_id);
  if (f.with_credit) where.add(" AND p.used < p.amount");
  const bool known = slice.sort == "date" || slice.sort == "amount";
  std::optional<std::int64_t> total;
  if (f.client_id.empty() && !f.with_credit)
    total = tx_.number(tenant_, "SELECT coalesce(sum(n), 0) FROM payment_totals WHERE workspace_id = $1");
  const Window<std::int64_t> rows = rows_of(tx_, tenant_,
                                            {.where = where,
                                             .seq = "p.rowid",
                                             .keys = {slice.sort == "amount" ? "p.amount" : "p.date"},
                                             .descending = known ? slice.descending : true,
                                             .among = std::nullopt,
                                             .total = total,
                                             .marked = "payments"},
                                            slice);
  Window<domain::Payment> out;
  out.total = rows.total;
  for (const std::int64_t row : rows.items) {
    auto one = read_all(tx_, tenant_, tx_.rows(tenant_, std::string(kSelect) + "p.rowid = $2", row));
    if (!one.empty()) out.items.push_back(std::move(one.front()));
  }
  return out;
}

std::vector<Money> Payments::credit(const std::string& client_id) {
  std::vector<Money> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT currency, sum(amount - used) FROM payments WHERE workspace_id = $1 AND client_id = $2 AND "
      "used < amount GROUP BY currency ORDER BY currency",
      client_id);
  while (r.next()) out.push_back({r.integer(1), currency_of(r.view(0))});
  return out;
}

std::vector<domain::Payment> Payments::with_credit(const std::string& client_id, Currency currency) {
  return read_all(tx_, tenant_,
                  tx_.rows(tenant_,
                           std::string(kSelect) +
                               "p.client_id = $2 AND p.currency = $3 AND p.used < p.amount ORDER BY p.date, "
                               "p.created_at, p.id",
                           client_id, currency.code()));
}

void Payments::allocate(const std::string& payment_id, const std::string& invoice_id, Money amount,
                        Instant at, const std::string& by) {
  const bool more =
      tx_.run(tenant_,
              "UPDATE allocations SET amount = amount + $4, at = $5, by_ = $6 WHERE workspace_id = $1 "
              "AND payment_id = $2 AND invoice_id = $3",
              payment_id, invoice_id, amount.minor, at, by) == 1;
  if (!more)
    tx_.run(tenant_,
            "INSERT INTO allocations (workspace_id, payment_id, invoice_id, amount, at, by_) VALUES ($1, $2, "
            "$3, $4, "
            "$5, $6)",
            payment_id, invoice_id, amount.minor, at, by);
}

void Payments::release(const std::string& payment_id, const std::string& invoice_id, Money amount) {
  const auto payment = find(payment_id);
  if (!payment) return;
  const Money paid = payment->paid_on(invoice_id);
  if (amount.minor >= paid.minor)
    tx_.run(tenant_,
            "DELETE FROM allocations WHERE workspace_id = $1 AND payment_id = $2 AND invoice_id = $3",
            payment_id, invoice_id);
  else
    tx_.run(tenant_,
            "UPDATE allocations SET amount = amount - $4 WHERE workspace_id = $1 AND payment_id = $2 AND "
            "invoice_id = "
            "$3",
            payment_id, invoice_id, amount.minor);
}

std::vector<domain::StatementEntry> Payments::entries(const std::string& client_id, Date to) {
  std::vector<domain::StatementEntry> out;
  // On one day an invoice comes before what answers it.
  Rows r = tx_.rows(
      tenant_,
      "SELECT kind, id, number, date, total, currency FROM (SELECT kind, id, number, issue_date AS date, "
      "total, "
      "currency, CASE kind WHEN 'invoice' THEN 0 ELSE 1 END AS place, number_key AS key FROM invoices WHERE "
      "workspace_id = $1 AND client_id = $2 AND status = 'issued' AND issue_date <= $3 UNION ALL SELECT "
      "'payment', "
      "id, reference, date, amount, currency, 2, id FROM payments WHERE workspace_id = $1 AND client_id = $2 "
      "AND date "
      "<= $3) AS entries ORDER BY date, place, key",
      client_id, to);
  while (r.next())
    out.push_back({r.view(0) == "invoice"       ? domain::EntryKind::invoice
                   : r.view(0) == "credit_note" ? domain::EntryKind::credit_note
                                                : domain::EntryKind::payment,
                   r.text(1),
                   r.text(2),
                   r.maybe_date(3).value_or(Date{}),
                   {r.integer(4), currency_of(r.view(5))},
                   {}});
  return out;
}

void Payments::carry(const std::string& client_id) {
  carry_balance(tx_, tenant_, client_id);
}

}  // namespace every::store
