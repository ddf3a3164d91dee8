// Links by which a client opens a document without signing in. A link is found by the hash of its token; the
// token itself is kept sealed, so that the same link can be shown and sent again, and is gone when the link
// is revoked. The database keeps at most one live link for a document.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct PublicLink {
  std::string id, kind, document_id;  // kind: invoice, proposal
  std::string token_sealed, created_by;
  Instant created_at;
};

// Over all links that a document ever had.
struct LinkViews {
  std::int64_t count = 0;
  std::optional<Instant> last_at;
};

class PublicLinks {
 public:
  PublicLinks(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const PublicLink& link, const std::string& token_hash);
  std::optional<PublicLink> live(const std::string& kind, const std::string& document_id);
  bool revoke(const std::string& kind, const std::string& document_id, Instant at);
  LinkViews views(const std::string& kind, const std::string& document_id);
  // One look at the page; looks within `again` of the last one are the same look. False: not counted.
  bool count_view(const std::string& id, Instant at, Millis again);

 private:
  Tx& tx_;
  Tenant tenant_;
};

struct FoundLink {
  std::string workspace_id;
  PublicLink link;
};
// Of any workspace; only a live one.
std::optional<FoundLink> find_public_link(Tx& tx, const std::string& token_hash);

}  // namespace every::store
