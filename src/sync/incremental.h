// What changed since the last run: for each type one keyset scan of the search index over the window from a
// little before the watermark to now, then batch reads, which are the truth. The watermark moves to 30
// seconds before HubSpot's now, in the transaction that commits the window's last page: what the index shows
// of the last seconds is taken along, and looked at again by the next run. Deletions and changed associations
// that move no date are not seen here.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/run_context.h"

namespace every::sync {

// The records that a run changed in the mirror, for the projection that follows. Kept with the run
// ("changed/…" cursors), so that a killed run still projects what it read.
struct Changed {
  std::map<ObjectType, std::set<std::string>> ids;
  bool too_many = false;  // more than is worth naming: project everything
};
inline constexpr std::size_t kChangedMax = 5'000;

// The part of the search index to look at, by the watermark of the last look and HubSpot's clock.
struct SearchWindow {
  Instant from, to;
  Instant watermark;  // after the look
};
SearchWindow search_window(Instant watermark, Instant hubspot_now);

// Reads owners, pipelines and all changes. A type that was never listed (its scope is new) is listed now.
Status pull_changes(RunContext& run);

// What this run changed so far, from its cursors.
Changed changed_by(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id);

}  // namespace every::sync
