// Payments of invoices: each one moves the invoice's paid sum and the client's balance with it.
#include "store/carry.h"
#include "store/encode.h"
#include "store/invoices.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, invoice_id, amount, currency, date, method, reference, note, created_at, created_by FROM "
    "payments WHERE workspace_id = $1 AND ";

domain::Payment read(const Rows& r) {
  return {r.text(0),
          r.text(1),
          {r.integer(2), currency_of(r.view(3))},
          r.maybe_date(4).value_or(Date{}),
          r.text(5),
          r.text(6),
          r.text(7),
          r.time(8),
          r.text(9)};
}

}  // namespace

void Invoices::insert_payment(const domain::Payment& p) {
  tx_.run(tenant_,
          "INSERT INTO payments (workspace_id, id, invoice_id, amount, currency, date, method, reference, "
          "note, created_at, "
          "created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
          p.id, p.invoice_id, p.amount.minor, p.amount.currency.code(), p.date, p.method, p.reference, p.note,
          p.created_at, p.created_by);
  carry_payments(p.invoice_id);
}

void Invoices::carry_payments(const std::string& invoice_id) {
  tx_.run(tenant_,
          "UPDATE invoices SET paid = (SELECT coalesce(sum(amount), 0) FROM payments WHERE workspace_id = $1 "
          "AND invoice_id = "
          "$2), version = version + 1 WHERE workspace_id = $1 AND id = $2",
          invoice_id);
  std::string client_id;
  {
    Rows r =
        tx_.rows(tenant_, "SELECT client_id FROM invoices WHERE workspace_id = $1 AND id = $2", invoice_id);
    if (r.next()) client_id = r.text(0);
  }
  carry_balance(tx_, tenant_, client_id);
}

std::optional<domain::Payment> Invoices::payment(const std::string& id) {
  Rows r = tx_.rows(tenant_, std::string(kColumns) + "id = $2", id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

bool Invoices::remove_payment(const std::string& id) {
  const auto known = payment(id);
  if (!known) return false;
  tx_.run(tenant_, "DELETE FROM payments WHERE workspace_id = $1 AND id = $2", id);
  carry_payments(known->invoice_id);
  return true;
}

std::vector<domain::Payment> Invoices::payments(const std::string& invoice_id) {
  std::vector<domain::Payment> out;
  Rows r =
      tx_.rows(tenant_, std::string(kColumns) + "invoice_id = $2 ORDER BY date, created_at, id", invoice_id);
  while (r.next()) out.push_back(read(r));
  return out;
}

}  // namespace every::store
