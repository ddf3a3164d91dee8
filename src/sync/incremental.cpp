#include "sync/incremental.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "sync/first_load.h"
#include "sync/read_again.h"
#include "sync/surroundings.h"
#include "sync/untold.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr Millis kOverlap{5 * 60'000};    // the window begins this much before the watermark
constexpr Millis kSettled{30'000};        // the index is trusted up to this much before now
constexpr Millis kAhead{1'000};           // the index may be ahead of the Date header by rounding
constexpr int kSearchPagesMax = 100'000;  // 20 million changes

std::string key(ObjectType type) {
  return std::string(name(type));
}

std::vector<std::string> stale_ids(RunContext& run, ObjectType type, const IdPage& page) {
  std::vector<std::string> ids;
  for (const auto& [id, modified] : page.ids) ids.push_back(id);
  const auto known = run.parts().db.read(
      [&](store::Tx& tx) { return store::Mirror(tx, run.tenant()).modified(key(type), ids); });
  const std::map<std::string, Instant> here(known.begin(), known.end());
  std::vector<std::string> out;
  for (const auto& [id, modified] : page.ids) {
    const auto at = here.find(id);
    if (at == here.end() || !modified || at->second != *modified) out.push_back(id);
  }
  return out;
}

Status write_page(RunContext& run, const Truth& truth, std::int64_t seen, bool last,
                  const SearchWindow& window) {
  return run.commit([&](store::Tx& tx, Step& step) -> Status {
    Untold untold(tx, run.tenant(), truth.type, truth.asked);
    step.counts = write_truth(tx, run, truth).counts;
    untold.note(run.now());
    if (last) store::Runs(tx, run.tenant()).put_watermark(key(truth.type), window.watermark);
    step.phase = "reading";
    step.processed = seen;
    step.counts.unchanged += seen - static_cast<std::int64_t>(truth.asked.size());
    return done();
  });
}

Status pull_type(RunContext& run, ObjectType type, const SearchWindow& window, std::int64_t& total) {
  std::optional<std::vector<std::string>> wanted;
  std::string after;
  for (int n = 0; n < kSearchPagesMax; ++n) {
    auto page = run.source().changed_ids(type, window.from, window.to, after, run.stop());
    if (!page.ok()) return page.error();
    if (n == 0) run.total("reading", total += page->total);
    Truth truth;
    truth.type = type;
    if (const auto stale = stale_ids(run, type, *page); !stale.empty()) {
      if (!wanted) {
        EVERY_TRY(properties, asked_properties(run, type));
        wanted = std::move(properties);
      }
      EVERY_TRY(answer, read_truth(run, type, stale, *wanted));
      truth = std::move(answer);
    }
    const bool last = !page->more || page->ids.empty();
    EVERY_CHECK(write_page(run, truth, static_cast<std::int64_t>(page->ids.size()), last, window));
    if (last) return done();
    if (!after.empty() && !id_less(after, page->ids.back().first))
      return Error(Code::hubspot_bad_answer, "HubSpot's search does not move on.", "Sync again later.");
    after = page->ids.back().first;
  }
  return Error(Code::hubspot_bad_answer, "HubSpot's search has more pages than can be.", "Tell HubSpot.");
}

// A type without a watermark was never listed: its scope was missing, and may be there now.
Status list_now(RunContext& run, ObjectType type, Instant started) {
  LaneBoard board(run.parts().tasks, run.stop());
  store::Cursor cursor;
  cursor.lane = list_lane_name(type);
  EVERY_CHECK(ListLane(run, board, type, cursor, started).run());
  if (board.off(type)) return done();
  for (const ObjectType other : kObjectTypes)
    if (other != type) board.finish(other, false);
  for (const Pair pair : kPairs) {
    if (pair.from != type && pair.to != type) continue;
    store::Cursor fresh;
    fresh.lane = association_lane_name(pair.from, pair.to);
    EVERY_CHECK(AssociationLane(run, board, pair.from, pair.to, fresh).run());
  }
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Cursor all;
    all.lane = "changed/all";
    all.finished = true;
    store::Runs(tx, run.tenant()).put_cursor(run.snapshot().id, all);
    return done();
  });
}

}  // namespace

SearchWindow search_window(Instant watermark, Instant hubspot_now) {
  return {watermark - kOverlap, hubspot_now + kAhead, std::max(watermark, hubspot_now - kSettled)};
}

Status pull_changes(RunContext& run) {
  EVERY_CHECK(read_surroundings(run, false));
  const Instant now = run.source().hubspot_now();
  std::int64_t total = 0;
  for (const ObjectType type : kObjectTypes) {
    const auto mark = run.parts().db.read(
        [&](store::Tx& tx) { return store::Runs(tx, run.tenant()).watermark(std::string(name(type))); });
    Status pulled = done();
    if (!mark) {
      pulled = list_now(run, type, now);
    } else {
      pulled = pull_type(run, type, search_window(*mark, now), total);
    }
    if (pulled.ok()) continue;
    if (pulled.error().code != Code::scope_missing) return pulled;
    const Error error = pulled.error();
    EVERY_CHECK(run.commit([&](store::Tx& tx, Step& step) -> Status {
      step.counts.failed = 1;
      run.record_error(
          tx, {key(type), "", "", std::string(every::name(error.code)), error.detail, error.fix, "", {}});
      return done();
    }));
  }
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
