#include "sync/read_again.h"

#include <algorithm>

#include "sync/first_load.h"
#include "sync/property_plan.h"
#include "sync/review.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::size_t kContactsOfCompanyMax = 1'000;  // review rows refreshed for one changed company

std::string key(ObjectType type) {
  return std::string(name(type));
}

// What is neither live nor in the recycle bin is gone for good. Asked for only where something here hangs on
// the answer.
Status judge_missing(RunContext& run, std::span<const std::string> properties, Truth& truth) {
  if (truth.live.missing.empty()) return done();
  std::vector<std::string> known;
  for (const auto& record : run.parts().db.read([&](store::Tx& tx) {
         return store::Mirror(tx, run.tenant()).find_many(key(truth.type), truth.live.missing);
       }))
    if (record.gone_as != "merged" && record.gone_as != "purged") known.push_back(record.id);
  if (known.empty()) return done();
  EVERY_TRY(bin, run.source().read_archived(truth.type, known, properties, run.stop()));
  const std::set<std::string> asked(known.begin(), known.end());
  for (Record& record : bin.records) {
    truth.archived.push_back(record.id);
    // What one of them was merged into, and that was deleted before anybody here heard of it.
    if (!asked.contains(record.id)) truth.unheard.push_back(std::move(record));
  }
  truth.live.merged.insert(truth.live.merged.end(), bin.merged.begin(), bin.merged.end());
  truth.purged = std::move(bin.missing);
  return done();
}

// All pairs at once.
Status read_links(RunContext& run, Truth& truth) {
  std::vector<std::string> ids;
  for (const Record& record : truth.live.records) ids.push_back(record.id);
  if (ids.empty()) return done();
  std::vector<std::pair<ObjectType, Pending<Result<std::vector<Association>>>>> asked;
  for (const Pair pair : kPairs)
    if (pair.from == truth.type)
      asked.emplace_back(pair.to,
                         Pending<Result<std::vector<Association>>>(run.parts().tasks, [&run, &ids, pair] {
                           return read_associations(run, pair.from, pair.to, ids);
                         }));
  std::optional<Error> failed;
  for (auto& [to, answer] : asked) {
    auto found = answer.get();
    if (found.ok())
      truth.associations[to] = *std::move(found);
    else if (found.error().code != Code::scope_missing && !failed)
      failed = found.error();
  }
  if (failed) return *failed;
  return done();
}

// True when the record was live here until now.
bool write_missing(store::Tx& tx, RunContext& run, ObjectType type, const std::string& id, const char* as) {
  const auto here = store::Mirror(tx, run.tenant()).find(key(type), id);
  if (!here || here->gone_as == as) return false;
  // Gone already, and now for good: only a person's record has anything left to be done about.
  if (here->gone_at && type != ObjectType::contact)
    store::Mirror(tx, run.tenant()).mark_gone(key(type), id, as, run.now());
  else
    write_gone(tx, run, type, id, as, "");
  return !here->gone_at;
}

// The review rows that show something of the changed records.
void refresh_review(store::Tx& tx, RunContext& run,
                    const std::map<ObjectType, std::set<std::string>>& touched) {
  std::set<std::string> contacts;
  for (const auto& [type, ids] : touched) {
    if (type == ObjectType::contact) contacts.insert(ids.begin(), ids.end());
    if (type != ObjectType::company) continue;
    for (const std::string& id : ids) {
      auto members = store::Mirror(tx, run.tenant()).associated_from("contact", "company", id);
      if (members.size() > kContactsOfCompanyMax) members.resize(kContactsOfCompanyMax);
      contacts.insert(members.begin(), members.end());
    }
  }
  ReviewDesk(tx, run.tenant()).refresh(std::vector<std::string>(contacts.begin(), contacts.end()));
}

}  // namespace

Result<Truth> read_truth(RunContext& run, ObjectType type, std::span<const std::string> ids,
                         std::span<const std::string> properties) {
  Truth truth;
  truth.type = type;
  truth.asked.assign(ids.begin(), ids.end());
  EVERY_TRY(live, run.source().read(type, ids, properties, run.stop()));
  truth.live = std::move(live);
  EVERY_CHECK(judge_missing(run, properties, truth));
  EVERY_CHECK(read_links(run, truth));
  return truth;
}

Wrote write_truth(store::Tx& tx, RunContext& run, const Truth& truth) {
  std::vector<std::string> live;
  for (const Record& record : truth.live.records) live.push_back(record.id);
  Wrote out;
  std::set<std::string> here;
  for (auto& [id, modified] : store::Mirror(tx, run.tenant()).modified(key(truth.type), live))
    here.insert(std::move(id));
  std::copy_if(live.begin(), live.end(), std::back_inserter(out.arrived),
               [&](const std::string& id) { return !here.contains(id); });
  Written written = write_records(tx, run, truth.type, truth.live.records);
  Written unheard = write_records(tx, run, truth.type, truth.unheard);
  written.merged += unheard.merged;
  written.touched.merge(unheard.touched);
  for (const auto& [old_id, survivor] : truth.live.merged)
    write_merge(tx, run, truth.type, old_id, survivor, written);
  out.counts.created = written.counts.created;
  out.counts.updated = written.counts.updated;
  out.counts.unchanged = written.counts.unchanged;
  out.counts.merged = written.merged;
  out.touched = std::move(written.touched);
  auto& touched = out.touched[truth.type];
  touched.insert(written.changed.begin(), written.changed.end());
  for (const std::string& id : truth.archived) {
    out.counts.deleted += write_missing(tx, run, truth.type, id, "archived") ? 1 : 0;
    touched.insert(id);
  }
  for (const std::string& id : truth.purged) {
    out.counts.deleted += write_missing(tx, run, truth.type, id, "purged") ? 1 : 0;
    touched.insert(id);
    out.purged.push_back(id);
  }
  for (const auto& [to, found] : truth.associations) {
    std::vector<std::string> changed;
    write_associations(tx, run, truth.type, to, live, found, &changed);
    touched.insert(changed.begin(), changed.end());
  }
  refresh_review(tx, run, out.touched);
  remember_changed(tx, run, out.touched);
  return out;
}

Status read_again(RunContext& run, ObjectType type, std::span<const std::string> ids,
                  const std::function<void(store::Tx&, Step&, std::span<const std::string> ids)>& also) {
  if (ids.empty()) return done();
  EVERY_TRY(properties, asked_properties(run, type));
  for (std::size_t at = 0; at < ids.size(); at += kTruthBatch) {
    const auto batch = ids.subspan(at, std::min(kTruthBatch, ids.size() - at));
    EVERY_TRY(truth, read_truth(run, type, batch, properties));
    EVERY_CHECK(run.commit([&](store::Tx& tx, Step& step) -> Status {
      step.counts = write_truth(tx, run, truth).counts;
      if (also) also(tx, step, batch);
      return done();
    }));
  }
  return done();
}

Result<std::map<ObjectType, std::vector<std::string>>> unknown_links(RunContext& run, ObjectType type,
                                                                     std::span<const std::string> ids) {
  std::map<ObjectType, std::vector<std::string>> out;
  for (const Pair pair : kPairs) {
    if (pair.to != type) continue;
    auto found = run.source().associations(type, pair.from, ids, run.stop());
    if (!found.ok() && found.error().code == Code::scope_missing) continue;
    if (!found.ok()) return found.error();
    std::set<std::string> unknown;
    run.parts().db.read([&](store::Tx& tx) {
      store::Mirror mirror(tx, run.tenant());
      for (const Association& a : *found) {
        const auto here = mirror.associations(key(pair.from), a.to_id, key(type));
        if (std::none_of(here.begin(), here.end(), [&](const auto& b) { return b.to_id == a.from_id; }))
          unknown.insert(a.to_id);
      }
      return 0;
    });
    if (!unknown.empty()) out[pair.from].assign(unknown.begin(), unknown.end());
  }
  return out;
}

Result<std::vector<std::string>> asked_properties(RunContext& run, ObjectType type) {
  EVERY_TRY(defined, run.source().properties(type, run.stop()));
  return properties_to_read(run, type, defined, false);
}

void remember_changed(store::Tx& tx, RunContext& run,
                      const std::map<ObjectType, std::set<std::string>>& touched) {
  store::Runs runs(tx, run.tenant());
  for (const auto& [type, ids] : touched) {
    if (ids.empty()) continue;
    store::Cursor cursor;
    for (const std::string& id : ids) cursor.position += id + " ";
    // Named by its content: what is done twice overwrites itself, and nothing else.
    cursor.lane = "changed/" + key(type) + "/" + std::to_string(std::hash<std::string>()(cursor.position));
    cursor.processed = static_cast<std::int64_t>(ids.size());
    cursor.finished = true;
    runs.put_cursor(run.snapshot().id, cursor);
  }
}

}  // namespace every::sync
