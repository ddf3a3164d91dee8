#include <algorithm>
#include <charconv>
#include <set>

#include "sync/first_load.h"
#include "sync/review.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 1'000;  // HubSpot's limit of one request
constexpr int kBatchesMax = 1'000'000;
constexpr std::size_t kSuspicious = 20;  // records that lost all of their associations in one answer

// The contacts whose associations changed, and with them their review rows.
std::vector<std::string> put_associations(store::Tx& tx, RunContext& run, ObjectType from, ObjectType to,
                                          std::span<const std::string> from_ids,
                                          std::span<const Association> found,
                                          std::vector<std::string>* changed = nullptr) {
  std::vector<store::MirrorAssociation> rows;
  for (const Association& a : found)
    rows.push_back({std::string(name(from)), a.from_id, std::string(name(to)), a.to_id, a.primary});
  auto relinked = store::Mirror(tx, run.tenant())
                      .replace_associations(std::string(name(from)), std::string(name(to)), from_ids, rows);
  if (changed != nullptr) changed->insert(changed->end(), relinked.from.begin(), relinked.from.end());
  if (from == ObjectType::contact) return std::move(relinked.from);
  if (to == ObjectType::contact) return std::move(relinked.to);
  return {};
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
  ReviewDesk(tx, run.tenant()).refresh(put_associations(tx, run, from, to, from_ids, found, changed));
}

AssociationLane::AssociationLane(RunContext& run, LaneBoard& board, ObjectType from, ObjectType to,
                                 store::Cursor cursor)
    : run_(run), board_(board), from_(from), to_(to), cursor_(std::move(cursor)) {
  // "low|records|high|records"
  std::vector<std::string> parts(4);
  std::size_t part = 0;
  for (const char c : cursor_.position)
    if (c != '|')
      parts[part].push_back(c);
    else if (++part == parts.size())
      break;
  const auto number = [](const std::string& text) {
    std::int64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
  };
  if (part == parts.size() - 1) place_ = {parts[0], number(parts[1]), parts[2], number(parts[3])};
}

Status AssociationLane::run() {
  if (cursor_.finished) return done();
  // A contact's review row names its company, so the companies come first.
  if (from_ == ObjectType::contact && !board_.wait_finished(to_))
    return Error(Code::cancelled, "The run is ending.");
  return batches();
}

Status AssociationLane::batches() {
  for (int n = 0; n < kBatchesMax; ++n) {
    if (!board_.wait_read(from_, place_.near, place_.far, kBatch))
      return Error(Code::cancelled, "The run is ending.");
    LaneBoard::Reach reach = board_.reach(from_);
    if (!reach.in_order && in_order_) {
      // Ids came out of order: those already passed by are only certain once the whole list is here.
      if (!board_.wait_finished(from_)) return Error(Code::cancelled, "The run is ending.");
      in_order_ = false;
      place_ = {};
      continue;
    }
    const Batch batch = next(reach);
    if (batch.ids.empty() && !batch.last) {
      place_ = batch.after;
      continue;
    }
    std::vector<Association> found;
    if (!batch.ids.empty() && !board_.reach(to_).off && !reach.off) {
      auto answer = read_associations(run_, from_, to_, batch.ids);
      if (!answer.ok() && answer.error().code != Code::scope_missing) return answer.error();
      if (answer.ok()) found = *std::move(answer);
    }
    EVERY_CHECK(write(batch, found));
    if (batch.last) return done();
  }
  return Error(Code::internal, "The associations have no end.");
}

// The next thousand that are read for certain: behind the list, else before the far end, else, when both have
// met, what is left between.
AssociationLane::Batch AssociationLane::next(const LaneBoard::Reach& reach) {
  Batch batch{{}, place_, false};
  const auto ids = [&](bool descending) {
    return run_.parts().db.read([&](store::Tx& tx) {
      return store::Mirror(tx, run_.tenant())
          .ids_between(std::string(name(from_)), place_.low, place_.high, kBatch, descending);
    });
  };
  Place& after = batch.after;
  if (reach.finished) {
    batch.ids = ids(false);
    batch.last = std::ssize(batch.ids) < kBatch;
    if (!batch.ids.empty()) after.low = batch.ids.back();
    after.near += std::ssize(batch.ids);
    return batch;
  }
  const bool near = !reach.upto.empty() && reach.listed >= place_.near + kBatch;
  if (!near && reach.far < place_.far + kBatch) return batch;  // a list that began again
  batch.ids = ids(!near);
  std::erase_if(batch.ids, [&](const std::string& id) {
    return near ? id_less(reach.upto, id) : id_less(id, reach.far_low);
  });
  // Fewer than were read: some are gone again. What was read is passed by all the same.
  const bool through = std::ssize(batch.ids) < kBatch;
  if (near) {
    after.low = through ? reach.upto : batch.ids.back();
    after.near = through ? reach.listed : after.near + kBatch;
  } else {
    after.high = through ? reach.far_low : batch.ids.back();
    after.far = through ? reach.far : after.far + kBatch;
  }
  return batch;
}

Status AssociationLane::write(const Batch& batch, std::span<const Association> found) {
  const auto& ids = batch.ids;
  store::Cursor after = cursor_;
  after.position = batch.after.low + "|" + std::to_string(batch.after.near) + "|" + batch.after.high + "|" +
                   std::to_string(batch.after.far);
  after.processed += static_cast<std::int64_t>(ids.size());
  after.finished = batch.last;
  std::size_t due = 0;
  EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
    const auto contacts = put_associations(tx, run_, from_, to_, ids, found);
    store::Review(tx, run_.tenant()).put_due(contacts);
    due = contacts.size();
    store::Runs(tx, run_.tenant()).put_cursor(run_.snapshot().id, after);
    step.phase = "matching";
    step.processed = static_cast<std::int64_t>(ids.size());
    return done();
  }));
  cursor_ = after;
  place_ = batch.after;
  board_.due(due);
  return done();
}

}  // namespace every::sync
