#include "store/activity_feed.h"

#include "store/activity_rows.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::int64_t kLookedAtMax = 2'000;  // lines for one page

// Along the index that tells most. The words of the partial ones are their own, or they are not used.
Query walk(const ActivityFilter& f) {
  Query query("SELECT " + std::string(kActivityColumns) + " FROM activity WHERE workspace_id = $1");
  if (!f.document_id.empty())
    query.add(
        " AND id IN (SELECT s.id FROM activity s WHERE s.workspace_id = $1 AND s.subject_id = ? AND "
        "s.subject_kind IN ('invoice', 'proposal') UNION SELECT activity_id FROM activity_also WHERE "
        "workspace_id = $1 AND document_id = ?)",
        f.document_id, f.document_id);
  else if (!f.client_id.empty())
    query.add(" AND client_id = ?", f.client_id);
  else if (!f.actor_id.empty())
    query.add(" AND actor_id = ? AND actor_id <> ''", f.actor_id);
  else if (!f.area.empty() && f.area != "hubspot")
    query.add(" AND area = ? AND area NOT IN ('', 'hubspot')", f.area);
  return query;
}

bool fits(const ActivityFilter& f, const Rows& r) {
  const std::string_view client = r.view(3), actor = r.view(10), area = r.view(14);
  if (f.area.empty() ? area.empty() : area != f.area) return false;
  return (f.client_id.empty() || client == f.client_id) && (f.actor_id.empty() || actor == f.actor_id);
}

}  // namespace

ActivityPage activity_feed(Tx& tx, const Tenant& tenant, const ActivityFilter& f,
                           const std::optional<ActivityPlace>& after, std::int64_t limit) {
  Query query = walk(f);
  if (f.from) query.add(" AND at >= ?", to_ms(*f.from));
  if (f.until) query.add(" AND at < ?", to_ms(*f.until));
  if (after) query.add(" AND (at, id) < (?, ?)", to_ms(after->at), after->id);
  query.add(" ORDER BY at DESC, id DESC LIMIT ?", kLookedAtMax + 1);
  ActivityPage page;
  ActivityPlace last;
  Rows r = tx.rows(tenant, query);
  for (std::int64_t looked = 0; r.next(); ++looked) {
    if (looked == kLookedAtMax || std::ssize(page.items) == limit) {
      page.next = last;
      break;
    }
    last = {r.time(9), r.text(0)};
    if (fits(f, r)) page.items.push_back(activity_at(r));
  }
  return page;
}

}  // namespace every::store
