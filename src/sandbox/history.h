// Former values of properties, for ?propertiesWithHistory=. Kept from the first change on: a value that never
// changed is as old as its record.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sandbox/record.h"

namespace every::sandbox {

class History {
 public:
  struct Entry {
    std::string value;
    std::int64_t at_ms = 0;
  };
  // `was` is what the value was before, `since_ms` how long at least.
  void changed(Kind kind, RecordId id, NameId name, std::string was, std::int64_t since_ms, std::string now,
               std::int64_t at_ms) {
    auto& entries = entries_[{kind, id}][name];
    if (entries.empty()) entries.push_back({std::move(was), since_ms});
    entries.push_back({std::move(now), at_ms});
  }
  // Oldest first; null when the value never changed.
  const std::vector<Entry>* of(Kind kind, RecordId id, NameId name) const {
    const auto record = entries_.find({kind, id});
    if (record == entries_.end()) return nullptr;
    const auto at = record->second.find(name);
    return at == record->second.end() ? nullptr : &at->second;
  }
  void forget(Kind kind, RecordId id) { entries_.erase({kind, id}); }

 private:
  std::map<std::pair<Kind, RecordId>, std::map<NameId, std::vector<Entry>>> entries_;
};

}  // namespace every::sandbox
