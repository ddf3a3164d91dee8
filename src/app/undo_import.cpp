#include "app/undo_import.h"

#include "app/hubspot_activity.h"
#include "app/hubspot_json.h"
#include "app/sync_control.h"
#include "base/sentence.h"

namespace every::app {
namespace {

// The run that is taking the import back, or has done so.
std::optional<store::Run> earlier_undo(store::Tx& tx, const store::Tenant& tenant,
                                       const std::string& run_id) {
  const auto kept = store::UndoLog(tx, tenant).find(run_id);
  if (!kept || kept->undone_by.empty()) return std::nullopt;
  auto run = store::Runs(tx, tenant).find(kept->undone_by);
  if (!run || (run->finished_at && !kept->undone)) return std::nullopt;  // it failed: once more
  return run;
}

}  // namespace

Result<UndoAnswer> undo_import(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                               const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  const json::value nothing = json::object{};
  Fields in(body.is_null() ? nothing : body);
  const bool dry_run = in.boolean("dryRun").value_or(false);
  EVERY_CHECK(in.finish());
  if (dry_run)
    return hub.db().read([&](store::Tx& tx) -> Result<UndoAnswer> {
      EVERY_TRY(preview, sync::preview_undo(tx, actor.tenant, run_id, hub.clock().now()));
      return UndoAnswer(preview);
    });
  if (auto earlier = hub.db().read([&](store::Tx& tx) { return earlier_undo(tx, actor.tenant, run_id); }))
    return UndoAnswer(*std::move(earlier));
  // What is not there is said before anything about the connection.
  EVERY_CHECK(app::run(hub, actor, run_id));
  auto run = hub.engine(actor.tenant)
                 .start({.kind = "undo", .trigger = "manual", .by = actor.name, .subject = run_id});
  if (!run.ok()) {
    if (run.error().code == Code::run_conflict)
      if (const auto active = hub.engine(actor.tenant).current()) run.error().extra["runId"] = active->id;
    return run.error();
  }
  hub.publish_connection(actor.tenant);
  hub.db().write([&](store::Tx& tx) {
    note_activity(hub, tx, actor, "import.undo_started", "Started to take an import back.",
                  {{"import", run_id}}, run->id);
  });
  return UndoAnswer(*run);
}

json::object run_json(HubSpotHub& hub, const store::Tenant& tenant, const store::Run& run) {
  return run_json(run, hub.db().read([&](store::Tx& tx) {
    return sync::undoable_until(tx, tenant, run.id, hub.clock().now());
  }));
}

json::object undo_preview_json(const sync::UndoPreview& p) {
  json::array stays;
  for (const auto& one : p.stays)
    stays.push_back(json::object{{"kind", one.kind},
                                 {"id", one.id},
                                 {"name", one.name},
                                 {"code", one.reason},
                                 {"detail", ours(sync::undo_reason(one.reason))}});
  const auto counts = [](std::int64_t clients, std::int64_t contacts, std::int64_t deals) {
    return json::object{{"clients", clients}, {"contacts", contacts}, {"deals", deals}};
  };
  return {{"removed", counts(p.clients_removed, p.contacts_removed, p.deals_removed)},
          {"restored", counts(p.clients_restored, p.contacts_restored, p.deals_restored)},
          {"decisions", p.decisions},
          {"stays", json::object{{"items", std::move(stays)}, {"total", p.staying}}},
          {"until", time_json(p.until)}};
}

}  // namespace every::app
