#include <algorithm>
#include <set>

#include "sync/first_load.h"
#include "sync/review.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 1'000;  // HubSpot's limit of one request
constexpr int kBatchesMax = 1'000'000;
constexpr std::size_t kSuspicious = 20;      // records that lost all of their associations in one answer
constexpr std::size_t kRefreshAtOnce = 100;  // review rows in one transaction

// The contacts whose review rows show something of these associations.
std::set<std::string> put_associations(store::Tx& tx, RunContext& run, ObjectType from, ObjectType to,
                                       std::span<const std::string> from_ids,
                                       std::span<const Association> found,
                                       std::vector<std::string>* changed = nullptr) {
  std::vector<store::MirrorAssociation> rows;
  std::set<std::string> contacts;
  if (from == ObjectType::contact) contacts.insert(from_ids.begin(), from_ids.end());
  for (const Association& a : found) {
    rows.push_back({std::string(name(from)), a.from_id, std::string(name(to)), a.to_id, a.primary});
    if (to == ObjectType::contact) contacts.insert(a.to_id);
  }
  store::Mirror(tx, run.tenant())
      .replace_associations(std::string(name(from)), std::string(name(to)), from_ids, rows, changed);
  return contacts;
}

}  // namespace

Result<std::vector<Association>> read_associations(RunContext& run, ObjectType from, ObjectType to,
                                                   std::span<const std::string> from_ids) {
  auto found = run.source().associations(from, to, from_ids, run.stop());
  if (!found.ok()) return found;
  std::set<std::string_view> linked;
  for (const Association& a : *found) linked.insert(a.from_id);
  const auto before = run.parts().db.read([&](store::Tx& tx) {
    std::set<std::string> ids;
    for (const auto& a : store::Mirror(tx, run.tenant())
                             .associations(std::string(name(from)), from_ids, std::string(name(to))))
      ids.insert(a.from_id);
    return ids;
  });
  const auto lost = static_cast<std::size_t>(
      std::count_if(before.begin(), before.end(), [&](const auto& id) { return !linked.contains(id); }));
  if (lost < kSuspicious || lost * 2 < before.size()) return found;
  run.parts().log.warn("sync.associations_doubted",
                       {{"from", name(from)}, {"to", name(to)}, {"lost", lost}, {"had", before.size()}});
  return run.source().associations(from, to, from_ids, run.stop());
}

std::string association_lane_name(ObjectType from, ObjectType to) {
  return "associations/" + std::string(name(from)) + "/" + std::string(name(to));
}

void write_associations(store::Tx& tx, RunContext& run, ObjectType from, ObjectType to,
                        std::span<const std::string> from_ids, std::span<const Association> found,
                        std::vector<std::string>* changed) {
  const auto touched = put_associations(tx, run, from, to, from_ids, found, changed);
  ReviewDesk(tx, run.tenant()).refresh(std::vector<std::string>(touched.begin(), touched.end()));
}

AssociationLane::AssociationLane(RunContext& run, LaneBoard& board, ObjectType from, ObjectType to,
                                 store::Cursor cursor)
    : run_(run), board_(board), from_(from), to_(to), cursor_(std::move(cursor)) {}

Status AssociationLane::run() {
  if (cursor_.finished) return done();
  // A contact's review row names its company, so the companies come first.
  if (from_ == ObjectType::contact && !board_.wait_finished(to_))
    return Error(Code::cancelled, "The run is ending.");
  return batches();
}

Status AssociationLane::batches() {
  for (int n = 0; n < kBatchesMax; ++n) {
    if (!board_.wait_listed(from_, cursor_.processed, kBatch))
      return Error(Code::cancelled, "The run is ending.");
    const bool all_listed = board_.finished(from_);
    if (!board_.in_order(from_) && in_order_) {
      // Ids came out of order: those already passed by are only certain once the whole list is here.
      if (!board_.wait_finished(from_)) return Error(Code::cancelled, "The run is ending.");
      in_order_ = false;
      cursor_.position.clear();
      continue;
    }
    std::vector<std::string> ids = run_.parts().db.read([&](store::Tx& tx) {
      std::vector<std::string> out;
      for (auto& r :
           store::Mirror(tx, run_.tenant()).after(std::string(name(from_)), cursor_.position, kBatch))
        out.push_back(std::move(r.id));
      return out;
    });
    const bool last = all_listed && static_cast<std::int64_t>(ids.size()) < kBatch;
    std::vector<Association> found;
    if (!ids.empty() && !board_.off(to_) && !board_.off(from_)) {
      auto answer = read_associations(run_, from_, to_, ids);
      if (!answer.ok() && answer.error().code != Code::scope_missing) return answer.error();
      if (answer.ok()) found = *std::move(answer);
    }
    EVERY_CHECK(write(ids, found, last));
    if (last) return done();
  }
  return Error(Code::internal, "The associations have no end.");
}

Status AssociationLane::write(std::span<const std::string> ids, std::span<const Association> found,
                              bool last) {
  store::Cursor after = cursor_;
  if (!ids.empty()) after.position = ids.back();
  after.processed += static_cast<std::int64_t>(ids.size());
  after.finished = last;
  // Short transactions, so that the lists' pages never wait long. The cursor comes last: what a kill leaves
  // half done is fetched and done again.
  std::set<std::string> touched;
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step&) -> Status {
    touched = put_associations(tx, run_, from_, to_, ids, found);
    return done();
  }));
  std::vector<std::string> part;
  for (auto at = touched.begin(); at != touched.end();) {
    part.push_back(*at);
    if (++at != touched.end() && part.size() < kRefreshAtOnce) continue;
    EVERY_CHECK(run_.commit([&](store::Tx& tx, Step&) -> Status {
      ReviewDesk(tx, run_.tenant()).refresh(part);
      return done();
    }));
    part.clear();
  }
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
    store::Runs(tx, run_.tenant()).put_cursor(run_.snapshot().id, after);
    step.phase = "matching";
    step.processed = static_cast<std::int64_t>(ids.size());
    return done();
  }));
  cursor_ = after;
  return done();
}

}  // namespace every::sync
