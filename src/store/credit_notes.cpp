// The credit notes of an invoice, documents like others otherwise; and what takes its place.
#include "store/invoices.h"
#include "store/tx.h"

namespace every::store {

std::vector<domain::Invoice> Invoices::credit_notes(const std::string& invoice_id) {
  std::vector<std::string> ids;
  {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT id FROM invoices WHERE workspace_id = $1 AND about_id = $2 AND about_id <> '' AND "
                 "kind = 'credit_note' ORDER BY seq",
                 invoice_id);
    while (r.next()) ids.push_back(r.text(0));
  }
  std::vector<domain::Invoice> out;
  for (const std::string& id : ids) out.push_back(*find(id));
  return out;
}

void Invoices::leave_deal(const std::string& id) {
  tx_.run(tenant_,
          "UPDATE invoices SET deal_id = '', version = version + 1 WHERE workspace_id = $1 AND id = $2", id);
}

std::optional<domain::Invoice> Invoices::replacement_of(const std::string& id) {
  std::string found;
  {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT id FROM invoices WHERE workspace_id = $1 AND replaces = $2 AND replaces <> '' AND "
                 "status <> 'void'",
                 id);
    if (r.next()) found = r.text(0);
  }
  return found.empty() ? std::nullopt : find(found);
}

std::int64_t Invoices::last_number(const std::string& series) {
  return tx_.number(
      tenant_, "SELECT coalesce(max(last), 0) FROM number_series WHERE workspace_id = $1 AND series = $2",
      series);
}

std::vector<std::string> Invoices::series() {
  return tx_.rows(tenant_, "SELECT series FROM number_series WHERE workspace_id = $1").texts();
}

}  // namespace every::store
