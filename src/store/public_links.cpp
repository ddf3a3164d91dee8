#include "store/public_links.h"

#include "store/tx.h"

namespace every::store {

void PublicLinks::insert(const PublicLink& l, const std::string& token_hash) {
  tx_.run(
      tenant_,
      "INSERT INTO public_links (workspace_id, id, kind, document_id, token_hash, token_sealed, created_by, "
      "created_at, views) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
      l.id, l.kind, l.document_id, token_hash, l.token_sealed, l.created_by, l.created_at);
}

std::optional<PublicLink> PublicLinks::live(const std::string& kind, const std::string& document_id) {
  Rows r =
      tx_.rows(tenant_,
               "SELECT id, token_sealed, created_by, created_at FROM public_links WHERE workspace_id = $1 "
               "AND kind = $2 AND document_id = $3 AND revoked_at IS NULL",
               kind, document_id);
  if (!r.next()) return std::nullopt;
  return PublicLink{r.text(0), kind, document_id, r.text(1), r.text(2), r.time(3)};
}

bool PublicLinks::revoke(const std::string& kind, const std::string& document_id, Instant at) {
  return tx_.run(
             tenant_,
             "UPDATE public_links SET revoked_at = $4, token_sealed = '' WHERE workspace_id = $1 AND kind = "
             "$2 AND document_id = $3 AND revoked_at IS NULL",
             kind, document_id, at) == 1;
}

LinkViews PublicLinks::views(const std::string& kind, const std::string& document_id) {
  Rows r =
      tx_.rows(tenant_,
               "SELECT coalesce(sum(views), 0), max(last_viewed_at) FROM public_links WHERE workspace_id = "
               "$1 AND kind = $2 AND document_id = $3",
               kind, document_id);
  if (!r.next()) return {};
  return {r.integer(0), r.maybe_time(1)};
}

bool PublicLinks::count_view(const std::string& id, Instant at, Millis again) {
  return tx_.run(
             tenant_,
             "UPDATE public_links SET views = views + 1, last_viewed_at = $3 WHERE workspace_id = $1 AND id "
             "= $2 AND revoked_at IS NULL AND (last_viewed_at IS NULL OR last_viewed_at < $4)",
             id, at, at - again) == 1;
}

std::optional<FoundLink> find_public_link(Tx& tx, const std::string& token_hash) {
  Rows r = tx.rows(Tenant::system(),
                   "SELECT workspace_id, id, kind, document_id, token_sealed, created_by, created_at FROM "
                   "public_links WHERE token_hash = $2 AND revoked_at IS NULL AND $1 = $1",
                   token_hash);
  if (!r.next()) return std::nullopt;
  return FoundLink{r.text(0), {r.text(1), r.text(2), r.text(3), r.text(4), r.text(5), r.time(6)}};
}

}  // namespace every::store
