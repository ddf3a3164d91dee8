// A long type from its far end, while its list goes on from the near one: a list cursor is serial, so at 300
// ms a page it reaches a third of HubSpot's quota and no more. Ids come from the search lane, 200 a page, by
// keyset on hs_object_id descending; what they are comes from batch reads. The two meet.
//
// Search never decides alone. What the index does not show yet at this end has a modified date of the last
// hours, and the first looks after the load go that far back (kFarLookBack); what it never shows is found by
// the sweep, which lists a type from end to end without this lane. What the index shows and is gone, the
// batch read does not answer. If searching fails, the list does all of it.
//
// Each page is one transaction with the lane's cursor ("far/contact"): a kill costs one page.
#pragma once

#include "sync/first_load.h"

namespace every::sync {

inline constexpr std::int64_t kBothEndsMin = 2'000;  // records; less is listed as fast
inline constexpr Millis kFarLookBack{2 * 60 * 60'000};

class FarLane {
 public:
  FarLane(RunContext& run, LaneBoard& board, ObjectType type, store::Cursor cursor);
  // Tells the board how many records there are on the way.
  Status run();

 private:
  Status pages(const std::vector<std::string>& properties);
  Status write(const IdPage& page, const BatchRead& answer);

  RunContext& run_;
  LaneBoard& board_;
  const ObjectType type_;
  store::Cursor cursor_;  // position: the lowest id read
};

std::string far_lane_name(ObjectType type);

}  // namespace every::sync
