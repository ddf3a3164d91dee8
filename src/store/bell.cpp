#include "store/bell.h"

#include "base/json.h"
#include "store/activity_rows.h"
#include "store/tx.h"

namespace every::store {

std::vector<Activity> Bell::events(Instant since, const std::string& but, std::int64_t limit) {
  return activities(tx_.rows(tenant_,
                             "SELECT " + std::string(kActivityColumns) +
                                 " FROM activity WHERE workspace_id = $1 AND at >= $2 AND actor <> $3 AND " +
                                 std::string(kToldKinds) + " ORDER BY at DESC, id DESC LIMIT $4",
                             since, but, limit));
}

BellMark Bell::mark(const std::string& user_id) {
  BellMark out;
  Rows r = tx_.rows(
      tenant_, "SELECT seen_at, counts FROM bell_marks WHERE workspace_id = $1 AND user_id = $2", user_id);
  if (!r.next()) return out;
  out.seen_at = r.time(0);
  if (const auto parsed = parse_json(r.text(1)); parsed.ok() && parsed->is_object())
    for (const auto& one : parsed->get_object())
      if (one.value().is_int64()) out.counts[std::string(one.key())] = one.value().get_int64();
  return out;
}

void Bell::put_mark(const std::string& user_id, const BellMark& mark) {
  json::object counts;
  for (const auto& [kind, count] : mark.counts) counts[kind] = count;
  tx_.run(
      tenant_,
      "INSERT INTO bell_marks (workspace_id, user_id, seen_at, counts) VALUES ($1, $2, $3, $4) ON CONFLICT "
      "(workspace_id, user_id) DO UPDATE SET seen_at = excluded.seen_at, counts = excluded.counts",
      user_id, mark.seen_at, json::serialize(counts));
}

}  // namespace every::store
