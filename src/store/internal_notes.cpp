#include "store/internal_notes.h"

#include "store/tx.h"

namespace every::store {

InternalNote InternalNotes::find(const std::string& invoice_id) {
  Rows r = tx_.rows(
      tenant_, "SELECT text, by_, at, version FROM invoice_notes WHERE workspace_id = $1 AND invoice_id = $2",
      invoice_id);
  if (!r.next()) return {};
  return {r.text(0), r.text(1), r.maybe_time(2), r.integer(3)};
}

bool InternalNotes::put(const std::string& invoice_id, const std::string& text, const std::string& by,
                        Instant at, std::int64_t expected_version) {
  if (find(invoice_id).version != expected_version) return false;
  tx_.run(tenant_,
          "INSERT INTO invoice_notes (workspace_id, invoice_id, text, by_, at, version) VALUES ($1, $2, $3, "
          "$4, $5, 1) ON CONFLICT (workspace_id, invoice_id) DO UPDATE SET text = excluded.text, by_ = "
          "excluded.by_, at = excluded.at, version = invoice_notes.version + 1",
          invoice_id, text, by, at);
  return true;
}

}  // namespace every::store
