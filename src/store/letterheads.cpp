#include "store/letterheads.h"

#include "crypto/crypto.h"
#include "store/encode.h"
#include "store/tx.h"

namespace every::store {

std::string Letterheads::keep(const domain::Letterhead& l) {
  const std::string from = encode(l.from);
  const std::string id =
      crypto::sha256_hex(json::serialize(json::array{from, l.bank_details, l.locale, l.logo}));
  tx_.run(tenant_,
          "INSERT INTO letterheads (workspace_id, id, from_, bank_details, locale, logo) VALUES ($1, $2, $3, "
          "$4, $5, $6) ON CONFLICT (workspace_id, id) DO NOTHING",
          id, from, l.bank_details, l.locale, l.logo);
  return id;
}

std::optional<domain::Letterhead> Letterheads::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_,
      "SELECT from_, bank_details, locale, logo FROM letterheads WHERE workspace_id = $1 AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return domain::Letterhead{decode_party(r.view(0)), r.text(1), r.text(2), r.text(3)};
}

}  // namespace every::store
