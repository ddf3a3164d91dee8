#include "sync/far_lane.h"

#include <algorithm>

#include "sync/mirror_write.h"
#include "sync/review_lane.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr int kPagesMax = 1'000'000;

}  // namespace

std::string far_lane_name(ObjectType type) {
  return "far/" + std::string(name(type));
}

FarLane::FarLane(RunContext& run, LaneBoard& board, ObjectType type, store::Cursor cursor)
    : run_(run), board_(board), type_(type), cursor_(std::move(cursor)) {
  if (!cursor_.position.empty()) board_.far_read(type_, cursor_.processed, cursor_.position);
}

Status FarLane::run() {
  const auto properties = board_.wait_asked(type_);
  if (properties) return pages(*properties);
  tell_totals(run_, board_);
  return done();
}

Status FarLane::pages(const std::vector<std::string>& properties) {
  using Next = Pending<Result<IdPage>>;
  const auto ask = [&](const std::string& before) {
    return Next(run_.parts().tasks,
                [this, before] { return run_.source().last_ids(type_, before, run_.stop()); });
  };
  const bool first_time = cursor_.position.empty();
  Next next = ask(cursor_.position);
  for (int n = 0; n < kPagesMax; ++n) {
    Result<IdPage> page = next.get();
    if (!page.ok()) {
      // The list goes on without it.
      if (page.error().code == Code::cancelled) return page.error();
      run_.parts().log.warn("sync.far_end_given_up",
                            {{"type", name(type_)}, {"code", every::name(page.error().code)}});
      return done();
    }
    if (n == 0 && first_time) {
      board_.expect(type_, page->total);
      tell_totals(run_, board_);
      if (page->total < kBothEndsMin) return done();
    }
    const auto reach = board_.reach(type_);
    if (reach.finished || !reach.in_order) return done();
    std::erase_if(page->ids,
                  [&](const auto& id) { return !reach.upto.empty() && !id_less(reach.upto, id.first); });
    if (page->ids.empty()) return done();
    if (page->more) next = ask(page->ids.back().first);
    std::vector<std::string> ids;
    for (const auto& [id, modified] : page->ids) ids.push_back(id);
    auto answer = run_.source().read(type_, ids, properties, run_.stop());
    if (!answer.ok()) return answer.error();
    EVERY_CHECK(write(*page, *answer));
    if (!page->more) return done();
  }
  return Error(Code::hubspot_bad_answer, "HubSpot's search has more pages than can be.", "Tell HubSpot.");
}

Status FarLane::write(const IdPage& page, const BatchRead& answer) {
  store::Cursor after = cursor_;
  after.position = page.ids.back().first;
  after.processed += static_cast<std::int64_t>(page.ids.size());
  std::size_t due = 0;
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
    Written written = write_records(tx, run_, type_, answer.records);
    for (const auto& [old_id, survivor] : answer.merged)
      write_merge(tx, run_, type_, old_id, survivor, written);
    due = note_review(tx, run_.tenant(), type_, written);
    store::Runs(tx, run_.tenant()).put_cursor(run_.snapshot().id, after);
    step.phase = "reading";
    step.processed = static_cast<std::int64_t>(page.ids.size());
    step.counts.created = written.counts.created;
    step.counts.updated = written.counts.updated;
    step.counts.unchanged = written.counts.unchanged;
    step.counts.merged = written.merged;
    return done();
  }));
  cursor_ = after;
  board_.due(due);
  board_.far_read(type_, cursor_.processed, cursor_.position);
  return done();
}

}  // namespace every::sync
