// What changed of one type in a window of the search index: its ids by keyset, then the truth of those that
// are not here as the index has them, a thousand at a time, each thousand in one transaction with the lane's
// cursor ("window/contact"). The watermarks move with the last one. While a thousand is read, the search for
// the next is under way.
//
// Requests for n changed records: n/200 searches, n/100 batch reads, n/1,000 for each pair of associations.
#pragma once

#include <atomic>
#include <set>
#include <string>
#include <vector>

#include "sync/read_again.h"
#include "sync/window.h"

namespace every::sync {

class WindowLane {
 public:
  // `total`: of what all lanes of the run found so far, for progress.
  WindowLane(RunContext& run, ObjectType type, std::atomic<std::int64_t>& total);
  // Does nothing when the run has been through this window already. Error: scope_missing, or why it ended.
  Status run(Instant mark);

 private:
  struct Group {
    std::vector<std::string> stale;  // not here as the index has them
    std::int64_t seen = 0;
    std::string last_id;
    bool end = false;
  };
  Result<Group> collect(std::string after);
  Result<std::vector<std::string>> stale_of(const IdPage& page);
  Status take(const Group& group);
  Status write(const Group& group, const Truth& truth);
  Status look_around();

  RunContext& run_;
  const ObjectType type_;
  std::atomic<std::int64_t>& total_;
  Window window_;
  store::Cursor cursor_;
  std::vector<std::string> properties_;  // asked for once something changed
  std::vector<std::string> arrived_;     // with the last group
};

std::string window_lane_name(ObjectType type);

}  // namespace every::sync
