#include "virtual_load.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>

#include "base/json.h"
#include "hubspot/client.h"
#include "network.h"
#include "stage.h"
#include "store/accounts.h"
#include "store/connection.h"
#include "sync/engine.h"

namespace every::sim {
namespace {

constexpr std::uint64_t kTurnsMax = 100'000'000;
constexpr Millis kPatience{std::chrono::hours(48)};

[[noreturn]] void stuck(const std::string& why) {
  fmt::print(stderr, "the load does not end: {}\n", why);
  std::exit(1);
}

class PastedToken final : public hubspot::TokenStore {
 public:
  Result<hubspot::Tokens> load() override {
    return hubspot::Tokens{std::string(sandbox::kDefaultStaticToken), "", std::nullopt};
  }
  Status save(const hubspot::Tokens&) override { return done(); }
};

// A folder that goes with its owner.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "every-load-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the load");
    path_ = name;
  }
  ~Folder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string url() const { return "sqlite:" + (path_ / "every.db").string(); }

 private:
  std::filesystem::path path_;
};

void connect(store::Database& db, const store::Tenant& tenant) {
  db.write([&](store::Tx& tx) {
    store::Workspace workspace;
    workspace.id = tenant.id();
    store::Accounts(tx).insert_workspace(workspace);
    store::Connection connection;
    connection.state = store::ConnectionState::connected;
    connection.epoch = 1;
    store::Connections(tx, tenant).put(connection);
  });
}

}  // namespace

std::string play_load(const Load& load) {
  Log log(Log::Level::error);
  Metrics metrics;
  Stage stage(1, *parse_rfc3339("2026-11-23T10:00:00Z"), stuck, kTurnsMax);
  SeededRandom random(1);
  sandbox::Options portal;
  portal.contacts = load.contacts;
  portal.companies = load.companies;
  portal.deals = load.deals;
  portal.private_quota_per_10_s = portal.quota_per_10_s;
  portal.daily_quota = 1'000'000'000;
  sandbox::Sandbox hubspot(portal, stage, log);
  Network network(hubspot, stage);
  network.slowest_ms = network.quickest_ms = load.latency_ms;
  const Folder folder;
  auto db = store::Database::open({.url = folder.url()}, log);
  if (!db.ok()) throw std::runtime_error(db.error().detail);
  const store::Tenant tenant("w1");
  connect(**db, tenant);

  hubspot::PortalOptions options{.endpoints = hubspot::Endpoints("http://sandbox", "http://sandbox")};
  options.quota.percent_for_others = 0;
  const auto account =
      std::make_shared<hubspot::Portal>(options, std::make_unique<PastedToken>(),
                                        hubspot::Services{network, stage, random, log, metrics, stage});
  const auto source = [&]() -> Result<std::shared_ptr<sync::Source>> {
    return std::shared_ptr<sync::Source>(
        std::make_shared<hubspot::Client>(account, hubspot::Priority::background));
  };
  sync::Engine engine({**db, tenant, source, stage, random, log, metrics, stage, {}, {}, "load"});
  const auto began = stage.now();
  const auto started = engine.start({.kind = "first_load"});
  if (!started.ok()) throw std::runtime_error(started.error().detail);
  engine.wait_idle(kPatience);
  const auto run = (*db)->read([&](store::Tx& tx) { return *store::Runs(tx, tenant).find(started->id); });
  const auto took = std::chrono::duration<double>(run.finished_at.value_or(stage.now()) - began).count();
  const auto state = parse_json(hubspot.handle(http::request_of(http::Method::get, "/sandbox/state")).body);
  const json::object& counted = state->get_object();
  return json::serialize(json::object{
      {"seconds", took},
      {"state", store::name(run.state)},
      {"created", run.counts.created},
      {"lineItems", counted.at("portals").as_array().at(0).at("records").at("line_items").at("live")},
      {"requests", counted.at("requests")}});
}

}  // namespace every::sim
