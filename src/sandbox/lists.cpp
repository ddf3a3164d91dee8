#include "sandbox/lists.h"

#include <algorithm>

namespace every::sandbox {
namespace {

auto place(auto& members, RecordId id) {
  return std::lower_bound(members.begin(), members.end(), id,
                          [](const auto& member, RecordId wanted) { return member.first < wanted; });
}

}  // namespace

bool RecordList::has(RecordId record) const {
  const auto at = place(members, record);
  return at != members.end() && at->first == record;
}

bool RecordList::add(RecordId record, std::int64_t now_ms) {
  const auto at = place(members, record);
  if (at != members.end() && at->first == record) return false;
  members.insert(at, {record, now_ms});
  last_added_ms = now_ms;
  return true;
}

bool RecordList::remove(RecordId record, std::int64_t now_ms) {
  const auto at = place(members, record);
  if (at == members.end() || at->first != record) return false;
  members.erase(at);
  last_removed_ms = now_ms;
  return true;
}

RecordList& Lists::create(RecordList list) {
  if (list.id == 0) list.id = lists_.empty() ? 1 : lists_.back().id + 1;
  return lists_.emplace_back(std::move(list));
}

RecordList* Lists::find(std::uint64_t id) {
  for (RecordList& list : lists_)
    if (list.id == id) return &list;
  return nullptr;
}

void Lists::merge(Kind kind, RecordId from, RecordId into, std::int64_t now_ms) {
  for (RecordList& list : lists_)
    if (list.kind == kind && list.remove(from, now_ms)) list.add(into, now_ms);
}

}  // namespace every::sandbox
