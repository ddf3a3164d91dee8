// Search looks at an index of its own, which runs behind the records: what a search matches is what a record
// was some time ago, what it shows is what the record is now. So a record can be found by a value that it no
// longer has, and a deleted one is counted and not shown.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "sandbox/record.h"

namespace every::sandbox {

// Not thread-safe: the portal that owns it locks.
class SearchIndex {
 public:
  // A change is in the index after a time between these two, decided by the record and the moment.
  void set_lag(std::int64_t min_ms, std::int64_t max_ms) { min_ms_ = min_ms, max_ms_ = max_ms; }
  std::int64_t min_lag() const { return min_ms_; }
  std::int64_t max_lag() const { return max_ms_; }

  // Before a change: what the index goes on to see. Nothing: there was no such record.
  void before_change(Kind kind, RecordId id, const Record* record, std::int64_t now_ms);
  bool up_to_date() const { return stale_.empty(); }

  struct Stale {
    std::optional<Record> was;  // nothing: not there yet
    std::int64_t until_ms = 0;
  };
  // What the index believes of this record; null: the truth.
  const Stale* find(Kind kind, RecordId id, std::int64_t now_ms) const;
  void each(Kind kind, std::int64_t now_ms, const std::function<void(RecordId, const Stale&)>& visit) const;

 private:
  std::int64_t min_ms_ = 0, max_ms_ = 0;
  std::map<std::pair<Kind, RecordId>, Stale> stale_;
};

}  // namespace every::sandbox
