// What is known of one deal's past: the stages it went through, and what the journal says of it.
#pragma once

#include <string>
#include <vector>

#include "store/deal_entries.h"
#include "store/journal.h"

namespace every::store {

std::vector<DealMove> moves_of_deal(Tx& tx, const Tenant& tenant,
                                    const std::string& deal_id);  // oldest first
Window<Activity> activity_of_deal(Tx& tx, const Tenant& tenant, const std::string& deal_id,
                                  const Slice& slice);  // newest first

}  // namespace every::store
