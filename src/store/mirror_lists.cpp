#include "store/mirror_lists.h"

#include "store/tx.h"

namespace every::store {

std::vector<MirrorList> MirrorLists::all() {
  std::vector<MirrorList> out;
  Rows r = tx_.rows(
      tenant_, "SELECT id, object_type, name, read_at FROM mirror_lists WHERE workspace_id = $1 ORDER BY id");
  while (r.next()) out.push_back({r.text(0), r.text(1), r.text(2), r.maybe_time(3)});
  return out;
}

std::optional<MirrorList> MirrorLists::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_, "SELECT id, object_type, name, read_at FROM mirror_lists WHERE workspace_id = $1 AND id = $2",
      id);
  if (!r.next()) return std::nullopt;
  return MirrorList{r.text(0), r.text(1), r.text(2), r.maybe_time(3)};
}

void MirrorLists::put(const MirrorList& list) {
  tx_.run(
      tenant_,
      "INSERT INTO mirror_lists (workspace_id, id, object_type, name, read_at) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (workspace_id, id) DO UPDATE SET object_type = excluded.object_type, name = "
      "excluded.name, read_at = excluded.read_at",
      list.id, list.object_type, list.name, list.read_at);
}

std::vector<std::string> MirrorLists::replace_members(const MirrorList& list,
                                                      std::span<const std::string> record_ids) {
  std::set<std::string> joined(record_ids.begin(), record_ids.end()), left;
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT record_id FROM mirror_list_members WHERE workspace_id = $1 AND list_id = $2",
                      list.id);
    while (r.next())
      if (std::string id = r.text(0); joined.erase(id) == 0) left.insert(std::move(id));
  }
  for (const std::string& id : left)
    tx_.run(
        tenant_,
        "DELETE FROM mirror_list_members WHERE workspace_id = $1 AND object_type = $2 AND record_id = $3 AND "
        "list_id = $4",
        list.object_type, id, list.id);
  for (const std::string& id : joined)
    tx_.run(
        tenant_,
        "INSERT INTO mirror_list_members (workspace_id, object_type, record_id, list_id) VALUES ($1, $2, $3, "
        "$4) ON CONFLICT DO NOTHING",
        list.object_type, id, list.id);
  std::vector<std::string> changed(joined.begin(), joined.end());
  changed.insert(changed.end(), left.begin(), left.end());
  return changed;
}

std::vector<std::string> MirrorLists::lists_of(const std::string& object_type, const std::string& record_id) {
  return tx_
      .rows(tenant_,
            "SELECT list_id FROM mirror_list_members WHERE workspace_id = $1 AND object_type = $2 AND "
            "record_id = $3",
            object_type, record_id)
      .texts();
}

void MirrorLists::keep_only(const std::set<std::string>& ids) {
  for (const MirrorList& list : all()) {
    if (ids.contains(list.id)) continue;
    tx_.run(tenant_, "DELETE FROM mirror_list_members WHERE workspace_id = $1 AND list_id = $2", list.id);
    tx_.run(tenant_, "DELETE FROM mirror_lists WHERE workspace_id = $1 AND id = $2", list.id);
  }
}

}  // namespace every::store
