#include "sync/look.h"

#include <algorithm>
#include <map>

#include "store/connection.h"
#include "store/hints.h"
#include "store/mirror.h"
#include "store/runs.h"
#include "sync/window.h"

namespace every::sync {
namespace {

constexpr int kPagesMax = 1'000;  // of one type; 200 ids each

struct Found {
  std::string type;
  std::vector<std::pair<std::string, Instant>> newer;  // ids with the index's date, where the mirror is older
  Instant watermark;
};

void add_newer(store::Database& db, const store::Tenant& tenant, const IdPage& page, Found& found) {
  std::vector<std::string> ids;
  for (const auto& [id, modified] : page.ids) ids.push_back(id);
  const auto known =
      db.read([&](store::Tx& tx) { return store::Mirror(tx, tenant).modified(found.type, ids); });
  const std::map<std::string, Instant> here(known.begin(), known.end());
  for (const auto& [id, modified] : page.ids) {
    const auto at = here.find(id);
    if (at == here.end() || (modified && at->second < *modified))
      found.newer.emplace_back(id, modified.value_or(Instant{}));
  }
}

Status scan(const Engine::Parts& parts, Source& source, ObjectType type, const Window& window, Found& found,
            const std::stop_token& stop) {
  std::string after;
  for (int n = 0; n < kPagesMax && found.newer.size() <= kLookMax; ++n) {
    EVERY_TRY(page, source.changed_ids(type, window.spans, after, stop));
    add_newer(parts.db, parts.tenant, page, found);
    if (!page.more || page.ids.empty()) return done();
    after = page.ids.back().first;
  }
  return done();
}

}  // namespace

Result<Looked> look_for_changes(const Engine::Parts& parts, Source& source, std::stop_token stop) {
  const std::int64_t epoch =
      parts.db.read([&](store::Tx& tx) { return store::Connections(tx, parts.tenant).get().epoch; });
  Looked looked;
  std::vector<Found> all;
  const Instant now = source.hubspot_now();
  for (const ObjectType type : kObjectTypes) {
    Found found{std::string(name(type)), {}, {}};
    const auto mark =
        parts.db.read([&](store::Tx& tx) { return store::Runs(tx, parts.tenant).watermark(found.type); });
    if (!mark) continue;
    // The far window is the runs': what the index shows late is not urgent.
    const Window window = window_of(*mark, now, now);
    const auto scanned = scan(parts, source, type, window, found, stop);
    if (!scanned.ok() && scanned.error().code == Code::scope_missing) continue;
    if (!scanned.ok()) return scanned.error();
    found.watermark = window.watermark;
    looked.found += found.newer.size();
    all.push_back(std::move(found));
  }
  looked.too_many = looked.found > kLookMax;
  if (looked.too_many) return looked;
  const auto written = parts.db.write([&](store::Tx& tx) -> Status {
    if (store::Connections(tx, parts.tenant).get().epoch != epoch)
      return Error(Code::not_connected, "The HubSpot connection changed meanwhile.",
                   "Nothing has to be done.");
    const Instant at = parts.clock.now();
    store::Hints hints(tx, parts.tenant);
    store::Runs runs(tx, parts.tenant);
    for (const Found& found : all) {
      for (const auto& [id, modified] : found.newer)
        hints.put({.object_type = found.type,
                   .object_id = id,
                   .told = false,
                   .occurred_at = modified,
                   .received_at = at});
      // Never back: a run may have got further meanwhile.
      const auto mark = runs.watermark(found.type);
      if (mark && *mark < found.watermark) runs.put_watermark(found.type, found.watermark);
    }
    return done();
  });
  if (!written.ok()) return written.error();
  return looked;
}

}  // namespace every::sync
