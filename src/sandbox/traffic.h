// What came in: counters for ever, the last requests one by one.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "base/json.h"

namespace every::sandbox {

struct Seen {
  std::uint64_t seq = 0;
  std::int64_t at_ms = 0, took_ms = 0;
  std::string kind, method,
      target;  // target without the values of secrets: tokens travel in bodies and headers
  int status = 0;
};

// Thread-safe.
class Traffic {
 public:
  static constexpr std::size_t kKept = 20'000;
  void add(Seen seen);  // gives it its number
  // Requests after number `since`, oldest first, at most `max`.
  json::array since(std::uint64_t since, std::size_t max) const;
  json::object counters() const;  // {"total":…,"byKind":{…},"byStatus":{…},"tooMany":…,"last":…}
  void reset();                   // counters only; numbers go on

 private:
  mutable std::mutex mutex_;
  std::uint64_t next_ = 1;
  std::deque<Seen> ring_;
  std::map<std::string, std::uint64_t> by_kind_;
  std::map<int, std::uint64_t> by_status_;
  std::uint64_t total_ = 0;
};

}  // namespace every::sandbox
