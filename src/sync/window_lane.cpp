#include "sync/window_lane.h"

#include <algorithm>
#include <map>

#include "sync/untold.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr int kGroupsMax = 100'000;
constexpr int kPagesAtOnce = 25;  // of ids that are all known: a cursor is kept at least this often

}  // namespace

std::string window_lane_name(ObjectType type) {
  return "window/" + std::string(name(type));
}

WindowLane::WindowLane(RunContext& run, ObjectType type, std::atomic<std::int64_t>& total)
    : run_(run), type_(type), total_(total) {}

Status WindowLane::run(Instant mark) {
  const std::string lane = window_lane_name(type_);
  std::optional<Instant> far_mark;
  run_.parts().db.read([&](store::Tx& tx) {
    store::Runs runs(tx, run_.tenant());
    far_mark = runs.watermark(far_mark_name(type_));
    if (auto at = runs.cursors(run_.snapshot().id); at.contains(lane)) cursor_ = at.at(lane);
    return 0;
  });
  if (cursor_.finished) return done();
  // A killed run left "window|last id".
  const auto bar = cursor_.position.find('|');
  const auto kept = window_from(std::string_view(cursor_.position).substr(0, bar));
  window_ = kept ? *kept : window_of(mark, far_mark, run_.source().hubspot_now());
  std::string after = kept && bar != std::string::npos ? cursor_.position.substr(bar + 1) : "";
  if (!kept) cursor_ = {};
  cursor_.lane = lane;

  using Next = Pending<Result<Group>>;
  Tasks& tasks = run_.parts().tasks;
  Next next(tasks, [this, after] { return collect(after); });
  for (int n = 0; n < kGroupsMax; ++n) {
    EVERY_TRY(group, next.get());
    if (!group.end) next = Next(tasks, [this, last = group.last_id] { return collect(last); });
    EVERY_CHECK(take(group));
    if (group.end) return done();
  }
  return Error(Code::hubspot_bad_answer, "HubSpot's search has more pages than can be.", "Tell HubSpot.");
}

// Pages of the index until a thousand records have to be read, or the window is through.
Result<WindowLane::Group> WindowLane::collect(std::string after) {
  Group group;
  group.last_id = std::move(after);
  for (int n = 0; n < kPagesAtOnce && group.stale.size() + 200 <= kTruthBatch; ++n) {
    EVERY_TRY(page, run_.source().changed_ids(type_, window_.spans, group.last_id, run_.stop()));
    if (group.last_id.empty()) run_.total("reading", total_ += page.total);
    EVERY_TRY(stale, stale_of(page));
    std::move(stale.begin(), stale.end(), std::back_inserter(group.stale));
    group.seen += static_cast<std::int64_t>(page.ids.size());
    group.end = !page.more || page.ids.empty();
    if (group.end) break;
    if (!group.last_id.empty() && !id_less(group.last_id, page.ids.back().first))
      return Error(Code::hubspot_bad_answer, "HubSpot's search does not move on.", "Sync again later.");
    group.last_id = page.ids.back().first;
  }
  return group;
}

Result<std::vector<std::string>> WindowLane::stale_of(const IdPage& page) {
  std::vector<std::string> ids;
  for (const auto& [id, modified] : page.ids) ids.push_back(id);
  const auto known = run_.parts().db.read([&](store::Tx& tx) {
    return store::Mirror(tx, run_.tenant()).modified(std::string(name(type_)), ids);
  });
  const std::map<std::string, Instant> here(known.begin(), known.end());
  std::vector<std::string> out;
  for (const auto& [id, modified] : page.ids) {
    const auto at = here.find(id);
    if (at == here.end() || !modified || at->second != *modified) out.push_back(id);
  }
  return out;
}

Status WindowLane::take(const Group& group) {
  Truth truth;
  truth.type = type_;
  if (!group.stale.empty()) {
    if (properties_.empty()) {
      EVERY_TRY(properties, asked_properties(run_, type_));
      properties_ = std::move(properties);
    }
    EVERY_TRY(answer, read_truth(run_, type_, group.stale, properties_));
    truth = std::move(answer);
  }
  EVERY_CHECK(write(group, truth));
  return look_around();
}

Status WindowLane::write(const Group& group, const Truth& truth) {
  store::Cursor after = cursor_;
  after.position = to_text(window_) + "|" + group.last_id;
  after.processed += group.seen;
  after.finished = group.end;
  arrived_.clear();
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
    Untold untold(tx, run_.tenant(), type_, truth.asked);
    Wrote wrote = write_truth(tx, run_, truth);
    untold.note(run_.now());
    store::Runs runs(tx, run_.tenant());
    // A window that was one group needs no cursor: begun again, it is one search.
    if (!group.end || !cursor_.position.empty()) runs.put_cursor(run_.snapshot().id, after);
    if (group.end) {
      runs.put_watermark(std::string(name(type_)), window_.watermark);
      if (window_.far_mark) runs.put_watermark(far_mark_name(type_), *window_.far_mark);
    }
    step.phase = "reading";
    step.processed = group.seen;
    step.counts = wrote.counts;
    step.counts.unchanged += group.seen - static_cast<std::int64_t>(truth.asked.size());
    arrived_ = std::move(wrote.arrived);
    return done();
  }));
  cursor_ = after;
  return done();
}

// A record that is new here may be linked with others that are not: a company that HubSpot made for a
// contact, a line item of a deal. That moved none of their dates.
Status WindowLane::look_around() {
  if (arrived_.empty()) return done();
  EVERY_TRY(linked, unknown_links(run_, type_, arrived_));
  // Their own lane reads some of them as well: counted is only what this reading brought.
  const auto count = [](store::Tx&, Step& step, std::span<const std::string>) {
    step.phase = "reading";
    step.counts.unchanged = 0;
    step.processed = step.counts.created + step.counts.updated;
  };
  for (const auto& [from, ids] : linked) EVERY_CHECK(read_again(run_, from, ids, count));
  return done();
}

}  // namespace every::sync
