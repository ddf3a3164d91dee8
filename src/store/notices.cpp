#include "store/notices.h"

#include "store/tx.h"

namespace every::store {

bool Notices::raise(const Notice& n) {
  return tx_.run(tenant_,
                 "INSERT INTO notices (workspace_id, key, code, subject, detail, fix, raised_at, healed_at) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) ON CONFLICT (workspace_id, key) DO UPDATE SET "
                 "code = excluded.code, subject = excluded.subject, detail = excluded.detail, fix = "
                 "excluded.fix, raised_at = excluded.raised_at, healed_at = NULL WHERE notices.healed_at IS "
                 "NOT NULL",
                 n.key, n.code, n.subject, n.detail, n.fix, n.raised_at) > 0;
}

bool Notices::heal(const std::string& key, Instant at) {
  return tx_.run(
             tenant_,
             "UPDATE notices SET healed_at = $3 WHERE workspace_id = $1 AND key = $2 AND healed_at IS NULL",
             key, at) > 0;
}

std::vector<Notice> Notices::open() {
  std::vector<Notice> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT key, code, subject, detail, fix, raised_at FROM notices WHERE workspace_id = $1 "
                    "AND healed_at IS NULL ORDER BY raised_at, key");
  while (r.next()) out.push_back({r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.time(5)});
  return out;
}

std::vector<std::string> Notices::open_keys(const std::string& prefix) {
  std::vector<std::string> out;
  for (const Notice& notice : open())
    if (notice.key.starts_with(prefix)) out.push_back(notice.key);
  return out;
}

}  // namespace every::store
