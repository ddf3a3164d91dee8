#include "sync/incremental.h"

#include <algorithm>

#include "base/text.h"
#include "sync/first_load.h"
#include "sync/mirror_write.h"
#include "sync/property_plan.h"
#include "sync/review.h"
#include "sync/surroundings.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr Millis kOverlap{5 * 60'000};                // the window begins this much before the watermark
constexpr Millis kSettled{30'000};                    // the index is trusted up to this much before now
constexpr Millis kAhead{1'000};                       // the index may be ahead of the Date header by rounding
constexpr int kSearchPagesMax = 100'000;              // 20 million changes
constexpr std::size_t kContactsOfCompanyMax = 1'000;  // review rows refreshed for one changed company

struct Window {
  Instant from, to, watermark;
};

std::string key(ObjectType type) {
  return std::string(name(type));
}

// One page of the index, compared with the mirror and read where it differs.
struct Batch {
  std::vector<std::string> asked;
  BatchRead answer;
  std::map<ObjectType, std::vector<Association>> associations;  // by the type they lead to
  std::vector<std::string> associated;                          // ids whose associations were read
};

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

Status read_associations(RunContext& run, ObjectType type, Batch& batch) {
  for (const Record& record : batch.answer.records) batch.associated.push_back(record.id);
  if (batch.associated.empty()) return done();
  for (const Pair pair : kPairs) {
    if (pair.from != type) continue;
    auto found = sync::read_associations(run, type, pair.to, batch.associated);
    if (!found.ok() && found.error().code == Code::scope_missing) continue;
    if (!found.ok()) return found.error();
    batch.associations[pair.to] = *std::move(found);
  }
  return done();
}

// Ids that were asked for and answered neither as live nor by themselves: gone, or merged into another
// record.
std::int64_t write_missing(store::Tx& tx, RunContext& run, ObjectType type, const Batch& batch) {
  std::set<std::string> answered;
  for (const Record& record : batch.answer.records) answered.insert(record.id);
  const std::set<std::string> missing(batch.answer.missing.begin(), batch.answer.missing.end());
  store::Mirror mirror(tx, run.tenant());
  std::int64_t gone = 0;
  for (const std::string& id : batch.asked) {
    // A merged id was aliased by write_records, from the survivor's own list of what went into it.
    if (answered.contains(id) || mirror.resolve(key(type), id) != id) continue;
    const auto here = mirror.find(key(type), id);
    if (!here || here->gone_at || !missing.contains(id)) continue;
    write_gone(tx, run, type, id, "archived", "");
    ++gone;
  }
  return gone;
}

// The review rows that show something of the changed records.
void refresh_review(store::Tx& tx, RunContext& run, ObjectType type, const std::vector<std::string>& ids) {
  ReviewDesk desk(tx, run.tenant());
  if (type == ObjectType::contact) desk.refresh(ids);
  if (type != ObjectType::company) return;
  for (const std::string& id : ids) {
    auto contacts = store::Mirror(tx, run.tenant()).associated_from("contact", "company", id);
    if (contacts.size() > kContactsOfCompanyMax) contacts.resize(kContactsOfCompanyMax);
    desk.refresh(contacts);
  }
}

void remember_changed(store::Tx& tx, RunContext& run, ObjectType type, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  store::Runs runs(tx, run.tenant());
  const std::string id = run.snapshot().id;
  store::Cursor cursor;
  // Pages ascend, so the first id names the page and a repeated one overwrites itself.
  cursor.lane = "changed/" + key(type) + "/" + ids.front();
  for (const std::string& changed : ids) cursor.position += changed + " ";
  cursor.processed = static_cast<std::int64_t>(ids.size());
  cursor.finished = true;
  runs.put_cursor(id, cursor);
}

Status write_batch(RunContext& run, ObjectType type, const Batch& batch, std::int64_t seen, bool last,
                   const Window& window) {
  return run.commit([&](store::Tx& tx, Step& step) -> Status {
    const Written written = write_records(tx, run, type, batch.answer.records);
    const std::int64_t gone = write_missing(tx, run, type, batch);
    for (const auto& [to, found] : batch.associations)
      write_associations(tx, run, type, to, batch.associated, found);
    std::vector<std::string> touched;
    for (const Record& record : batch.answer.records) touched.push_back(record.id);
    for (const std::string& id : batch.answer.missing) touched.push_back(id);
    std::sort(touched.begin(), touched.end(), id_less);
    refresh_review(tx, run, type, touched);
    remember_changed(tx, run, type, touched);
    if (last) store::Runs(tx, run.tenant()).put_watermark(key(type), window.watermark);
    step.phase = "reading";
    step.processed = seen;
    step.counts.created = written.counts.created;
    step.counts.updated = written.counts.updated;
    step.counts.unchanged = written.counts.unchanged + seen - static_cast<std::int64_t>(batch.asked.size());
    step.counts.deleted = gone;
    step.counts.merged = written.merged;
    return done();
  });
}

Status pull_type(RunContext& run, ObjectType type, const Window& window, std::int64_t& total) {
  std::optional<std::vector<std::string>> wanted;
  std::string after;
  for (int n = 0; n < kSearchPagesMax; ++n) {
    auto page = run.source().changed_ids(type, window.from, window.to, after, run.stop());
    if (!page.ok()) return page.error();
    if (n == 0) run.total("reading", total += page->total);
    Batch batch;
    batch.asked = stale_ids(run, type, *page);
    if (!batch.asked.empty()) {
      if (!wanted) {
        auto defined = run.source().properties(type, run.stop());
        if (!defined.ok()) return defined.error();
        EVERY_TRY(names, properties_to_read(run, type, *defined, false));
        wanted = std::move(names);
      }
      auto answer = run.source().read(type, batch.asked, *wanted, run.stop());
      if (!answer.ok()) return answer.error();
      batch.answer = *std::move(answer);
      EVERY_CHECK(read_associations(run, type, batch));
    }
    const bool last = !page->more || page->ids.empty();
    EVERY_CHECK(write_batch(run, type, batch, static_cast<std::int64_t>(page->ids.size()), last, window));
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

Status pull_changes(RunContext& run) {
  EVERY_CHECK(read_surroundings(run, false));
  const Instant now = run.source().hubspot_now();
  std::int64_t total = 0;
  for (const ObjectType type : kObjectTypes) {
    const auto mark = run.parts().db.read([&](store::Tx& tx) -> std::optional<Instant> {
      // A property that was mapped since is read of every record, once.
      if (needs_listing(tx, run.tenant(), type)) return std::nullopt;
      return store::Runs(tx, run.tenant()).watermark(std::string(name(type)));
    });
    Status pulled = done();
    if (!mark) {
      pulled = list_now(run, type, now);
    } else {
      const Window window{*mark - kOverlap, now + kAhead, std::max(*mark, now - kSettled)};
      pulled = pull_type(run, type, window, total);
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
