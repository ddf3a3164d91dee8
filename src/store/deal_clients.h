// The open deals by client: who stands where in a pipeline, with what.
#pragma once

#include <string>
#include <vector>

#include "store/deals.h"

namespace every::store {

struct ClientDeals {
  std::string client_id, client_name;
  std::int64_t count = 0;
  std::vector<StageTotal> stages;  // by id
};

// Of clients with open deals that `filter` lets through, those with most of them first. What a deal is called
// is searched for, as on the board.
Window<ClientDeals> open_by_client(Tx& tx, const Tenant& tenant, const DealFilter& filter,
                                   const Slice& slice);

}  // namespace every::store
