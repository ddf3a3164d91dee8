#include "sync/link_watch.h"

#include <vector>

#include "store/mirror.h"
#include "sync/first_load.h"
#include "sync/read_again.h"

namespace every::sync {
namespace {

constexpr std::string_view kTurnLane = "links";
constexpr Pair kTurns[] = {{ObjectType::deal, ObjectType::company},
                           {ObjectType::deal, ObjectType::contact},
                           {ObjectType::deal, ObjectType::line_item},
                           {ObjectType::contact, ObjectType::company}};

std::vector<std::string> next_ids(store::Tx& tx, RunContext& run, ObjectType from, const std::string& after) {
  store::Mirror mirror(tx, run.tenant());
  constexpr auto kLimit = static_cast<std::int64_t>(kTruthBatch);
  return from == ObjectType::deal ? mirror.open_deals(after, kLimit)
                                  : mirror.ids_between(std::string(name(from)), after, "", kLimit, false);
}

}  // namespace

Status watch_links(RunContext& run) {
  const std::string standing(store::kStandingCursors);
  store::Cursor turn, place;
  std::vector<std::string> ids;
  Pair pair = kTurns[0];
  run.parts().db.read([&](store::Tx& tx) {
    const auto cursors = store::Runs(tx, run.tenant()).cursors(standing);
    if (const auto at = cursors.find(std::string(kTurnLane)); at != cursors.end()) turn = at->second;
    turn.lane = kTurnLane;
    // A turn without records passes to the next.
    for (std::size_t n = 0; n < std::size(kTurns) && ids.empty(); ++n) {
      pair = kTurns[static_cast<std::size_t>(turn.processed++) % std::size(kTurns)];
      place = {};
      place.lane = std::string(kTurnLane) + association_lane_name(pair.from, pair.to).substr(12);
      if (const auto at = cursors.find(place.lane); at != cursors.end()) place = at->second;
      ids = next_ids(tx, run, pair.from, place.position);
      if (ids.empty() && !place.position.empty()) ids = next_ids(tx, run, pair.from, place.position = "");
    }
    return 0;
  });
  if (ids.empty()) return done();
  auto found = read_associations(run, pair.from, pair.to, ids);
  if (!found.ok() && found.error().code != Code::scope_missing) return found.error();
  place.position = std::ssize(ids) < static_cast<std::ptrdiff_t>(kTruthBatch) ? "" : ids.back();
  return run.commit([&](store::Tx& tx, Step& step) -> Status {
    store::Runs runs(tx, run.tenant());
    runs.put_cursor(standing, turn);
    runs.put_cursor(standing, place);
    if (!found.ok()) return done();
    std::vector<std::string> changed;
    write_associations(tx, run, pair.from, pair.to, ids, *found, &changed);
    step.phase = "reading";
    step.processed = step.counts.updated = std::ssize(changed);
    if (!changed.empty()) remember_changed(tx, run, {{pair.from, {changed.begin(), changed.end()}}});
    return done();
  });
}

}  // namespace every::sync
