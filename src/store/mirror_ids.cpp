// The mirror's ids alone, in the order of their numbers.
#include "store/encode.h"
#include "store/mirror.h"
#include "store/tx.h"

namespace every::store {

std::vector<std::string> Mirror::ids_between(const std::string& type, const std::string& after,
                                             const std::string& before, std::int64_t limit, bool descending) {
  // No id is longer than this.
  const std::string end = before.empty() ? std::string(100, '9') : before;
  return tx_
      .rows(tenant_,
            std::string("SELECT id FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND "
                        "(id_length, id) > ($3, $4) AND (id_length, id) < ($5, $6) AND gone_at IS NULL "
                        "ORDER BY ") +
                (descending ? "id_length DESC, id DESC" : "id_length, id") + " LIMIT $7",
            type, id_length(after), after, id_length(end), end, limit)
      .texts();
}

std::vector<std::string> Mirror::open_deals(const std::string& after, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT id FROM mirror_records WHERE workspace_id = $1 AND object_type = 'deal' AND "
            "(id_length, id) > ($2, $3) AND gone_at IS NULL AND "
            "coalesce(json_extract(properties, '$.hs_is_closed'), '') <> 'true' "
            "ORDER BY id_length, id LIMIT $4",
            id_length(after), after, limit)
      .texts();
}

}  // namespace every::store
