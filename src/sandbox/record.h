// One record, kept small: a portal of a million contacts has to fit into a laptop. Property names are numbers
// of the portal's NamePool, values lie behind each other in one string.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sandbox/object_kind.h"

namespace every::sandbox {

using NameId = std::uint16_t;
using RecordId = std::uint64_t;

class NamePool {
 public:
  static constexpr std::size_t kNamesMax = 60'000;
  // Past kNamesMax names the answer is empty: such a portal does not exist.
  std::optional<NameId> intern(std::string_view name);
  std::optional<NameId> find(std::string_view name) const;
  const std::string& name(NameId id) const { return names_[id]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, NameId> ids_;
};

// Values by name. A value that is not here is null; "" is a value that somebody cleared.
class PackedValues {
 public:
  // Valid until the next set or erase.
  std::optional<std::string_view> get(NameId id) const;
  void set(NameId id, std::string_view value);
  void erase(NameId id);
  void shrink() { bytes_.shrink_to_fit(); }
  std::size_t capacity() const { return bytes_.capacity(); }

  template <class F>
  void each(F&& visit) const {
    for (std::size_t at = 0; at < bytes_.size();) {
      const Entry entry = entry_at(at);
      visit(entry.id, std::string_view(bytes_).substr(entry.value_at, entry.length));
      at = entry.end;
    }
  }

 private:
  struct Entry {
    NameId id;
    std::size_t value_at, length, end;
  };
  Entry entry_at(std::size_t at) const;
  std::string bytes_;
};

// An association as one end sees it.
struct Link {
  RecordId to = 0;
  Kind kind = Kind::contact;
  bool primary = false;
};

struct Record {
  RecordId id = 0;
  std::int64_t created_ms = 0;
  std::int64_t modified_ms = 0;
  std::int64_t archived_ms = 0;  // 0: live
  RecordId merged_into = 0;      // not 0: this id is only an alias
  PackedValues values;
  std::vector<Link> links;

  bool live() const { return archived_ms == 0 && merged_into == 0; }
  bool archived() const { return archived_ms != 0 && merged_into == 0; }
};

}  // namespace every::sandbox
