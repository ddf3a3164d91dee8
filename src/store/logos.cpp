#include "store/logos.h"

#include "crypto/crypto.h"
#include "store/tx.h"

namespace every::store {

std::string Logos::current() {
  Rows r = tx_.rows(tenant_, "SELECT hash FROM logos WHERE workspace_id = $1");
  return r.next() ? r.text(0) : std::string();
}

std::optional<StoredLogo> Logos::find(const std::string& hash) {
  Rows r =
      tx_.rows(tenant_, "SELECT type, image FROM logo_images WHERE workspace_id = $1 AND hash = $2", hash);
  if (!r.next()) return std::nullopt;
  return StoredLogo{r.text(0), r.text(1)};
}

void Logos::put(const StoredLogo& logo, Instant at) {
  const std::string hash = crypto::sha256_hex(logo.image);
  tx_.run(tenant_,
          "INSERT INTO logo_images (workspace_id, hash, type, image) VALUES ($1, $2, $3, $4) ON CONFLICT "
          "(workspace_id, hash) DO NOTHING",
          hash, logo.type, logo.image);
  tx_.run(tenant_,
          "INSERT INTO logos (workspace_id, hash, updated_at) VALUES ($1, $2, $3) ON CONFLICT (workspace_id) "
          "DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at",
          hash, at);
  forget_unused();
}

bool Logos::remove() {
  if (tx_.run(tenant_, "DELETE FROM logos WHERE workspace_id = $1") == 0) return false;
  forget_unused();
  return true;
}

void Logos::forget_unused() {
  tx_.run(tenant_,
          "DELETE FROM logo_images WHERE workspace_id = $1 AND hash NOT IN (SELECT hash FROM logos WHERE "
          "workspace_id = $1) AND hash NOT IN (SELECT logo FROM letterheads WHERE workspace_id = $1)");
}

}  // namespace every::store
