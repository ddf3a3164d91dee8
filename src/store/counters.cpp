#include "store/counters.h"

namespace every::store {

void add_to_counter(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view bucket,
                    std::int64_t by) {
  tx.run(tenant,
         "INSERT INTO counters (workspace_id, kind, bucket, n) VALUES ($1, $2, $3, $4) ON CONFLICT "
         "(workspace_id, kind, "
         "bucket) DO UPDATE SET n = counters.n + excluded.n",
         kind, bucket, by);
}

std::int64_t counted(Tx& tx, const Tenant& tenant, std::string_view kind,
                     const std::function<bool(std::string_view)>& wanted) {
  std::int64_t sum = 0;
  Rows r = tx.rows(tenant, "SELECT bucket, n FROM counters WHERE workspace_id = $1 AND kind = $2", kind);
  while (r.next())
    if (wanted(r.view(0))) sum += r.integer(1);
  return sum;
}

void free_counters(Tx& tx, const Tenant& tenant) {
  static constexpr std::string_view kLinked = "linked";
  struct Linked {
    std::string kind, bucket;
    std::int64_t n;
  };
  std::vector<Linked> all;
  {
    Rows r = tx.rows(tenant, "SELECT kind, bucket, n FROM counters WHERE workspace_id = $1 AND n <> 0");
    while (r.next())
      if (r.view(1).ends_with(kLinked)) all.push_back({r.text(0), r.text(1), r.integer(2)});
  }
  for (const Linked& one : all) {
    add_to_counter(tx, tenant, one.kind, one.bucket, -one.n);
    add_to_counter(tx, tenant, one.kind, one.bucket.substr(0, one.bucket.size() - kLinked.size()) + "free",
                   one.n);
  }
}

}  // namespace every::store
