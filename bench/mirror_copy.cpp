// The engine's own way from the wire to a committed mirror row, alone: the lane, client, quota and store that
// a sync runs, without what is derived from the mirror afterwards. `./dev bench cost` puts it beside the
// floor and beside a script. Built with the release only.
//
//   every_bench_mirror URL TOKEN DATABASE first_load|sweep   ->   {"records":…,"pages":…,"seconds":…}
#include <fmt/format.h>
#include <sys/resource.h>

#include "hubspot/client.h"
#include "store/accounts.h"
#include "store/leases.h"
#include "sync/first_load.h"

namespace every {
namespace {

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// A pasted token needs no store.
class GivenToken final : public hubspot::TokenStore {
 public:
  explicit GivenToken(std::string token) : token_(std::move(token)) {}
  Result<hubspot::Tokens> load() override { return hubspot::Tokens{token_, "", std::nullopt}; }
  Status save(const hubspot::Tokens&) override { return done(); }

 private:
  std::string token_;
};

store::Run connected_run(store::Database& db, const store::Tenant& tenant, Clock& clock, Random& random,
                         const std::string& kind) {
  return db.write([&](store::Tx& tx) {
    store::Workspace workspace;
    workspace.id = tenant.id();
    if (!store::Accounts(tx).workspace(tenant)) store::Accounts(tx).insert_workspace(workspace);
    store::Connection connection;
    connection.state = store::ConnectionState::connected;
    connection.epoch = 1;
    store::Connections(tx, tenant).put(connection);
    store::Runs runs(tx, tenant);
    // One run at a time; the one before is over.
    if (auto before = runs.active()) {
      before->state = store::RunState::succeeded;
      runs.update(*before);
    }
    store::Run run;
    run.id = new_id(clock, random);
    run.kind = kind;
    run.state = store::RunState::running;
    run.epoch = 1;
    run.created_at = clock.now();
    runs.insert(run);
    return run;
  });
}

std::int64_t lease_of(store::Database& db, const store::Tenant& tenant, Clock& clock) {
  return db.write([&](store::Tx& tx) {
    return store::Leases(tx, tenant).take("bench", clock.now(), Millis(60'000)).value_or(0);
  });
}

Status copy(const std::string& url, const std::string& token, const std::string& path,
            const std::string& kind) {
  Log log(Log::Level::warn);
  Metrics metrics;
  SystemClock clock;
  SystemRandom random;
  RealTasks tasks;
  EVERY_TRY(db, store::Database::open({.url = "sqlite:" + path}, log));
  const auto http = net::make_curl_client({.allowed_origins = {url}});
  const hubspot::Services services{*http, clock, random, log, metrics, tasks};
  hubspot::PortalOptions options{.endpoints = hubspot::Endpoints(url, url)};
  options.quota.percent_for_others = 0;
  const auto portal =
      std::make_shared<hubspot::Portal>(options, std::make_unique<GivenToken>(token), services);
  const store::Tenant tenant("bench");
  const sync::Engine::Parts parts{*db, tenant, {}, clock, random, log, metrics, tasks, {}, {}, "bench"};
  sync::RunContext run(parts, connected_run(*db, tenant, clock, random, kind), {"reading"},
                       lease_of(*db, tenant, clock));
  run.use(std::make_shared<hubspot::Client>(portal, hubspot::Priority::background));

  sync::LaneBoard board(tasks, run.stop());
  store::Cursor cursor;
  cursor.lane = sync::list_lane_name(sync::ObjectType::contact);
  const double before = processor_seconds();
  EVERY_CHECK(sync::ListLane(run, board, sync::ObjectType::contact, cursor, clock.now()).run());
  const double seconds = processor_seconds() - before;
  const store::Run row = run.snapshot();
  const auto& counts = row.counts;
  fmt::print("{{\"records\":{},\"pages\":{},\"written\":{},\"seconds\":{}}}\n",
             counts.created + counts.updated + counts.unchanged, row.requests,
             counts.created + counts.updated, seconds);
  return done();
}

}  // namespace
}  // namespace every

int main(int count, char** arguments) {
  if (count != 5) {
    fmt::print(stderr, "usage: every_bench_mirror URL TOKEN DATABASE first_load|sweep\n");
    return 2;
  }
  const auto status = every::copy(arguments[1], arguments[2], arguments[3], arguments[4]);
  if (status.ok()) return 0;
  fmt::print(stderr, "mirror: {}\n", status.error().detail);
  return 1;
}
