// Changes that a webhook should have told of. Around a write of records that were found by looking (a search,
// a sweep): what differs afterwards, of a kind that webhooks told before, is expected to be told within a
// grace time; what is not was missed (watch.h counts it). What the app is not subscribed to is never missed.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "store/mirror.h"
#include "store/webhooks.h"
#include "sync/source.h"

namespace every::sync {

// "contact.propertyChange.email", "deal.deletion": how store/webhooks.h keeps what was told once.
std::string told_kind(ObjectType type, std::string_view verb, std::string_view property);

class Untold {
 public:
  // Before the write, in its transaction. Does nothing at all while no webhook ever came.
  Untold(store::Tx& tx, const store::Tenant& tenant, ObjectType type, std::span<const std::string> ids);
  void note(Instant now);  // after the write

 private:
  bool should_have_been_told(const store::MirrorRecord* before, const store::MirrorRecord& after) const;

  store::Tx& tx_;
  store::Tenant tenant_;
  ObjectType type_;
  std::set<std::string> kinds_;
  std::vector<std::string> ids_;
  Instant on_since_{};  // webhooks came, and the account is connected, since then
  std::map<std::string, store::MirrorRecord> before_;
};

}  // namespace every::sync
