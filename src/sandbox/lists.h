// Lists ("segments" in HubSpot's screens): who is in them and since when.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/record.h"

namespace every::sandbox {

struct RecordList {
  std::uint64_t id = 0;
  std::string name;
  Kind kind = Kind::contact;
  std::string processing_type = "MANUAL";      // MANUAL, DYNAMIC, SNAPSHOT
  std::string processing_status = "COMPLETE";  // COMPLETE, PROCESSING
  int version = 1;
  std::int64_t created_ms = 0, updated_ms = 0, deleted_ms = 0;  // deleted_ms 0: there
  std::int64_t last_added_ms = 0, last_removed_ms = 0;
  // Of a DYNAMIC list: whoever has this value is a member.
  std::string property, value;
  std::vector<std::pair<RecordId, std::int64_t>> members;  // by id; when each joined

  bool has(RecordId record) const;
  bool add(RecordId record, std::int64_t now_ms);  // false: was there
  bool remove(RecordId record, std::int64_t now_ms);
};

// Not thread-safe: the portal that owns it locks.
class Lists {
 public:
  RecordList& create(RecordList list);  // gives it an id when it has none
  RecordList* find(std::uint64_t id);
  const RecordList* find(std::uint64_t id) const { return const_cast<Lists*>(this)->find(id); }
  const std::vector<RecordList>& all() const { return lists_; }  // by id, deleted ones among them

  // What a change of a record means for every list of its kind. `value_of` reads a property of the record.
  template <class F>
  void refresh(Kind kind, RecordId id, bool live, std::int64_t now_ms, F&& value_of) {
    for (RecordList& list : lists_) {
      if (list.kind != kind || list.deleted_ms != 0) continue;
      if (!live)
        list.remove(id, now_ms);
      else if (!list.property.empty() && value_of(list.property) == list.value)
        list.add(id, now_ms);
      else if (!list.property.empty())
        list.remove(id, now_ms);
    }
  }
  // The survivor of a merge is in every list that one of the two was in.
  void merge(Kind kind, RecordId from, RecordId into, std::int64_t now_ms);

 private:
  std::vector<RecordList> lists_;
};

}  // namespace every::sandbox
