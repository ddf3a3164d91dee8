// Windows of sorted lists, fast at any offset: the window's row numbers come from an index alone, whole rows
// are read by the caller for these only. Private to store/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/search.h"
#include "store/tx.h"

namespace every::store {

struct Listing {
  Query where;           // " FROM clients c WHERE c.workspace_id = $1 …"
  std::string_view seq;  // "c.seq"
  std::vector<std::string_view>
      keys;  // columns that sort, before the row number does; null sorts as smallest
  bool descending = false;
  std::optional<Finds> among;         // only these, such as the finds of a search
  std::optional<std::int64_t> total;  // when it is known without counting; of `among` when that is given
  // The table, when no other has a say in what is listed and no key is ever null: see list_marks.h.
  std::string_view marked;
  // What was searched for, as the first key would begin with it; empty where that is no text, or may be null.
  // Finds lie together there ("maria": everybody of that name), and need not be walked to from an end.
  std::string begins;
};

Window<std::int64_t> rows_of(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice);

}  // namespace every::store
