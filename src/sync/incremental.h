// What changed since the last run: a scan of the search index for every type at once (window_lane), whose
// hits are read as the truth (read_again). A watermark moves only in the transaction that commits the last of
// its records. Associations that move no date are looked after by what is due (surroundings), and together
// with deletions and recalculated values by webhooks and the daily sweep.
//
// A run that finds nothing costs one search a type and one request for what is due: five, however large the
// portal is.
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
inline constexpr std::size_t kChangedMax = 100'000;

// Reads what is due of owners, pipelines and so on, and all changes. A type that was never listed (its scope
// is new) is listed now.
Status pull_changes(RunContext& run);

// What this run changed so far, from its cursors.
Changed changed_by(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id);

}  // namespace every::sync
