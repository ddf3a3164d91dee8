#include "sync/project_run.h"

#include <algorithm>
#include <charconv>

#include "sync/project_scope.h"
#include "sync/projector.h"
#include "sync/review.h"
#include "sync/undo.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 500;  // in one transaction: the most that others wait for it is some 50 ms
constexpr int kBatchesMax = 1'000'000;
// A run may project what changed and then an import that was asked for meanwhile: each has cursors of its
// own.
constexpr const char* kChanges = "changes";
constexpr const char* kImport = "import";

using Part = void (*)(Projector&, std::span<const std::string>, ImportTotals&);

store::RunCounts counted(const ImportTotals& before, const ImportTotals& after) {
  const auto all = [](const ImportTotals& t) {
    store::RunCounts c;
    c.created = t.contacts_created + t.companies_created + t.deals_created;
    c.updated = t.updated + t.left + t.clients_updated + t.deals_updated;
    // A company is made with its first contact, and looked at in its turn.
    const auto companies = t.companies - t.companies_created - t.clients_updated;
    c.unchanged =
        t.unchanged + std::max<std::int64_t>(companies, 0) + t.deals - t.deals_created - t.deals_updated;
    c.skipped = t.skipped;
    for (const auto& [code, n] : t.left_out) c.skipped += n;
    return c;
  };
  const store::RunCounts a = all(before), b = all(after);
  store::RunCounts out;
  out.created = b.created - a.created;
  out.updated = b.updated - a.updated;
  out.unchanged = b.unchanged - a.unchanged;
  out.skipped = b.skipped - a.skipped;
  return out;
}

ImportTotals totals_of(const std::map<std::string, store::Cursor>& cursors, const std::string& lanes) {
  const auto at = cursors.find(lanes + "/totals");
  if (at == cursors.end()) return {};
  const auto parsed = parse_json(at->second.position);
  return parsed.ok() ? import_totals_from(*parsed) : ImportTotals{};
}

// One pass over one feed, batch by batch, each with its cursor and the totals so far.
class Pass {
 public:
  Pass(RunContext& run, const Scope& scope, std::string lanes)
      : run_(run), scope_(scope), lanes_(std::move(lanes)), id_(run.snapshot().id) {
    run_.parts().db.read([&](store::Tx& tx) {
      surroundings_ = load_surroundings(tx, run_.tenant());
      cursors_ = store::Runs(tx, run_.tenant()).cursors(id_);
      totals_ = totals_of(cursors_, lanes_);
      if (run_.snapshot().kind == "retry") asked_ = changed_by(tx, run_.tenant(), id_);
      return 0;
    });
  }

  Status over(const IdFeed& feed, const std::string& what, std::string_view phase, Part part) {
    const std::string lane = lanes_ + "/" + what;
    store::Cursor cursor;
    if (const auto at = cursors_.find(lane); at != cursors_.end()) cursor = at->second;
    cursor.lane = lane;
    for (int n = 0; n < kBatchesMax && !cursor.finished; ++n) {
      const auto ids = run_.parts().db.read(
          [&](store::Tx& tx) { return feed.next(tx, run_.tenant(), cursor.position, kBatch); });
      EVERY_CHECK(batch(ids, cursor, phase, part));
    }
    return done();
  }

 private:
  Status batch(const std::vector<std::string>& ids, store::Cursor& cursor, std::string_view phase,
               Part part) {
    ImportTotals after = totals_;
    store::Cursor moved = cursor;
    if (!ids.empty()) moved.position = ids.back();
    moved.processed += std::ssize(ids);
    moved.finished = std::ssize(ids) < kBatch;
    EVERY_CHECK(run_.commit([&](store::Tx& tx, Step& step) -> Status {
      RunBook book;
      Projector::Parts parts{
          run_.tenant(), scope_.rules,   surroundings_, run_.parts().clock, run_.parts().random, id_,
          nullptr,       &with_primary_, &book};
      Projector projector(parts, tx);
      if (!ids.empty()) part(projector, ids, after);
      step.counts = counted(totals_, after);
      for (const auto& error : projector.errors()) run_.record_error(tx, step, error);
      record_still_wrong(tx, step, projector.errors(), book);
      book.write(tx, run_);
      store::Runs runs(tx, run_.tenant());
      runs.put_cursor(id_, moved);
      store::Cursor totals;
      totals.lane = lanes_ + "/totals";
      totals.position = json::serialize(to_json(after));
      runs.put_cursor(id_, totals);
      step.phase = phase;
      step.processed = std::ssize(ids);
      return done();
    }));
    cursor = moved;
    totals_ = after;
    return done();
  }

  // Records that were asked for again and need attention as before, although nothing of them changed.
  void record_still_wrong(store::Tx& tx, Step& step, const std::vector<store::RunError>& told,
                          const RunBook& book) {
    for (const auto& [type, ids] : asked_.ids)
      for (const auto& error : book.wrong_with(name(type), ids)) {
        const bool known = std::any_of(told.begin(), told.end(), [&](const auto& one) {
          return one.object_type == error.object_type && one.object_id == error.object_id &&
                 one.code == error.code;
        });
        if (!known) run_.record_error(tx, step, error);
      }
  }

  RunContext& run_;
  Changed asked_;  // by a retry
  const Scope& scope_;
  std::string lanes_;
  std::string id_;
  Surroundings surroundings_;
  std::map<std::string, store::Cursor> cursors_;
  ImportTotals totals_;
  std::set<std::string> with_primary_;
};

constexpr Part kContacts = [](Projector& p, std::span<const std::string> ids, ImportTotals& t) {
  p.contacts(ids, t);
};
constexpr Part kCompanies = [](Projector& p, std::span<const std::string> ids, ImportTotals& t) {
  p.companies(ids, t);
};
constexpr Part kDeals = [](Projector& p, std::span<const std::string> ids, ImportTotals& t) {
  p.deals(ids, t);
};
constexpr Part kTidy = [](Projector& p, std::span<const std::string> ids, ImportTotals&) { p.tidy(ids); };

// Contacts first, then their companies, then the deals that need both, then what became superfluous.
Status project(RunContext& run, const Scope& scope, const std::string& lanes) {
  struct Sizes {
    std::int64_t contacts, companies, deals;
  };
  const Sizes sizes = run.parts().db.read([&](store::Tx& tx) {
    return Sizes{scope.contacts.size(tx, run.tenant()), scope.companies.size(tx, run.tenant()),
                 scope.deals.size(tx, run.tenant())};
  });
  run.plan({"importing_contacts", "importing_deals", "linking"});
  run.total("importing_contacts", sizes.contacts);
  run.total("importing_deals", sizes.deals);
  run.total("linking", sizes.companies + sizes.contacts);
  Pass pass(run, scope, lanes);
  EVERY_CHECK(pass.over(scope.contacts, "contacts", "importing_contacts", kContacts));
  run.finish_phase("importing_contacts");
  EVERY_CHECK(pass.over(scope.companies, "companies", "linking", kCompanies));
  EVERY_CHECK(pass.over(scope.deals, "deals", "importing_deals", kDeals));
  run.finish_phase("importing_deals");
  EVERY_CHECK(pass.over(scope.contacts, "tidy", "linking", kTidy));
  run.finish_phase("linking");
  return done();
}

// Decisions that came with the request are stored before anything is imported by them.
void store_decisions(store::Tx& tx, RunContext& run, const ImportRequest& request) {
  store::Review review(tx, run.tenant());
  std::vector<std::string> ids;
  for (const auto& [id, decision] : whole_clusters(tx, run.tenant(), request.decisions)) {
    review.put_decision({id, decision.decision, decision.target_id, request.by, run.now()});
    ids.push_back(id);
  }
  ReviewDesk(tx, run.tenant()).refresh(ids);
}

// Once for each run, whatever happens to it in between.
Status begin(RunContext& run, const std::string& lanes, const ImportRequest* request) {
  const std::string id = run.snapshot().id;
  const bool begun = run.parts().db.read(
      [&](store::Tx& tx) { return store::Runs(tx, run.tenant()).cursors(id).contains(lanes + "/begun"); });
  if (begun) return done();
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    if (request != nullptr) store_decisions(tx, run, *request);
    // The counts of a run that projects are those of the projection; what it read before is in its phases.
    run.change(tx, [](store::Run& row) {
      const store::RunCounts read = row.counts;
      row.counts = {};
      row.counts.deleted = read.deleted;
      row.counts.merged = read.merged;
      row.counts.failed = read.failed;
      row.counts.waiting = read.waiting;
    });
    store::Cursor cursor;
    cursor.lane = lanes + "/begun";
    cursor.position = std::to_string(store::Connections(tx, run.tenant()).settings().rules);
    cursor.finished = true;
    store::Runs(tx, run.tenant()).put_cursor(id, cursor);
    return done();
  });
}

// Everything was projected by the rules that stood when the projection began; those that came since are for
// the next run.
Status note_rules(RunContext& run) {
  const auto pending = run.parts().db.read([&](store::Tx& tx) -> std::optional<std::int64_t> {
    const auto cursors = store::Runs(tx, run.tenant()).cursors(run.snapshot().id);
    const auto begun = cursors.find(std::string(kChanges) + "/begun");
    std::int64_t rules = 0;
    if (begun != cursors.end())
      std::from_chars(begun->second.position.data(),
                      begun->second.position.data() + begun->second.position.size(), rules);
    const auto settings = store::Connections(tx, run.tenant()).settings();
    return rules > settings.projected_rules ? std::optional(rules) : std::nullopt;
  });
  if (!pending) return done();
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Connections connections(tx, run.tenant());
    store::SyncSettings settings = connections.settings();
    settings.projected_rules = *pending;
    connections.put_settings(settings);
    return done();
  });
}

}  // namespace

std::string request_text(const ImportRequest& request) {
  return json::serialize(json::object{{"by", request.by}, {"import", to_json(request)}});
}

Result<ImportRequest> request_from_text(const std::string& text) {
  EVERY_TRY(parsed, parse_json(text));
  const json::value* import = parsed.is_object() ? parsed.get_object().if_contains("import") : nullptr;
  if (import == nullptr) return Error(Code::internal, "The run does not say what to import.");
  EVERY_TRY(request, import_request_from(*import));
  if (const auto* by = parsed.get_object().if_contains("by"); by != nullptr && by->is_string())
    request.by = std::string(by->get_string());
  return request;
}

Status project_import(RunContext& run, const ImportRequest& request) {
  run.keep_undo();
  EVERY_CHECK(begin(run, kImport, &request));
  const Scope scope =
      run.parts().db.read([&](store::Tx& tx) { return import_scope(tx, run.tenant(), request); });
  EVERY_CHECK(project(run, scope, kImport));
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Connections connections(tx, run.tenant());
    store::SyncSettings settings = connections.settings();
    const store::SyncSettings before = settings;
    settings.imported_once = true;
    settings.select_all = settings.select_all || request.all;
    settings.include_deals = request.include_deals;
    settings.include_no_email = request.include_no_email;
    keep_settings(tx, run.tenant(), run.snapshot().id, before, settings);
    connections.put_settings(settings);
    return done();
  });
}

Status project_changes(RunContext& run) {
  EVERY_CHECK(begin(run, kChanges, nullptr));
  const Scope scope = run.parts().db.read([&](store::Tx& tx) { return changes_scope(tx, run); });
  EVERY_CHECK(project(run, scope, kChanges));
  return note_rules(run);
}

Status project_touched(RunContext& run, const Changed& changed) {
  const Scope scope =
      run.parts().db.read([&](store::Tx& tx) { return touched_scope(tx, run.tenant(), changed); });
  return project(run, scope, kChanges);
}

ImportTotals preview_import(store::Tx& tx, const store::Tenant& tenant, const ImportRequest& request,
                            Clock& clock, Random& random) {
  Scope scope = import_scope(tx, tenant, request);
  scope.rules.decisions = whole_clusters(tx, tenant, request.decisions);
  const Surroundings surroundings = load_surroundings(tx, tenant);
  Overlay overlay;
  const Projector::Parts parts{tenant, scope.rules, surroundings, clock, random, "", &overlay, nullptr};
  Projector projector(parts, tx);
  ImportTotals totals;
  const auto over = [&](const IdFeed& feed, Part part) {
    std::string after;
    for (int n = 0; n < kBatchesMax; ++n) {
      const auto ids = feed.next(tx, tenant, after, kBatch);
      if (!ids.empty()) part(projector, ids, totals);
      if (std::ssize(ids) < kBatch) return;
      after = ids.back();
    }
  };
  over(scope.contacts, kContacts);
  over(scope.companies, kCompanies);
  over(scope.deals, kDeals);
  return totals;
}

ImportTotals import_totals(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id) {
  return totals_of(store::Runs(tx, tenant).cursors(run_id), kImport);
}

}  // namespace every::sync
