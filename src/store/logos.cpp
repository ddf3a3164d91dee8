#include "store/logos.h"

#include "store/tx.h"

namespace every::store {

std::optional<StoredLogo> Logos::find() {
  Rows r = tx_.rows(tenant_, "SELECT type, image FROM logos WHERE workspace_id = $1");
  if (!r.next()) return std::nullopt;
  return StoredLogo{r.text(0), r.text(1)};
}

void Logos::put(const StoredLogo& logo, Instant at) {
  tx_.run(tenant_,
          "INSERT INTO logos (workspace_id, type, image, updated_at) VALUES ($1, $2, $3, $4) ON CONFLICT "
          "(workspace_id) DO UPDATE SET type = excluded.type, image = excluded.image, updated_at = "
          "excluded.updated_at",
          logo.type, logo.image, at);
}

bool Logos::remove() {
  return tx_.run(tenant_, "DELETE FROM logos WHERE workspace_id = $1") == 1;
}

}  // namespace every::store
