// HubSpot for all workspaces of the installation: an engine each, the portal (tokens, quota) of its
// connection, the schedule, and what the outside is told while something happens. Use cases
// (connect_portal.h, sync_control.h, …) are functions over it.
//
// Thread rule: every method may be called from any thread, except stop() from a callback of an engine.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "base/metrics.h"
#include "crypto/crypto.h"
#include "hubspot/client.h"
#include "jobs/scheduler.h"
#include "net/http_client.h"
#include "store/connection.h"
#include "store/database.h"
#include "store/request_days.h"
#include "sync/engine.h"
#include "sync/watch.h"

namespace every::app {

struct HubSpotOptions {
  std::string client_id, client_secret;  // empty: only a pasted token connects
  std::string public_url;                // as the browser sees Every, without a slash at the end
  std::string webhook_url;               // the address that HubSpot calls, as it signs it, without a query
  std::string api_url = "https://api.hubapi.com";
  std::string app_url = "https://app.hubspot.com";
  hubspot::QuotaOptions quota;
};

class HubSpotHub {
 public:
  // Tells whoever listens to the workspace's events: kind as in the contract ("sync.progress"), data its
  // JSON.
  using Publish = std::function<void(const store::Tenant&, std::string_view kind, const json::value& data)>;
  // All of it outlives the hub.
  struct Parts {
    store::Database& db;
    Clock& clock;
    Random& random;
    Log& log;
    Metrics& metrics;
    const crypto::Sealer& sealer;
    net::HttpClient& http;
    Tasks& tasks;   // the engines' threads and how they wait
    Tasks& pauses;  // how a request waits for HubSpot: the same, unless a test lets its clock sleep
    Publish publish;
    HubSpotOptions options;
  };
  explicit HubSpotHub(Parts parts);
  ~HubSpotHub();  // stop()
  HubSpotHub(const HubSpotHub&) = delete;
  HubSpotHub& operator=(const HubSpotHub&) = delete;

  // Continues the runs that the last process left, then keeps the schedule.
  void start();
  // Checkpoints what runs and ends the schedule; nothing starts afterwards.
  void stop();

  store::Database& db() { return parts_.db; }
  Clock& clock() { return parts_.clock; }
  Random& random() { return parts_.random; }
  Log& log() { return parts_.log; }
  Metrics& metrics() { return parts_.metrics; }
  const crypto::Sealer& sealer() const { return parts_.sealer; }
  const HubSpotOptions& options() const { return parts_.options; }
  const hubspot::OAuth& oauth() const { return oauth_; }

  sync::Engine& engine(const store::Tenant& tenant);
  // What keeps the workspace in step between its runs.
  sync::Watch& watch(const store::Tenant& tenant);
  // Starts or joins a run and tells about it. Errors: those of Engine::start, and the reason of a connection
  // that needs a person (token_expired, …).
  Result<store::Run> start_run(const store::Tenant& tenant, const sync::StartRequest& request);
  // A portal for tokens that are not stored, with a quota of its own: for trying them.
  std::shared_ptr<hubspot::Portal> trial(const hubspot::Tokens& tokens);
  // The portal of the stored connection, one for all who use it. Errors: not_connected, or the reason why the
  // connection needs a person.
  Result<std::shared_ptr<hubspot::Portal>> portal(const store::Tenant& tenant);
  // The connection was made, replaced, ended or rescheduled.
  void connection_changed(const store::Tenant& tenant);

  // What this process sent to the workspace's portal, and HubSpot's limits as far as it told them.
  struct Usage {
    sync::Traffic traffic;
    std::optional<hubspot::Quota::State> quota;  // nothing before the first use of the connection
    hubspot::Meter::Recent recent;               // of every workspace that shares the account's quota
    int share_percent = 0;                    // of HubSpot's window, what the sync may use as things are set
    Date today;                               // the account's day
    store::RequestDays::Counts today_counts;  // of this workspace, over restarts
  };
  Usage usage(const store::Tenant& tenant);
  // After a person was erased: takes it out of the database's files too, now or as soon as that can be done.
  void scrub_erased();
  // The gauges of HubSpot's limits, for /metrics.
  void measure();

  void publish(const store::Tenant& tenant, std::string_view kind, const json::value& data);
  void publish_connection(const store::Tenant& tenant);  // `connection`, with the whole status
  // `records.changed`; no ids means "many".
  void publish_changed(const store::Tenant& tenant, std::initializer_list<std::string_view> kinds,
                       const std::vector<std::string>& ids = {});

 private:
  struct Workspace {
    std::unique_ptr<sync::Engine> engine;
    std::unique_ptr<sync::Watch> watch;
    std::shared_ptr<hubspot::Portal> portal;
    std::int64_t epoch = -1;                   // of the connection that `portal` is for
    int share_percent = 0;                     // what this workspace's settings let it use
    std::string zone;                          // of the HubSpot account
    std::shared_ptr<hubspot::Client> client;   // of the latest run
    std::shared_ptr<hubspot::Client> watcher;  // of the watch
    sync::Traffic earlier;                     // of the clients before these
    sync::Traffic traffic() const;             // of all of them
  };

  Workspace& workspace(const store::Tenant& tenant);  // with the lock held
  std::shared_ptr<hubspot::Portal> make_portal(const store::Tenant& tenant,
                                               const store::Connection& connection);
  // With the lock held: the quota of the account, which all workspaces that are connected to it in the same
  // way share; and how much of HubSpot's limits each of these may use, which the most careful of them says.
  std::shared_ptr<hubspot::Quota> quota_of(const store::Tenant& tenant, const store::Connection& connection);
  void share_quotas();
  void keep_counts();  // what the meters counted, into the database
  using ClientOf = std::shared_ptr<hubspot::Client> Workspace::*;
  Result<std::shared_ptr<sync::Source>> source(const store::Tenant& tenant, ClientOf client,
                                               hubspot::Priority priority);
  std::unique_ptr<sync::Watch> make_watch(const store::Tenant& tenant);
  std::optional<Millis> look_pace(const store::Tenant& tenant);
  void connection_died(const store::Tenant& tenant, std::int64_t epoch, const Error& error);
  void run_done(const store::Tenant& tenant, const store::Run& run);
  std::vector<jobs::Entry> schedule();
  void look_after_runs();

  const Parts parts_;
  const std::string owner_;  // of the leases: this process
  const hubspot::Services services_;
  const hubspot::OAuth oauth_;
  std::mutex mutex_;  // guards workspaces_; never held while an engine, a portal or a listener is called
  std::map<std::string, Workspace> workspaces_;
  std::map<std::string, std::weak_ptr<hubspot::Quota>> quotas_;  // by account and way in
  bool started_ = false, stopped_ = false;
  jobs::Scheduler scheduler_;
};

// The error that stands for a connection which only a person can mend.
Error reconnect_error(const store::Connection& connection);

}  // namespace every::app
