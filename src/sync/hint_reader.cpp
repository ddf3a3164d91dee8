#include "sync/hint_reader.h"

#include <algorithm>
#include <optional>

#include "store/leases.h"
#include "store/webhooks.h"
#include "sync/project_run.h"
#include "sync/untold.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::int64_t kHintsAtOnce = static_cast<std::int64_t>(kTruthBatch);
constexpr std::size_t kBatchMin = 100;  // as many as HubSpot reads in one request
constexpr std::size_t kSideBySide = 4;  // of each type
constexpr Millis kPropertiesLife{10 * 60'000};
constexpr Millis kHour{3'600'000};

bool left_to_project(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id) {
  const Changed changed = changed_by(tx, tenant, run_id);
  return changed.too_many || !changed.ids.empty();
}

// What was answered is older than what was told: HubSpot had it not everywhere yet.
bool older_than_told(const Truth& truth, const store::Hint& hint) {
  if (!hint.told) return false;
  return std::any_of(truth.live.records.begin(), truth.live.records.end(), [&](const Record& record) {
    return record.id == hint.object_id && record.updated_at < hint.occurred_at;
  });
}

// Of each type some batches that can be read side by side, each worth its requests.
std::vector<HintReader::Batch> batches_of(const std::vector<store::Hint>& hints) {
  std::map<ObjectType, std::vector<store::Hint>> by_type;
  for (const store::Hint& hint : hints)
    if (const auto type = object_type_from(hint.object_type)) by_type[*type].push_back(hint);
  std::vector<HintReader::Batch> out;
  for (auto& [type, some] : by_type) {
    std::sort(some.begin(), some.end(),
              [](const store::Hint& a, const store::Hint& b) { return id_less(a.object_id, b.object_id); });
    const std::size_t size = std::max(kBatchMin, (some.size() + kSideBySide - 1) / kSideBySide);
    for (std::size_t at = 0; at < some.size(); at += size) {
      HintReader::Batch batch{type, {}, {}};
      for (std::size_t i = at; i < std::min(at + size, some.size()); ++i) {
        batch.ids.push_back(some[i].object_id);
        batch.hints.push_back(some[i]);
      }
      out.push_back(std::move(batch));
    }
  }
  return out;
}

store::RunCounts operator-(store::RunCounts a, const store::RunCounts& b) {
  a.created -= b.created;
  a.updated -= b.updated;
  a.unchanged -= b.unchanged;
  a.skipped -= b.skipped;
  return a;
}

}  // namespace

std::optional<HintsWork> begin_hints(const Engine::Parts& parts) {
  const Instant now = parts.clock.now();
  const store::Tenant& tenant = parts.tenant;
  return parts.db.write([&](store::Tx& tx) -> std::optional<HintsWork> {
    HintsWork work;
    store::Leases leases(tx, tenant);
    const auto held = leases.current();
    work.borrowed = held && !parts.owner.empty() && held->owner == parts.owner && held->expires_at > now &&
                    store::Runs(tx, tenant).active();
    const auto token = work.borrowed ? std::optional(held->token) : leases.take(parts.owner, now, kLeaseLife);
    if (!token) return std::nullopt;
    work.lease = *token;
    store::Hints hints(tx, tenant);
    const std::int64_t epoch = store::Connections(tx, tenant).get().epoch;
    std::optional<store::Hints::Log> log = hints.log();
    std::optional<store::Run> row;
    if (log) {
      row = store::Runs(tx, tenant).find(log->run_id);
      const bool current = now - log->began_at < kHour && (!row || row->epoch == epoch);
      if (!current && !left_to_project(tx, tenant, log->run_id)) {
        log.reset();
        row.reset();
      }
    }
    if (!log) {
      log = store::Hints::Log{new_id(parts.clock, parts.random), now};
      hints.put_log(*log);
    }
    if (!row) {
      row.emplace();
      row->id = log->run_id;
      row->kind = "hints";
      row->trigger = "schedule";
      row->state = store::RunState::succeeded;
      row->created_at = log->began_at;
      row->started_at = log->began_at;
    }
    row->epoch = epoch;
    work.row = *std::move(row);
    return work;
  });
}

bool HintReader::busy() {
  return run_.parts().db.read(
      [&](store::Tx& tx) { return store::Runs(tx, run_.tenant()).active().has_value(); });
}

Result<std::vector<std::string>> HintReader::properties(ObjectType type) {
  if (const auto at = properties_.find(type);
      at != properties_.end() && run_.now() - at->second.read_at < kPropertiesLife)
    return at->second.names;
  EVERY_TRY(names, asked_properties(run_, type));
  properties_[type] = {run_.now(), names};
  return names;
}

Result<Changed> HintReader::read(bool again) {
  const store::RunCounts before = run_.snapshot().counts;
  const bool busy_before = busy();
  const auto hints = run_.parts().db.read(
      [&](store::Tx& tx) { return store::Hints(tx, run_.tenant()).waiting(again, kHintsAtOnce); });
  std::vector<Batch> batches = batches_of(hints);
  // HubSpot is asked for all of them at once: a person waits.
  std::vector<std::optional<Pending<Result<Truth>>>> answers;
  for (const Batch& batch : batches) {
    auto names = properties(batch.type);
    if (!names.ok() && names.error().code != Code::scope_missing) return names.error();
    if (!names.ok()) {
      answers.emplace_back();
      continue;
    }
    answers.emplace_back(std::in_place, run_.parts().tasks, [this, &batch, some = *std::move(names)] {
      return read_truth(run_, batch.type, batch.ids, some);
    });
  }
  std::optional<Error> failed;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const auto truth = answers[i] ? answers[i]->get() : Result<Truth>(Error(Code::scope_missing, ""));
    // What may not be read any more is no business of ours.
    if (!truth.ok() && truth.error().code == Code::scope_missing)
      EVERY_CHECK(forget(batches[i].hints));
    else if (truth.ok())
      EVERY_CHECK(write(batches[i], *truth, again, busy_before));
    else if (!failed)
      failed = truth.error();
  }
  auto changed = project(before);
  if (failed) return *failed;
  return changed;
}

Status HintReader::forget(const std::vector<store::Hint>& hints) {
  return run_.commit([&](store::Tx& tx, Step&) -> Status {
    store::Hints(tx, run_.tenant()).done(hints);
    return done();
  });
}

Status HintReader::write(const Batch& batch, const Truth& truth, bool again, bool busy_before) {
  return run_.commit([&](store::Tx& tx, Step& step) -> Status {
    std::vector<std::string> found;
    for (const store::Hint& hint : batch.hints)
      if (!hint.told) found.push_back(hint.object_id);
    Untold untold(tx, run_.tenant(), batch.type, found);
    step.counts = write_truth(tx, run_, truth).counts;
    untold.note(run_.now());

    const bool busy = busy_before || store::Runs(tx, run_.tenant()).active().has_value();
    store::Webhooks webhooks(tx, run_.tenant());
    std::vector<store::Hint> read, unsettled;
    for (const store::Hint& hint : batch.hints) {
      if (hint.told) webhooks.told(hint.object_type, hint.object_id);
      told_ = told_ || hint.told;
      (busy || (!again && older_than_told(truth, hint)) ? unsettled : read).push_back(hint);
    }
    store::Hints queue(tx, run_.tenant());
    queue.done(read);
    queue.keep_for_second_reading(unsettled);
    return done();
  });
}

Result<Changed> HintReader::project(const store::RunCounts& before) {
  const std::string id = run_.snapshot().id;
  const store::RunCounts pulled = run_.snapshot().counts - before;
  struct Left {
    Changed changed;
    bool imported = false, begun = false;
  };
  const Left left = run_.parts().db.read([&](store::Tx& tx) {
    const auto cursors = store::Runs(tx, run_.tenant()).cursors(id);
    const auto begun = cursors.lower_bound("changes/");
    return Left{changed_by(tx, run_.tenant(), id),
                store::Connections(tx, run_.tenant()).settings().imported_once,
                begun != cursors.end() && begun->first.starts_with("changes/")};
  });
  if (left.changed.ids.empty() && !left.changed.too_many) return left.changed;
  // A killed projection stood somewhere among other records: it begins again.
  if (left.begun)
    EVERY_CHECK(run_.commit([&](store::Tx& tx, Step&) -> Status {
      store::Runs(tx, run_.tenant()).forget_cursors(id, "changes/");
      return done();
    }));
  if (left.imported) EVERY_CHECK(project_touched(run_, left.changed));
  EVERY_CHECK(finish(before, left.imported ? pulled : store::RunCounts{}, left.changed));
  return left.changed;
}

// The row says what came, and what was to be projected is forgotten.
Status HintReader::finish(const store::RunCounts& before, const store::RunCounts& pulled,
                          const Changed& changed) {
  const auto written = run_.parts().db.write([&](store::Tx& tx) -> Status {
    store::Runs runs(tx, run_.tenant());
    const store::Run row = run_.snapshot();
    if (store::Connections(tx, run_.tenant()).get().epoch != row.epoch)
      return Error(Code::not_connected, "The HubSpot connection changed meanwhile.",
                   "Nothing has to be done.");
    for (const char* lanes : {"changed/", "changes/"}) runs.forget_cursors(row.id, lanes);
    const bool shown = runs.find(row.id).has_value();
    store::Run now;
    const bool ours = run_.change(tx, [&](store::Run& r) {
      // As of every run that projects, the counts are those of the projection; what is gone counts as it is.
      r.counts = r.counts - pulled;
      r.state = r.counts.failed > 0 ? store::RunState::partial : store::RunState::succeeded;
      r.phases.clear();
      r.phase.clear();
      r.percent = 100;
      r.eta_ms.reset();
      r.finished_at = run_.now();
      now = r;
    });
    if (!ours) return Error(Code::cancelled, "A run began meanwhile.");
    const bool changed_anything =
        now.counts.created != before.created || now.counts.updated != before.updated ||
        now.counts.deleted != before.deleted || now.counts.merged != before.merged ||
        now.counts.failed != before.failed || changed.too_many;
    if (told_) now.trigger = "webhook";
    if (!shown && changed_anything) runs.insert(now);
    return done();
  });
  if (written.ok()) run_.show_change();
  return written;
}

}  // namespace every::sync
