#include "sync/incremental.h"

#include <atomic>

#include "base/text.h"
#include "sync/first_load.h"
#include "sync/property_plan.h"
#include "sync/side_by_side.h"
#include "sync/surroundings.h"
#include "sync/window_lane.h"

namespace every::sync {
namespace {

// A type without a watermark was never listed: its scope was missing, and may be there now.
Status list_now(RunContext& run, ObjectType type, Instant started) {
  LaneBoard board(run.parts().tasks, run.stop());
  store::Cursor cursor;
  cursor.lane = list_lane_name(type);
  EVERY_CHECK(ListLane(run, board, type, cursor, started).run());
  if (board.reach(type).off) return done();
  for (const ObjectType other : kObjectTypes)
    if (other != type) board.finish(other, false);
  for (const Pair pair : kPairs) {
    if (pair.from != type && pair.to != type) continue;
    store::Cursor fresh;
    fresh.lane = association_lane_name(pair.from, pair.to);
    EVERY_CHECK(AssociationLane(run, board, pair.from, pair.to, fresh).run());
  }
  run.finish_phase("matching");
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Cursor all;
    all.lane = "changed/all";
    all.finished = true;
    store::Runs(tx, run.tenant()).put_cursor(run.snapshot().id, all);
    return done();
  });
}

// A scope that is missing ends its type alone, and is said.
Status pull_type(RunContext& run, ObjectType type, std::atomic<std::int64_t>& total) {
  const auto mark = run.parts().db.read([&](store::Tx& tx) -> std::optional<Instant> {
    // A property that was mapped since is read of every record, once.
    if (needs_listing(tx, run.tenant(), type)) return std::nullopt;
    return store::Runs(tx, run.tenant()).watermark(std::string(name(type)));
  });
  const Status pulled =
      mark ? WindowLane(run, type, total).run(*mark) : list_now(run, type, run.source().hubspot_now());
  if (pulled.ok() || pulled.error().code != Code::scope_missing) return pulled;
  const Error& error = pulled.error();
  return run.commit([&](store::Tx& tx, Step& step) -> Status {
    run.record_error(tx, step,
                     {std::string(name(type)),
                      "",
                      "",
                      std::string(every::name(error.code)),
                      error.detail,
                      error.fix,
                      "",
                      {}});
    return done();
  });
}

}  // namespace

Status pull_changes(RunContext& run) {
  // First, so that HubSpot's clock is known.
  EVERY_CHECK(read_what_is_due(run));
  std::atomic<std::int64_t> total{0};
  std::vector<std::function<Status()>> types;
  for (const ObjectType type : kObjectTypes)
    types.emplace_back([&run, &total, type] { return pull_type(run, type, total); });
  EVERY_CHECK(side_by_side(run, types));
  EVERY_CHECK(read_what_is_unknown(run));
  run.finish_phase("reading");
  return done();
}

Changed changed_by(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id) {
  Changed out;
  std::size_t count = 0;
  for (const auto& [lane, cursor] : store::Runs(tx, tenant).cursors(run_id)) {
    if (!lane.starts_with("changed/")) continue;
    out.too_many = out.too_many || lane == "changed/all";
    const auto type = object_type_from(std::string_view(lane).substr(8, lane.find('/', 8) - 8));
    if (!type) continue;
    for (std::string& id : split(cursor.position, ' ')) {
      out.ids[*type].insert(std::move(id));
      ++count;
    }
  }
  out.too_many = out.too_many || count > kChangedMax;
  return out;
}

}  // namespace every::sync
