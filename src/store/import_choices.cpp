#include "store/import_choices.h"

#include <sstream>

#include "store/tx.h"

namespace every::store {

ImportChoice ImportChoices::get() {
  Rows r = tx_.rows(tenant_,
                    "SELECT all_, ids, include_deals, include_no_email, by_, at, version FROM import_choices "
                    "WHERE workspace_id = $1");
  ImportChoice out;
  if (!r.next()) return out;
  out.all = r.flag(0);
  std::istringstream ids(r.text(1));
  for (std::string id; ids >> id;) out.ids.push_back(id);
  out.include_deals = r.flag(2);
  out.include_no_email = r.flag(3);
  out.by = r.text(4);
  out.at = r.time(5);
  out.version = r.integer(6);
  return out;
}

bool ImportChoices::put(const ImportChoice& c, std::int64_t version) {
  std::string ids;
  for (const std::string& id : c.ids) ids += (ids.empty() ? "" : " ") + id;
  // The first one has version 0 to begin with.
  if (version == 0)
    tx_.run(tenant_,
            "INSERT INTO import_choices (workspace_id, all_, ids, include_deals, include_no_email, by_, at, "
            "version) VALUES ($1, 1, '', 1, 0, '', 0, 0) ON CONFLICT (workspace_id) DO NOTHING");
  return tx_.run(tenant_,
                 "UPDATE import_choices SET all_ = $3, ids = $4, include_deals = $5, include_no_email = $6, "
                 "by_ = $7, at = $8, version = version + 1 WHERE workspace_id = $1 AND version = $2",
                 version, c.all ? 1 : 0, ids, c.include_deals ? 1 : 0, c.include_no_email ? 1 : 0, c.by,
                 c.at) == 1;
}

void ImportChoices::begin_anew() {
  const std::int64_t version = get().version;
  if (version > 0) put({}, version);
}

}  // namespace every::store
