#include "store/deal_history.h"

#include "store/activity_rows.h"
#include "store/encode.h"
#include "store/listing.h"
#include "store/tx.h"

namespace every::store {

std::vector<DealMove> moves_of_deal(Tx& tx, const Tenant& tenant, const std::string& deal_id) {
  std::vector<DealMove> out;
  Rows r = tx.rows(tenant,
                   "SELECT from_pipeline, from_stage, to_pipeline, to_stage, in_hubspot, at FROM deal_moves "
                   "WHERE workspace_id = $1 AND deal_id = $2 ORDER BY seq",
                   deal_id);
  while (r.next())
    out.push_back({deal_id, {r.text(0), r.text(1)}, {r.text(2), r.text(3)}, r.flag(4), r.time(5)});
  return out;
}

Window<Activity> activity_of_deal(Tx& tx, const Tenant& tenant, const std::string& deal_id,
                                  const Slice& slice) {
  // The index of the deals' lines (activity_deal) is asked for by these very words.
  const std::string of =
      " FROM activity WHERE workspace_id = $1 AND subject_kind = 'deal' AND subject_id = $2";
  const std::int64_t total = tx.number(tenant, "SELECT count(*)" + of, deal_id);
  return {.items = activities(tx.rows(tenant,
                                      "SELECT " + std::string(kActivityColumns) + of +
                                          " ORDER BY at DESC, id DESC LIMIT $3 OFFSET $4",
                                      deal_id, limit_of(slice), slice.offset)),
          .total = total};
}

}  // namespace every::store
