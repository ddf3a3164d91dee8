#include "app/hubspot_hub.h"

#include "app/hubspot_activity.h"
#include "app/hubspot_json.h"
#include "app/hubspot_schedule.h"
#include "app/hubspot_status.h"
#include "app/hubspot_tokens.h"
#include "app/live_changes.h"
#include "app/undo_import.h"
#include "base/sentence.h"
#include "store/receipts.h"

namespace every::app {
namespace {

hubspot::OAuthApp oauth_app(const HubSpotOptions& options) {
  return {options.client_id, options.client_secret, options.public_url + "/api/hubspot/auth/callback"};
}

sync::Traffic sum(sync::Traffic a, const sync::Traffic& b) {
  a.requests += b.requests;
  a.rate_limited += b.rate_limited;
  a.retries += b.retries;
  a.errors += b.errors;
  a.bytes += b.bytes;
  a.resumes_at = b.resumes_at;
  return a;
}

}  // namespace

Error reconnect_error(const store::Connection& connection) {
  Error error(code_from_name(connection.reason).value_or(Code::token_expired),
              "HubSpot no longer accepts our access.", "Connect HubSpot again.");
  error.extra["action"] = "reconnect";
  return error;
}

sync::Traffic HubSpotHub::Workspace::traffic() const {
  sync::Traffic out = earlier;
  for (const auto& one : {client, watcher})
    if (one) out = sum(out, one->traffic());
  return out;
}

HubSpotHub::HubSpotHub(Parts parts)
    : parts_(std::move(parts)),
      owner_(new_id(parts_.clock, parts_.random)),
      services_{parts_.http, parts_.clock, parts_.random, parts_.log, parts_.metrics, parts_.pauses},
      oauth_(hubspot::Endpoints(parts_.options.api_url, parts_.options.app_url), oauth_app(parts_.options),
             services_),
      scheduler_(
          parts_.clock, parts_.log, [this] { return schedule(); },
          [this](const std::string& workspace_id) {
            const auto run =
                start_run(store::Tenant(workspace_id), {.kind = "incremental", .trigger = "schedule"});
            if (!run.ok())
              parts_.log.info("schedule.skipped",
                              {{"workspace", workspace_id}, {"code", name(run.error().code)}});
          }) {}

HubSpotHub::~HubSpotHub() {
  stop();
}

void HubSpotHub::start() {
  const auto open = parts_.db.read([](store::Tx& tx) { return store::unfinished_runs(tx); });
  for (const auto& [workspace_id, run_id] : open) engine(store::Tenant(workspace_id)).resume();
  {
    const std::lock_guard lock(mutex_);
    started_ = true;
    for (auto& [id, workspace] : workspaces_) workspace.watch->start();
  }
  for (const std::string& id : parts_.db.read([](store::Tx& tx) { return store::connected_workspaces(tx); }))
    watch(store::Tenant(id));
  scheduler_.start();
}

void HubSpotHub::stop() {
  scheduler_.stop();
  std::vector<Workspace*> all;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (auto& [id, workspace] : workspaces_)
      if (workspace.engine) all.push_back(&workspace);
  }
  for (Workspace* workspace : all) workspace->watch->stop();
  for (Workspace* workspace : all) workspace->engine->stop();
  keep_counts();
}

HubSpotHub::Workspace& HubSpotHub::workspace(const store::Tenant& tenant) {
  Workspace& out = workspaces_[tenant.id()];
  if (out.engine) return out;
  out.engine = std::make_unique<sync::Engine>(sync::Engine::Parts{
      .db = parts_.db,
      .tenant = tenant,
      .source = [this, tenant] { return source(tenant, &Workspace::client, hubspot::Priority::background); },
      .clock = parts_.clock,
      .random = parts_.random,
      .log = parts_.log,
      .metrics = parts_.metrics,
      .tasks = parts_.tasks,
      .on_progress =
          [this, tenant](const store::Run& run) { publish(tenant, "sync.progress", progress_json(run)); },
      .on_done = [this, tenant](const store::Run& run) { run_done(tenant, run); },
      .owner = owner_,
  });
  out.watch = make_watch(tenant);
  if (stopped_) {
    out.engine->stop();
    out.watch->stop();
  } else if (started_) {
    out.watch->start();
  }
  return out;
}

std::unique_ptr<sync::Watch> HubSpotHub::make_watch(const store::Tenant& tenant) {
  sync::Watch::Parts parts{
      .engine = {.db = parts_.db,
                 .tenant = tenant,
                 // A person waits for what a webhook tells.
                 .source =
                     [this, tenant] {
                       return source(tenant, &Workspace::watcher, hubspot::Priority::interactive);
                     },
                 .clock = parts_.clock,
                 .random = parts_.random,
                 .log = parts_.log,
                 .metrics = parts_.metrics,
                 .tasks = parts_.tasks,
                 .owner = owner_},
      .start_run = [this, tenant](const sync::StartRequest& request) { return start_run(tenant, request); },
      .pace = [this, tenant] { return look_pace(tenant); },
      .on_changed = [this,
                     tenant](const sync::Changed& changed) { publish_live_changes(*this, tenant, changed); },
      .on_looked = [this, tenant] { publish_connection(tenant); },
      .on_missed = [this, tenant](std::int64_t missed,
                                  Instant since) { tell_missed(*this, tenant, missed, since); },
  };
  return std::make_unique<sync::Watch>(std::move(parts));
}

std::optional<Millis> HubSpotHub::look_pace(const store::Tenant& tenant) {
  const auto quota = usage(tenant).quota;
  return quota ? sync::look_pace(quota->daily_remaining, quota->daily_max) : sync::kLookEvery;
}

sync::Engine& HubSpotHub::engine(const store::Tenant& tenant) {
  const std::lock_guard lock(mutex_);
  return *workspace(tenant).engine;
}

sync::Watch& HubSpotHub::watch(const store::Tenant& tenant) {
  const std::lock_guard lock(mutex_);
  return *workspace(tenant).watch;
}

Result<store::Run> HubSpotHub::start_run(const store::Tenant& tenant, const sync::StartRequest& request) {
  const auto connection = parts_.db.read([&](store::Tx& tx) { return store::Connections(tx, tenant).get(); });
  if (connection.state == store::ConnectionState::needs_reconnection) return reconnect_error(connection);
  auto run = engine(tenant).start(request);
  // One that waits for its turn is no progress of the run at work.
  if (run.ok() && run->in_line) publish_connection(tenant);
  if (run.ok() && !run->in_line) publish(tenant, "sync.progress", progress_json(*run));
  return run;
}

std::shared_ptr<hubspot::Portal> HubSpotHub::trial(const hubspot::Tokens& tokens) {
  return std::make_shared<hubspot::Portal>(
      hubspot::PortalOptions{.endpoints = hubspot::Endpoints(options().api_url, options().app_url),
                             .app = oauth_.app(),
                             .quota = options().quota},
      std::make_unique<TrialTokens>(tokens), services_);
}

std::shared_ptr<hubspot::Portal> HubSpotHub::make_portal(const store::Tenant& tenant,
                                                         const store::Connection& connection) {
  hubspot::PortalOptions o{.endpoints = hubspot::Endpoints(options().api_url, options().app_url),
                           .app = oauth_.app(),
                           .quota = options().quota};
  o.shared_quota = quota_of(tenant, connection);
  o.connection.portal_id = connection.portal_id;
  o.connection.on_dead = [this, tenant, epoch = connection.epoch](const Error& error) {
    connection_died(tenant, epoch, error);
  };
  o.time_zone = connection.portal_time_zone;
  return std::make_shared<hubspot::Portal>(
      std::move(o), std::make_unique<SealedTokens>(parts_.db, parts_.sealer, tenant, connection.epoch),
      services_);
}

Result<std::shared_ptr<hubspot::Portal>> HubSpotHub::portal(const store::Tenant& tenant) {
  const auto connection = parts_.db.read([&](store::Tx& tx) { return store::Connections(tx, tenant).get(); });
  if (connection.state == store::ConnectionState::not_connected)
    return Error(Code::not_connected, "HubSpot is not connected.", "Connect HubSpot first.");
  if (connection.state == store::ConnectionState::needs_reconnection) return reconnect_error(connection);
  const std::lock_guard lock(mutex_);
  Workspace& here = workspace(tenant);
  if (!here.portal || here.epoch != connection.epoch) {
    here.portal = make_portal(tenant, connection);
    here.epoch = connection.epoch;
    here.zone = connection.portal_time_zone;
    share_quotas();
  }
  return here.portal;
}

// A client for each run, so that its traffic is the run's, and one for the watch.
Result<std::shared_ptr<sync::Source>> HubSpotHub::source(const store::Tenant& tenant, ClientOf which,
                                                         hubspot::Priority priority) {
  EVERY_TRY(live, portal(tenant));
  auto client = std::make_shared<hubspot::Client>(live, priority);
  const std::lock_guard lock(mutex_);
  Workspace& here = workspace(tenant);
  if (here.*which) here.earlier = sum(here.earlier, (here.*which)->traffic());
  here.*which = client;
  return std::shared_ptr<sync::Source>(std::move(client));
}

void HubSpotHub::connection_changed(const store::Tenant& tenant) {
  keep_counts();
  {
    const std::lock_guard lock(mutex_);
    if (const auto at = workspaces_.find(tenant.id()); at != workspaces_.end()) {
      Workspace& here = at->second;
      const auto epoch =
          parts_.db.read([&](store::Tx& tx) { return store::Connections(tx, tenant).get().epoch; });
      if (here.epoch != epoch) {
        here.earlier = here.traffic();
        here.client.reset();
        here.watcher.reset();
        here.portal.reset();
      }
    }
    share_quotas();
  }
  watch(tenant).connection_changed();
  scheduler_.changed();
}

// HubSpot took the access away while it was used.
void HubSpotHub::connection_died(const store::Tenant& tenant, std::int64_t epoch, const Error& error) {
  const bool changed = parts_.db.write([&](store::Tx& tx) {
    store::Connections connections(tx, tenant);
    const store::Connection now = connections.get();
    if (now.epoch != epoch || now.state != store::ConnectionState::connected) return false;
    connections.set_state(store::ConnectionState::needs_reconnection, std::string(name(error.code)));
    note_activity(*this, tx, tenant, "connection.lost",
                  sentence("HubSpot no longer accepts the access to {}.", now.portal_name),
                  {{"code", name(error.code)}});
    return true;
  });
  if (changed) publish_connection(tenant);
}

void HubSpotHub::run_done(const store::Tenant& tenant, const store::Run& run) {
  keep_counts();
  scrub_erased();
  publish(tenant, "sync.done", run_json(*this, tenant, run));
  publish_connection(tenant);
  publish_changed(tenant, {"client", "contact", "deal", "pipeline", "review"});
  watch(tenant).run_ended(run);
  scheduler_.changed();
}

std::vector<jobs::Entry> HubSpotHub::schedule() {
  keep_counts();
  look_after_runs();
  scrub_erased();
  return parts_.db.read([](store::Tx& tx) {
    std::vector<jobs::Entry> out;
    for (const std::string& id : store::connected_workspaces(tx))
      out.push_back(schedule_entry(tx, store::Tenant(id)));
    return out;
  });
}

void HubSpotHub::scrub_erased() {
  if (!parts_.db.read([](store::Tx& tx) { return store::scrub_waits(tx); })) return;
  const Instant before = parts_.clock.now();
  if (!parts_.db.scrub()) return;
  parts_.db.write([&](store::Tx& tx) { store::scrubbed(tx, before, parts_.clock.now()); });
  parts_.log.info("database.scrubbed", {});
}

// Runs that are executed here keep their lease while they wait; those of a process that is gone go on here.
void HubSpotHub::look_after_runs() {
  const auto open = parts_.db.read([](store::Tx& tx) { return store::unfinished_runs(tx); });
  for (const auto& [workspace_id, run_id] : open) engine(store::Tenant(workspace_id)).look_after();
}

void HubSpotHub::publish(const store::Tenant& tenant, std::string_view kind, const json::value& data) {
  if (parts_.publish) parts_.publish(tenant, kind, data);
}

void HubSpotHub::publish_connection(const store::Tenant& tenant) {
  if (parts_.publish) publish(tenant, "connection", hubspot_status(*this, tenant));
}

void HubSpotHub::publish_changed(const store::Tenant& tenant, std::initializer_list<std::string_view> kinds,
                                 const std::vector<std::string>& ids) {
  json::array names;
  for (const std::string_view kind : kinds) names.emplace_back(kind);
  json::value which("many");
  if (!ids.empty()) which = json::array(ids.begin(), ids.end());
  publish(tenant, "records.changed", json::object{{"kinds", std::move(names)}, {"ids", std::move(which)}});
}

}  // namespace every::app
