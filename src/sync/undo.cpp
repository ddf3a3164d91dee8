#include "sync/undo.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/journal.h"
#include "store/run_records.h"
#include "store/undo_rows.h"
#include "sync/review.h"
#include "sync/undo_judge.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 200;
constexpr const char* kSettings = "settings";

Error refused(std::string why, std::string fix) {
  return Error(Code::undo_refused, std::move(why), std::move(fix));
}

// What is written in which order: what hangs on others goes before them and comes back after them.
struct Pass {
  const char* kind;
  bool made;  // what the import made goes, or what it changed comes back
};
constexpr Pass kPasses[] = {{"deal", true},     {"client", false},   {"contact", false},
                            {"contact", true},  {"deal", false},     {"client", true},
                            {"decision", true}, {"decision", false}, {"selection", true}};

bool is_record(std::string_view kind) {
  return kind == "client" || kind == "contact" || kind == "deal";
}

class Undo {
 public:
  Undo(RunContext& run, std::string import_id) : run_(run), import_id_(std::move(import_id)) {}

  Status work() {
    std::set<std::string> staying;
    run_.parts().db.read([&](store::Tx& tx) {
      UndoJudge judge(tx, run_.tenant(), import_id_);
      judge.look();
      const auto keep = [&](const store::UndoRow& row) {
        if (const auto why = judge.verdict(row); !why.empty()) verdicts_[{row.kind, row.id}] = why;
      };
      std::int64_t total = 0;
      store::UndoLog log(tx, run_.tenant());
      for (const char* kind : {"deal", "contact", "client", "decision", "selection"}) {
        if (is_record(kind)) judge.each(kind, keep);
        total += log.count(import_id_, kind, true) + log.count(import_id_, kind, false);
      }
      run_.total("undoing", total);
      return 0;
    });
    for (const Pass& pass : kPasses) EVERY_CHECK(over(pass));
    return end();
  }

 private:
  Status over(const Pass& pass) {
    std::string after;
    while (true) {
      const auto rows = run_.parts().db.read([&](store::Tx& tx) {
        return store::UndoLog(tx, run_.tenant()).after(import_id_, pass.kind, after, kBatch);
      });
      EVERY_CHECK(batch(pass, rows));
      if (std::ssize(rows) < kBatch) return done();
      after = rows.back().id;
    }
  }

  Status batch(const Pass& pass, const std::vector<store::UndoRow>& rows) {
    return run_.commit([&](store::Tx& tx, Step& step) -> Status {
      step.phase = "undoing";
      std::vector<store::RunRecord> records;
      std::set<std::string> hubspot_ids;
      std::vector<std::string> emails;
      for (const auto& row : rows) {
        if (row.before.empty() != pass.made) continue;
        ++step.processed;
        if (!row.verdict.empty()) continue;
        const store::UndoSubject subject = store::subject_of(tx, run_.tenant(), row);
        const std::string why = verdict(tx, row);
        if (row.kind == "decision" || row.kind == "selection") hubspot_ids.insert(row.id);
        if (row.kind == "contact" && subject.hubspot) hubspot_ids.insert(subject.hubspot->object_id);
        emails.insert(emails.end(), subject.emails.begin(), subject.emails.end());
        if (why.empty()) store::take_back(tx, run_.tenant(), row);
        store::UndoLog(tx, run_.tenant())
            .set_verdict(import_id_, row.kind, row.id, why.empty() ? "undone" : why, subject.name);
        if (is_record(row.kind)) note(row, subject, why, step.counts, records);
      }
      ReviewDesk desk(tx, run_.tenant());
      desk.contacts_changed(emails);
      desk.refresh(std::vector<std::string>(hubspot_ids.begin(), hubspot_ids.end()));
      store::RunRecords(tx, run_.tenant()).add(run_.snapshot().id, records);
      return done();
    });
  }

  // Judged before the first write with all that hangs together, and again now: a person may have worked on.
  std::string verdict(store::Tx& tx, const store::UndoRow& row) {
    if (const auto at = verdicts_.find({row.kind, row.id}); at != verdicts_.end()) return at->second;
    if (row.kind == "selection" && contact_stays(tx, row.id)) return "client";
    // What the log says of its deals and contacts is done by now; whoever is left came later.
    return UndoJudge(tx, run_.tenant(), import_id_).alone(row);
  }

  // A contact that stays is still selected: it goes on following HubSpot.
  bool contact_stays(store::Tx& tx, const std::string& hubspot_id) {
    const auto contact = store::Contacts(tx, run_.tenant()).by_hubspot(hubspot_id);
    const auto row =
        contact ? store::UndoLog(tx, run_.tenant()).row(import_id_, "contact", contact->id) : std::nullopt;
    return row && !row->verdict.empty() && row->verdict != "undone";
  }

  void note(const store::UndoRow& row, const store::UndoSubject& subject, const std::string& why,
            store::RunCounts& counts, std::vector<store::RunRecord>& records) {
    store::RunRecord out;
    out.object_type = subject.hubspot ? subject.hubspot->object_type : row.kind;
    out.object_id = subject.hubspot ? subject.hubspot->object_id : "";
    out.every_id = row.id;
    out.name = subject.name;
    out.code = why;
    out.at = run_.now();
    if (!why.empty()) {
      out.outcome = "skipped";
      ++counts.skipped;
    } else if (row.before.empty()) {
      out.outcome = "removed";
      ++counts.deleted;
    } else {
      out.outcome = "restored";
      ++counts.updated;
    }
    records.push_back(std::move(out));
  }

  Status end() {
    const std::string id = run_.snapshot().id;
    run_.finish_phase("undoing");
    return run_.commit([&](store::Tx& tx, Step&) -> Status {
      store::UndoLog log(tx, run_.tenant());
      const auto staying = log.staying(import_id_, {"", false, 0, 500});
      put_settings_back(tx, staying.total > 0);
      for (const auto& row : staying.items)
        if (row.kind == "client") keep_primary(tx, row.id);
      store::Clients(tx, run_.tenant()).forget_run(import_id_);
      log.set_undone(import_id_, id, true);
      tell(tx, staying.total);
      return done();
    });
  }

  void put_settings_back(store::Tx& tx, bool some_stay) {
    const auto row = store::UndoLog(tx, run_.tenant()).row(import_id_, kSettings, kSettings);
    if (!row) return;
    const auto was = parse_json(row->before), then = parse_json(row->after);
    if (!was.ok() || !then.ok()) return;
    store::Connections connections(tx, run_.tenant());
    store::SyncSettings settings = connections.settings();
    // What a person set otherwise since stays so.
    const auto put_back = [&](const char* name, bool& now) {
      if (now == then->at(name).as_bool()) now = was->at(name).as_bool();
    };
    put_back("importedOnce", settings.imported_once);
    put_back("selectAll", settings.select_all);
    put_back("includeDeals", settings.include_deals);
    put_back("includeNoEmail", settings.include_no_email);
    // What stays goes on following HubSpot, for which later runs have to project.
    settings.imported_once = settings.imported_once || some_stay;
    connections.put_settings(settings);
  }

  // A client with contacts has exactly one primary for each kind of document.
  void keep_primary(store::Tx& tx, const std::string& client_id) {
    store::Contacts contacts(tx, run_.tenant());
    auto members = contacts.memberships_of_client(client_id);
    if (members.empty()) return;
    for (auto role : {&domain::Membership::invoice_role, &domain::Membership::proposal_role}) {
      const bool has = std::any_of(members.begin(), members.end(),
                                   [&](const auto& m) { return m.*role == domain::Role::primary; });
      if (!has) members.front().*role = domain::Role::primary;
    }
    contacts.put_membership(members.front());
  }

  void tell(store::Tx& tx, std::int64_t stays) {
    const store::Run row = run_.snapshot();
    store::Activity activity;
    activity.id = new_id(run_.parts().clock, run_.parts().random);
    activity.subject_kind = "connection";
    activity.kind = "import.undone";
    activity.actor = row.started_by;
    activity.run_id = row.id;
    activity.text = sentence("Took an import back: {} records removed, {} restored, {} stay.",
                             row.counts.deleted, row.counts.updated, stays);
    activity.data = json::serialize(json::object{{"import", import_id_}});
    activity.at = run_.now();
    store::Journal(tx, run_.tenant()).add(activity);
  }

  RunContext& run_;
  std::string import_id_;
  std::map<std::pair<std::string, std::string>, std::string> verdicts_;
};

}  // namespace

std::string undo_reason(std::string_view verdict) {
  if (verdict == "documents") return "Has invoices.";
  if (verdict == "notes") return "Has notes that were written since.";
  if (verdict == "edited") return "Was changed by a person since.";
  if (verdict == "deals") return "Has deals that stay or came later.";
  if (verdict == "contacts") return "Has contacts that stay or came later.";
  if (verdict == "client") return "Belongs to a client that stays.";
  if (verdict == "link_taken") return "Its HubSpot record is linked with another record by now.";
  return "Stays.";
}

Status may_undo(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id, Instant now) {
  const auto run = store::Runs(tx, tenant).find(run_id);
  if (!run) return Error(Code::not_found, "There is no such run.", "Look at the list of runs.");
  if (run->kind == "undo" || (run->kind != "import" && run->request.empty()))
    return Error(Code::not_found, "This run imported nothing.", "Choose an import from the list of runs.");
  if (!run->finished_at)
    return refused("The import is still running.", "Wait until it has ended, or cancel it.");
  store::UndoLog log(tx, tenant);
  const auto kept = log.find(run_id);
  const std::string today = "An import can be undone for 24 hours.";
  if (!kept || now - kept->at > kUndoLife)
    return refused(ours(today) + " " + ours("This one is older, or brought nothing."),
                   "Archive the clients that you do not need.");
  if (kept->undone) return refused("The import was undone already.", "Look at the run that undid it.");
  if (kept->epoch != store::Connections(tx, tenant).get().epoch)
    return refused("HubSpot was disconnected or connected anew since the import.",
                   "Archive the clients that you do not need.");
  for (const auto& other : log.all())
    if (other.run_id > run_id && !other.undone && now - other.at <= kUndoLife)
      return refused("A later import builds on this one.", "Undo the later import first.");
  return done();
}

std::optional<Instant> undoable_until(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id,
                                      Instant now) {
  const auto kept = store::UndoLog(tx, tenant).find(run_id);  // few runs have one
  if (!kept || !may_undo(tx, tenant, run_id, now).ok()) return std::nullopt;
  return kept->at + kUndoLife;
}

Result<UndoPreview> preview_undo(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id,
                                 Instant now) {
  EVERY_CHECK(may_undo(tx, tenant, run_id, now));
  UndoJudge judge(tx, tenant, run_id);
  judge.look();
  UndoPreview out;
  out.staying = judge.staying();
  out.until = store::UndoLog(tx, tenant).find(run_id)->at + kUndoLife;
  const auto over = [&](const char* kind, std::int64_t& removed, std::int64_t& restored) {
    judge.each(kind, [&](const store::UndoRow& row) {
      if (row.verdict == "undone") return;
      const std::string why = judge.verdict(row);
      if (why.empty()) ++(row.before.empty() ? removed : restored);
      if (!why.empty() && out.stays.size() < kStaysShown)
        out.stays.push_back({row.kind, row.id, store::subject_of(tx, tenant, row).name, why});
    });
  };
  over("client", out.clients_removed, out.clients_restored);
  over("contact", out.contacts_removed, out.contacts_restored);
  over("deal", out.deals_removed, out.deals_restored);
  store::UndoLog log(tx, tenant);
  out.decisions = log.count(run_id, "decision", true) + log.count(run_id, "decision", false);
  return out;
}

Status undo_import(RunContext& run, const std::string& import_id) {
  const std::string id = run.snapshot().id;
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    store::UndoLog log(tx, run.tenant());
    const auto kept = log.find(import_id);
    if (kept && kept->undone_by == id) return done();  // it goes on
    EVERY_CHECK(may_undo(tx, run.tenant(), import_id, run.now()));
    log.set_undone(import_id, id, false);
    return done();
  }));
  return Undo(run, import_id).work();
}

void keep_settings(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id,
                   const store::SyncSettings& before, const store::SyncSettings& after) {
  const auto text = [](const store::SyncSettings& s) {
    return json::serialize(json::object{{"importedOnce", s.imported_once},
                                        {"selectAll", s.select_all},
                                        {"includeDeals", s.include_deals},
                                        {"includeNoEmail", s.include_no_email}});
  };
  store::UndoLog(tx, tenant).put(run_id, {kSettings, kSettings, text(before), text(after), "", ""});
}

}  // namespace every::sync
