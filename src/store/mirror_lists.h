// The HubSpot lists that the sync is limited to, with every member: they are read whole each time, since
// joining and leaving move no date.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct MirrorList {
  std::string id, object_type, name;
  std::optional<Instant> read_at;  // when its members were last read to the end; nothing: never
};

class MirrorLists {
 public:
  MirrorLists(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  std::vector<MirrorList> all();
  std::optional<MirrorList> find(const std::string& id);
  void put(const MirrorList& list);
  // The members of a list, replaced; who joined and who left, in no order.
  std::vector<std::string> replace_members(const MirrorList& list, std::span<const std::string> record_ids);
  // The lists that a record is in.
  std::vector<std::string> lists_of(const std::string& object_type, const std::string& record_id);
  // Lists other than these are forgotten, with their members.
  void keep_only(const std::set<std::string>& ids);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
