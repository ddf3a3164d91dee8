// How a line of the journal is read, for all who read it. Private to store/.
#pragma once

#include <string_view>
#include <vector>

#include "store/journal.h"
#include "store/tx.h"

namespace every::store {

inline constexpr std::string_view kActivityColumns =
    "id, subject_kind, subject_id, client_id, kind, actor, run_id, text, data, at, actor_id, address, agent, "
    "audit, area";
// What the bell tells of, as it stands in the index that only so is used (activity_told).
inline constexpr std::string_view kToldKinds =
    "kind IN ('invoice.viewed', 'payment.recorded', 'proposal.accepted', 'proposal.declined', 'mail.failed', "
    "'connection.lost')";

inline Activity activity_at(const Rows& r) {
  return {r.text(0), r.text(1), r.text(2),  r.text(3),  r.text(4),  r.text(5),  r.text(6), r.text(7),
          r.text(8), r.time(9), r.text(10), r.text(11), r.text(12), r.text(13), r.text(14)};
}

inline std::vector<Activity> activities(Rows r) {
  std::vector<Activity> out;
  while (r.next()) out.push_back(activity_at(r));
  return out;
}

}  // namespace every::store
