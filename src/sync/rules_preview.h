// What other rules would make of the records that are here: the next projection, not committed. It runs the
// very same plans over one snapshot (with an overlay in place of writing), so that what it says is what the
// next run does.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/id.h"
#include "store/connection.h"
#include "sync/project.h"

namespace every::sync {

struct RulesPreview {
  ImportTotals totals;
  // How many records of a kind become what: {"contact", "updated"} -> 12.
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;
  std::vector<RecordChange> first;  // the first ones, in the order of the run
  std::int64_t records = 0;         // all that change
  // Objects that the next run reads again first, because a property is mapped that the mirror does not have
  // yet ("contacts"): what its values change cannot be counted before.
  std::vector<std::string> reread;
};

// `wanted`: the settings as they would be. Before the first import rules change nothing that is here.
RulesPreview preview_rules(store::Tx& tx, const store::Tenant& tenant, const store::SyncSettings& wanted,
                           std::size_t first, Clock& clock, Random& random);

}  // namespace every::sync
