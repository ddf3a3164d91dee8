#include "app/sync_control.h"

#include "app/hubspot_activity.h"
#include "app/hubspot_json.h"
#include "base/sentence.h"
#include "sync/why.h"

namespace every::app {
namespace {

Error no_such_run() {
  return Error(Code::not_found, "There is no such run.", "Look at the list of runs.");
}

bool is_active(const store::Run& run) {
  return run.state == store::RunState::queued || run.state == store::RunState::running;
}

std::optional<store::Run> find_run(HubSpotHub& hub, const store::Tenant& tenant, const std::string& run_id) {
  if (auto live = hub.engine(tenant).current(); live && live->id == run_id) return live;
  return hub.db().read([&](store::Tx& tx) { return store::Runs(tx, tenant).find(run_id); });
}

}  // namespace

Result<store::Run> sync_now(HubSpotHub& hub, const Actor& actor, const std::string& trigger, bool full) {
  EVERY_CHECK(require(actor, Permission::sync));
  return hub.start_run(actor.tenant,
                       {.kind = full ? "sweep" : "incremental", .trigger = trigger, .by = actor.name});
}

Result<store::Run> cancel_run(HubSpotHub& hub, const Actor& actor, const std::string& run_id) {
  EVERY_CHECK(require(actor, Permission::sync));
  const auto before = find_run(hub, actor.tenant, run_id);
  if (!before) return no_such_run();
  if (is_active(*before) && hub.engine(actor.tenant).cancel(run_id)) {
    hub.db().write([&](store::Tx& tx) {
      note_activity(hub, tx, actor, "sync.cancelled", "Cancelled a sync.", {}, run_id);
    });
    hub.publish_connection(actor.tenant);
  }
  return find_run(hub, actor.tenant, run_id).value_or(*before);
}

Result<store::Window<store::Run>> runs(HubSpotHub& hub, const Actor& actor, const store::Slice& slice,
                                       const store::RunFilter& filter) {
  EVERY_CHECK(require(actor, Permission::read));
  const auto live = hub.engine(actor.tenant).current();
  auto window =
      hub.db().read([&](store::Tx& tx) { return store::Runs(tx, actor.tenant).list(slice, filter); });
  for (store::Run& row : window.items)
    if (live && live->id == row.id && is_active(row)) row = *live;
  return window;
}

Result<store::Run> run(HubSpotHub& hub, const Actor& actor, const std::string& run_id) {
  EVERY_CHECK(require(actor, Permission::read));
  auto found = find_run(hub, actor.tenant, run_id);
  if (!found) return no_such_run();
  return *std::move(found);
}

Result<store::Window<store::RunError>> run_errors(HubSpotHub& hub, const Actor& actor,
                                                  const std::string& run_id, const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<store::Window<store::RunError>> {
    store::Runs runs(tx, actor.tenant);
    if (!runs.find(run_id)) return no_such_run();
    return runs.errors(run_id, slice);
  });
}

namespace {

// Several HubSpot contacts with one address: the one that is here says most.
json::object answer_json(const std::vector<sync::Why>& answers) {
  const sync::Why* best = &answers.front();
  for (const sync::Why& why : answers)
    if (why.code == "in_step" && best->code != "in_step") best = &why;
  json::object out = why_json(*best);
  if (answers.size() > 1)
    out["trail"].as_array().push_back(json::object{
        {"ok", true}, {"text", sentence("{} HubSpot records fit; this is one of them", answers.size())}});
  return out;
}

}  // namespace

Result<json::object> why_here(HubSpotHub& hub, const Actor& actor, const std::string& id_or_email) {
  EVERY_CHECK(require(actor, Permission::read));
  EVERY_TRY(known, hub.db().read([&](store::Tx& tx) { return sync::why(tx, actor.tenant, id_or_email); }));
  if (known.front().code != "unknown") return answer_json(known);
  // Our copy does not have it: HubSpot says whether there is such a record at all. Somebody waits for it.
  sync::HubSpotSays says;
  if (const auto portal = hub.portal(actor.tenant); portal.ok()) {
    hubspot::Client client(*portal, hubspot::Priority::interactive);
    says = sync::ask_hubspot(client, id_or_email, {});
  } else {
    says.answer = sync::HubSpotSays::Answer::unreachable;
    says.detail = portal.error().detail;
  }
  EVERY_TRY(answers,
            hub.db().read([&](store::Tx& tx) { return sync::why(tx, actor.tenant, id_or_email, &says); }));
  return answer_json(answers);
}

}  // namespace every::app
