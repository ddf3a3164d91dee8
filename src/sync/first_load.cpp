#include "sync/first_load.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "sync/far_lane.h"
#include "sync/parity.h"
#include "sync/review_lane.h"
#include "sync/side_by_side.h"
#include "sync/surroundings.h"

namespace every::sync {

namespace {

constexpr std::int64_t kRunsLookedAt = 20;

store::Cursor cursor_of(const std::map<std::string, store::Cursor>& cursors, const std::string& lane) {
  const auto at = cursors.find(lane);
  if (at != cursors.end()) return at->second;
  store::Cursor fresh;
  fresh.lane = lane;
  return fresh;
}

// HubSpot's time when the load began; kept over restarts, since the first increment looks back to it.
Result<Instant> started_at(RunContext& run, const std::map<std::string, store::Cursor>& cursors) {
  if (const auto at = cursors.find(std::string(kStartLane)); at != cursors.end())
    if (const auto parsed = parse_rfc3339(at->second.position.substr(0, at->second.position.find(' '))))
      return *parsed;
  const Instant now = run.source().hubspot_now();
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Cursor cursor;
    cursor.lane = kStartLane;
    cursor.position = to_rfc3339(now) + " " + store::Connections(tx, run.tenant()).get().portal_id;
    cursor.finished = true;
    store::Runs(tx, run.tenant()).put_cursor(run.snapshot().id, cursor);
    return done();
  }));
  return now;
}

// What cannot be counted is waited for without a total.
void count_all(RunContext& run, LaneBoard& board) {
  for (const ObjectType type : kObjectTypes) {
    if (board.counted(type) || board.reach(type).finished) continue;
    const auto counted = run.source().count(type, run.stop());
    if (counted.ok()) board.expect(type, *counted);
  }
  tell_totals(run, board);
}

}  // namespace

void tell_totals(RunContext& run, LaneBoard& board) {
  std::int64_t records = 0, associations = 0;
  for (const ObjectType type : kObjectTypes) {
    if (!board.counted(type) && !board.reach(type).finished) return;
    const std::int64_t n = board.expected(type);
    records += n;
    if (type == ObjectType::contact) associations += n;
    if (type == ObjectType::deal) associations += 3 * n;
  }
  if (run.stop().stop_requested()) return;
  run.total("reading", records);
  run.total("matching", associations);
  run.notify();
}

bool continue_load(store::Tx& tx, const store::Tenant& tenant, store::Run& run) {
  store::Runs runs(tx, tenant);
  const std::string portal = store::Connections(tx, tenant).get().portal_id;
  for (const store::Run& before : runs.list({"", true, 0, kRunsLookedAt}).items) {
    if (before.id == run.id) continue;
    const auto cursors = runs.cursors(before.id);
    const auto start = cursors.find(std::string(kStartLane));
    if (start == cursors.end()) continue;
    if (!start->second.position.ends_with(" " + portal)) return false;
    // A type that could not be read for want of a scope is tried again.
    for (const auto& [lane, cursor] : cursors)
      if (cursor.position != "off" && (lane == kStartLane || lane.starts_with("list/") ||
                                       lane.starts_with("far/") || lane.starts_with("associations/")))
        runs.put_cursor(run.id, cursor);
    for (const auto& phase : before.phases)
      if (phase.name == "reading" || phase.name == "matching") run.phases.push_back(phase);
    // As its phases do, its counts go on from there.
    run.counts = before.counts;
    run.counts.failed = run.counts.waiting = 0;
    runs.update(run);
    return true;
  }
  return false;
}

Status first_load(RunContext& run) {
  const std::string id = run.snapshot().id;
  const auto cursors =
      run.parts().db.read([&](store::Tx& tx) { return store::Runs(tx, run.tenant()).cursors(id); });
  // Account, owners and pipelines first: three short requests, and then HubSpot's clock is known as well.
  EVERY_CHECK(read_surroundings(run));
  EVERY_TRY(started, started_at(run, cursors));

  LaneBoard board(run.parts().tasks, run.stop());
  std::vector<std::function<Status()>> lanes;
  for (const ObjectType type : kObjectTypes)
    lanes.emplace_back([&, type] {
      return ListLane(run, board, type, cursor_of(cursors, list_lane_name(type)), started).run();
    });
  for (const Pair pair : kPairs)
    lanes.emplace_back([&, pair] {
      const auto cursor = cursor_of(cursors, association_lane_name(pair.from, pair.to));
      return AssociationLane(run, board, pair.from, pair.to, cursor).run();
    });
  // A sweep has to find what no search shows, so it lists from end to end.
  if (run.snapshot().kind == "sweep")
    lanes.emplace_back([&] {
      count_all(run, board);
      return done();
    });
  else
    for (const ObjectType type : kObjectTypes)
      lanes.emplace_back(
          [&, type] { return FarLane(run, board, type, cursor_of(cursors, far_lane_name(type))).run(); });
  board.read_by(static_cast<int>(lanes.size()));
  for (auto& lane : lanes)
    lane = [&board, reads = std::move(lane)] {
      const Status status = reads();
      board.lane_ended();
      return status;
    };
  lanes.emplace_back([&] { return review_lane(run, board); });
  EVERY_CHECK(side_by_side(run, lanes));

  run.finish_phase("reading");
  run.finish_phase("matching");
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Runs runs(tx, run.tenant());
    runs.put_watermark(std::string(kLoadedMark), started);
    runs.put_watermark(std::string(kSweptMark), started);
    return done();
  }));
  return certify_read(run, started);
}

}  // namespace every::sync
