// Windows of sorted lists, fast at any offset: the window's ids come from an index alone, whole rows are read by the
// caller for these ids only. Private to store/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/tx.h"
#include "store/words.h"

namespace every::store {

struct Listing {
  Query where;                            // " FROM clients c WHERE c.workspace_id = $1 …"
  std::string_view id;                    // "c.id"
  std::vector<std::string_view> keys;     // columns that sort, before the id does; null sorts as smallest
  bool descending = false;
  std::optional<IdSet> among;             // only these, such as the finds of a search
  std::optional<std::int64_t> total;      // when it is known without counting; of `among` when that is given
};

Window<std::string> ids_of(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice);

}  // namespace every::store
