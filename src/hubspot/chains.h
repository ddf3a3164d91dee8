// Which serial cursor decides when a load is over, and how much of HubSpot's window is kept free for it.
//
// A cursor's next request exists only once the last was answered. If whoever is ready may fill the window at
// once, the window is spent in a burst that all cursors share evenly, and the longest one, which could have
// used the pause, stands still: it becomes the tail. So the longest cursor (the leader) gets the share of the
// window that its part of the remaining work is, as far as it can use that much; the rest belongs to all.
//
// Pure: time comes in as an argument. Not thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <map>

#include "hubspot/window.h"

namespace every::hubspot {

class Chains {
 public:
  // How many requests still depend on this cursor, one after the other. 0: none, it is over.
  void expect(int chain, std::int64_t rest);
  // A request of the chain was sent; 0 is no chain.
  void sent(int chain, Tick now);
  // How many of `limit` places in a window the asking chain has to leave free.
  int kept_free(int asking, int limit, Millis span, Tick now);

 private:
  int leader() const;  // 0: none

  std::map<int, std::int64_t> rest_;
  std::deque<std::pair<Tick, int>> sent_;  // of the last two spans
};

}  // namespace every::hubspot
