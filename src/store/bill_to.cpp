#include "store/bill_to.h"

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {

domain::BillTo BillTos::find(const std::string& invoice_id) {
  Rows r = tx_.rows(
      tenant_, "SELECT bill_to FROM invoice_bill_to WHERE workspace_id = $1 AND invoice_id = $2", invoice_id);
  return r.next() ? decode_bill_to(r.view(0)) : domain::BillTo{};
}

void BillTos::put(const std::string& invoice_id, const domain::BillTo& instead) {
  if (instead.empty())
    tx_.run(tenant_, "DELETE FROM invoice_bill_to WHERE workspace_id = $1 AND invoice_id = $2", invoice_id);
  else
    tx_.run(tenant_,
            "INSERT INTO invoice_bill_to (workspace_id, invoice_id, bill_to) VALUES ($1, $2, $3) ON CONFLICT "
            "(workspace_id, invoice_id) DO UPDATE SET bill_to = excluded.bill_to",
            invoice_id, encode(instead));
}

}  // namespace every::store
