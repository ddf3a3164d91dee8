#include <algorithm>

#include "base/sentence.h"
#include "sync/far_lane.h"
#include "sync/first_load.h"
#include "sync/mirror_write.h"
#include "sync/property_plan.h"
#include "sync/read_again.h"
#include "sync/review_lane.h"
#include "sync/untold.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr int kPagesMax = 1'000'000;
constexpr std::int64_t kPageSize = 100;
constexpr std::int64_t kAssociationBatch = 1'000;
constexpr std::int64_t kVanishedAtOnce = 500;
// What an increment looks back beyond the moment the load began.
constexpr Millis kLookBack{5 * 60'000};
// How often a sweep that finds nothing new says how far it is.
constexpr Millis kTellEvery{1'000};

using NextPage = Pending<Result<Page>>;

}  // namespace

std::string list_lane_name(ObjectType type) {
  return "list/" + std::string(name(type));
}

ListLane::ListLane(RunContext& run, LaneBoard& board, ObjectType type, store::Cursor cursor, Instant started)
    : run_(run),
      board_(board),
      type_(type),
      cursor_(std::move(cursor)),
      started_(started),
      sweeping_(run.snapshot().kind == "sweep") {
  // What a killed sweep had found missing is forgotten: it begins again, and costs no write where nothing
  // changed.
  if (!sweeping_ || cursor_.finished) return;
  cursor_.position.clear();
  cursor_.processed = 0;
}

Status ListLane::run() {
  board_.listed(type_, cursor_.processed, "");
  if (cursor_.total) board_.expect(type_, *cursor_.total);
  if (cursor_.finished) {
    board_.finish(type_, cursor_.position == "off");
    return done();
  }
  auto defined = run_.source().properties(type_, run_.stop());
  if (!defined.ok()) return switch_off(defined.error());
  EVERY_TRY(wanted, properties_to_read(run_, type_, *defined, cursor_.position.empty()));
  properties_ = std::move(wanted);
  board_.asks(type_, properties_);
  return pages(properties_);
}

Status ListLane::pages(const std::vector<std::string>& properties) {
  const auto fetch = [&](const std::string& after) {
    return NextPage(run_.parts().tasks, [this, &properties, after] {
      return run_.source().list(type_, properties, after, run_.stop());
    });
  };
  tell_rest();
  NextPage next = fetch(cursor_.position);
  for (int n = 0; n < kPagesMax; ++n) {
    Result<Page> page = next.get();
    if (!page.ok()) {
      // A cursor from long ago may no longer be one; what is there already costs no write when it comes
      // again.
      const bool begin_again =
          n == 0 && !cursor_.position.empty() && page.error().code == Code::hubspot_bad_request;
      if (!begin_again) return switch_off(page.error());
      cursor_.position.clear();
      cursor_.processed = 0;
      next = fetch("");
      continue;
    }
    const bool met = !page->records.empty() && board_.meets(type_, page->records.back().id);
    const bool last = page->next.empty() || met;
    if (!last && page->next == cursor_.position)
      return Error(Code::hubspot_bad_answer,
                   sentence("HubSpot's list of {} records does not move on.", ours(name(type_))),
                   "Sync again; if it stays so, tell HubSpot.");
    const bool write_it = !sweeping_ || has_news(*page, last);
    if (sweeping_ && last) EVERY_CHECK(settle_vanished());
    // First the page and its cursor (short), then the next request: so a kill at any moment costs one page.
    if (write_it)
      EVERY_CHECK(write(*page, last));
    else
      pass_by(*page);
    if (!last) next = fetch(page->next);
    tell_rest();
    if (last) {
      run_.source().expect(type_, 0, false);
      board_.finish(type_, false);
      return done();
    }
  }
  return Error(Code::hubspot_bad_answer, "HubSpot's list has more pages than can be.", "Tell HubSpot.");
}

// What a sweep's page says. One that says nothing new costs no write: it is counted with the next that does,
// or in a second.
bool ListLane::has_news(const Page& page, bool last) {
  const bool tell = last || !told_at_ || run_.now() - *told_at_ >= kTellEvery;
  return run_.parts().db.read([&](store::Tx& tx) {
    if (!last && exactly_these(tx, run_, type_, last_id_, page.records)) return tell;
    note_vanished(tx, page, last);
    return tell || !nothing_new(tx, run_, type_, page.records);
  });
}

void ListLane::pass_by(const Page& page) {
  passed_by_ += std::ssize(page.records);
  moved(page, behind(page));
}

store::Cursor ListLane::behind(const Page& page) {
  store::Cursor after = cursor_;
  after.position = page.next;
  after.processed += std::ssize(page.records);
  const auto expected = board_.expected(type_);
  if (expected > 0) after.total = std::max(expected, after.processed);
  return after;
}

void ListLane::moved(const Page& page, store::Cursor after) {
  cursor_ = std::move(after);
  for (const Record& record : page.records) {
    if (!last_id_.empty() && !id_less(last_id_, record.id)) board_.unordered(type_);
    last_id_ = record.id;
  }
  board_.listed(type_, cursor_.processed, last_id_);
}

Status ListLane::write(const Page& page, bool last) {
  store::Cursor after = behind(page);
  after.finished = last;
  std::size_t due = 0;
  std::vector<std::string> ids;
  if (sweeping_)
    for (const Record& record : page.records) ids.push_back(record.id);
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
    Untold untold(tx, run_.tenant(), type_, ids);
    const Written written = write_records(tx, run_, type_, page.records);
    untold.note(run_.now());
    store::Runs runs(tx, run_.tenant());
    runs.put_cursor(run_.snapshot().id, after);
    due = note_review(tx, run_.tenant(), type_, written);
    if (last) {
      const bool both_ends = !board_.reach(type_).far_low.empty();
      runs.put_watermark(std::string(name(type_)), started_ - (both_ends ? kFarLookBack : kLookBack));
      store::MirrorProperties(tx, run_.tenant()).listed(std::string(name(type_)));
    }
    step.phase = "reading";
    step.processed = passed_by_ + std::ssize(page.records);
    step.counts.created = written.counts.created;
    step.counts.updated = written.counts.updated;
    step.counts.unchanged = passed_by_ + written.counts.unchanged;
    step.counts.merged = written.merged;
    return done();
  }));
  passed_by_ = 0;
  told_at_ = run_.now();
  board_.due(due);
  moved(page, std::move(after));
  return done();
}

// Records that should stand between the last id of the page before and the last one of this page, and do not.
void ListLane::note_vanished(store::Tx& tx, const Page& page, bool last) {
  if (page.records.empty() && !last) return;
  std::vector<std::string_view> here;
  for (const Record& record : page.records) here.push_back(record.id);
  std::sort(here.begin(), here.end());
  const std::string upto = last ? "" : page.records.back().id;
  const auto expected = store::Mirror(tx, run_.tenant()).live_ids(std::string(name(type_)), last_id_, upto);
  for (const std::string& id : expected)
    if (!std::binary_search(here.begin(), here.end(), id)) vanished_.push_back(id);
}

// Only a complete list says that something is missing, and even then each record is asked for by itself. When
// that many are gone at once, something else may have happened: a person has to say that it is right.
Status ListLane::settle_vanished() {
  if (vanished_.empty() || !board_.reach(type_).in_order) return done();
  const auto live = run_.parts().db.read(
      [&](store::Tx& tx) { return store::Mirror(tx, run_.tenant()).count(std::string(name(type_))); });
  const auto gone = static_cast<std::int64_t>(vanished_.size());
  if (run_.snapshot().trigger != "manual" && gone > std::max<std::int64_t>(kVanishedAtOnce, live / 20))
    return run_.commit([&](store::Tx& tx, Step& step) -> Status {
      run_.record_error(tx, step,
                        {std::string(name(type_)),
                         "",
                         "",
                         std::string(every::name(Code::removed_in_hubspot)),
                         sentence("{} {} records are suddenly missing in HubSpot. Nothing was changed here.",
                                  gone, ours(name(type_))),
                         "If they were deleted there, run a full sync by hand.",
                         "",
                         {}});
      return done();
    });
  for (std::size_t at = 0; at < vanished_.size(); at += kTruthBatch) {
    const auto ids = std::span(vanished_).subspan(at, std::min(kTruthBatch, vanished_.size() - at));
    EVERY_TRY(truth, read_truth(run_, type_, ids, properties_));
    EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
      const Wrote wrote = write_truth(tx, run_, truth);
      step.counts.deleted = wrote.counts.deleted;
      step.counts.merged = wrote.counts.merged;
      return done();
    }));
  }
  return done();
}

// A scope that was not granted switches its type off: said on the run, which goes on without it.
Status ListLane::switch_off(const Error& error) {
  if (error.code != Code::scope_missing) return error;
  run_.source().expect(type_, 0, false);
  cursor_.position = "off";
  cursor_.finished = true;
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
    step.phase = "reading";
    step.processed = step.counts.unchanged = passed_by_;
    run_.record_error(tx, step,
                      {std::string(name(type_)),
                       "",
                       "",
                       std::string(every::name(error.code)),
                       error.detail,
                       error.fix,
                       "",
                       {}});
    store::Runs(tx, run_.tenant()).put_cursor(run_.snapshot().id, cursor_);
    return done();
  }));
  board_.finish(type_, true);
  return done();
}

// How many requests still depend on this cursor, so that HubSpot's quota goes to the longest chain first.
void ListLane::tell_rest() {
  const std::int64_t left = board_.left(type_);
  std::int64_t requests = left / kPageSize + 1;
  if (type_ == ObjectType::contact) requests += left / kAssociationBatch;
  if (type_ == ObjectType::deal) requests += 3 * left / kAssociationBatch;
  // The contacts' companies are read once the companies are here, so these go first.
  if (type_ == ObjectType::company) requests += board_.left(ObjectType::contact) / kPageSize;
  run_.source().expect(type_, requests, board_.reach(type_).far_low.empty());
}

}  // namespace every::sync
