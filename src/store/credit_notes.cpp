// The credit notes of an invoice; documents like others otherwise.
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

}  // namespace every::store
