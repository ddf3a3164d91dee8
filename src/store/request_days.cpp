#include "store/request_days.h"

#include "store/tx.h"

namespace every::store {
namespace {

constexpr int kDaysKept = 35;

}  // namespace

void RequestDays::add(Date day, const Counts& counts) {
  for (const auto& [what, n] : counts)
    tx_.run(tenant_,
            "INSERT INTO request_days (workspace_id, day, what, n) VALUES ($1, $2, $3, $4) ON CONFLICT "
            "(workspace_id, day, what) DO UPDATE SET n = request_days.n + excluded.n",
            day, what, n);
  tx_.run(tenant_, "DELETE FROM request_days WHERE workspace_id = $1 AND day < $2",
          add_days(day, -kDaysKept));
}

RequestDays::Counts RequestDays::of(Date day) {
  Counts out;
  Rows r = tx_.rows(tenant_, "SELECT what, n FROM request_days WHERE workspace_id = $1 AND day = $2", day);
  while (r.next()) out[r.text(0)] = r.integer(1);
  return out;
}

}  // namespace every::store
