#include "world.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>

#include "checks.h"
#include "crypto/crypto.h"
#include "hubspot/oauth.h"
#include "store/connection.h"
#include "store/fresh_database.h"
#include "store/hints.h"
#include "sync/first_load.h"

namespace every::sim {
namespace {

const Instant kStart = *parse_rfc3339("2026-11-23T10:00:00Z");
constexpr int kTriesMax = 6;

sandbox::Options portal_of(const History& history) {
  sandbox::Options o;
  o.contacts = static_cast<std::uint64_t>(history.contacts);
  o.companies = static_cast<std::uint64_t>(history.companies);
  o.deals = static_cast<std::uint64_t>(history.deals);
  o.seed = history.seed % 1'000'003 + 1;
  return o;
}

std::filesystem::path fresh_folder() {
  const char* memory = "/dev/shm";
  std::error_code none;
  const auto base = std::filesystem::is_directory(memory, none) ? std::filesystem::path(memory)
                                                                : std::filesystem::temp_directory_path();
  std::string name = (base / "every-sim-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the simulation");
  return name;
}

std::unique_ptr<store::Database> opened(const std::filesystem::path& folder, Log& log) {
  return store::fresh_database(folder / "every.db", log, 2);
}

Metrics& metrics() {
  static Metrics one;
  return one;
}

std::shared_ptr<const crypto::Sealer> sealer() {
  static const auto one = crypto::Sealer::with_key(std::string(32, 'k'));
  return one;
}

bool passes(const store::Run& run) {
  return run.error_code == "rate_limited" || run.error_code == "daily_limit" || run.error_code == "network" ||
         run.error_code == "hubspot_migrating" || run.error_code == "hubspot_down";
}

}  // namespace

World::World(const History& history, std::function<void(const std::string&)> stuck)
    : stage_(history.seed, kStart, std::move(stuck)),
      random_(history.seed),
      sandbox_(portal_of(history), stage_, log_),
      network_(sandbox_, stage_),
      folder_(fresh_folder()),
      file_(opened(folder_, log_)),
      keep_{*file_, stage_, network_, random_, log_, metrics()},
      dana_{.tenant = keep_.tenant,
            .user_id = "u1",
            .name = "Dana",
            .email = "dana@here.example",
            .role = "owner",
            .session_hash = ""} {
  hub_ = std::make_unique<app::HubSpotHub>(app::HubSpotHub::Parts{.db = *file_,
                                                                  .clock = stage_,
                                                                  .random = random_,
                                                                  .log = log_,
                                                                  .metrics = metrics(),
                                                                  .sealer = *sealer(),
                                                                  .http = network_,
                                                                  .tasks = stage_,
                                                                  .pauses = stage_,
                                                                  .publish = {},
                                                                  .options = {}});
  app_ =
      std::make_unique<app::App>(app::App{*file_, stage_, random_, log_, metrics(), events_, *hub_, config_});
  file_->write([&](store::Tx& tx) {
    store::Workspace workspace;
    workspace.id = tenant().id();
    workspace.name = "Fieldstone";
    workspace.created_at = workspace.updated_at = stage_.now();
    store::Accounts(tx).insert_workspace(workspace);
  });
  process_ = std::make_unique<Process>(keep_);
  connect();
  // A third looks between the runs, a half is called by HubSpot from the start.
  const auto d = [&] { return static_cast<std::uint32_t>(stage_.dice() >> 32); };
  if (history.seed % 3 != 0) keep_.pace = history.seed % 3 == 1 ? Millis(600'000) : Millis(2'400'000);
  if (history.seed % 2 == 0) manners({Verb::webhooks, {d(), d(), d(), d() | 1}});
}

World::~World() {
  process_.reset();
  app_.reset();
  hub_.reset();
  file_.reset();
  std::error_code none;
  std::filesystem::remove_all(folder_, none);
}

void World::order(const std::string& verb, const json::object& body) {
  const auto answer =
      sandbox_.handle(http::request_of(http::Method::post, "/sandbox/" + verb, json::serialize(body)));
  if (answer.status != 200) throw std::logic_error("the sandbox refuses " + verb + ": " + answer.body);
}

// A person says yes on HubSpot's page; the tokens are kept, the connection gets a new epoch.
void World::connect() {
  const hubspot::OAuth oauth(hubspot::Endpoints("http://sandbox", "http://sandbox"), oauth_app(),
                             process_->services());
  const std::string url = oauth.authorize_url("state");
  const auto said = sandbox_.handle(http::request_of(http::Method::post, "/oauth/authorize",
                                                     url.substr(url.find('?') + 1) + "&decision=connect"));
  const std::string to(said.headers.get("Location").value_or(""));
  const auto query = http::Parameters::parse(to.substr(to.find('?') + 1));
  const auto grant = oauth.exchange(std::string(query.get("code").value_or("")));
  if (!grant.ok()) throw std::logic_error("cannot connect: " + grant.error().detail);
  process_->engine().cancel_and_wait();
  keep_.tokens = {grant->access_token, grant->refresh_token,
                  stage_.now() + std::chrono::seconds(grant->expires_in_s)};
  process_->forget_portal();
  file_->write([&](store::Tx& tx) {
    store::Connections connections(tx, tenant());
    store::Connection c = connections.get();
    c.state = store::ConnectionState::connected;
    c.reason.clear();
    c.kind = "oauth";
    c.portal_id = grant->portal_id;
    c.scopes = grant->scopes;
    ++c.epoch;
    connections.put(c);
  });
}

void World::revive() {
  process_.reset();
  process_ = std::make_unique<Process>(keep_);
  process_->engine().resume();
}

void World::calm() {
  order("faults", {{"schedule", json::array{}}});
  network_.lost_percent = network_.silent_percent = 0;
  network_.slowest_ms = 200;
}

void World::sleep(Millis time) {
  // Short pieces at first; a long time is mostly without anything to tell.
  for (Millis piece{300}; time > Millis(0); piece = std::min(piece * 2, Millis(3'600'000))) {
    const Millis now = std::min(piece, time);
    stage_.sleep_for(now);
    time -= now;
    if (process_->dead()) continue;
    try {
      process_->engine().look_after();
      deliver();
    } catch (const store::StorageError&) {
      if (!process_->dead()) throw;
    }
  }
}

void World::deliver() {
  const auto lost = [&] { return stage_.dice() % 200 < static_cast<std::uint64_t>(network_.lost_percent); };
  sandbox_.webhooks().deliver([&](const sandbox::Delivery& delivery) {
    if (lost()) return 0;
    const int status = process_->receive(delivery);
    if (status != 0 && status != 204) throw Failure{"a webhook is refused: " + std::to_string(status)};
    return lost() ? 0 : status;
  });
}

// How HubSpot calls, or that it does not.
std::string World::manners(const Step& step) {
  static constexpr int kDropped[] = {0, 0, 0, 5, 30, 100};
  json::object order_body{{"delayMs", step.dice[0] % 5'000},
                          {"retryMs", 1'000},
                          {"batch", 1 + step.dice[1] % 100},
                          {"duplicatePercent", step.dice[1] / 100 % 30},
                          {"dropPercent", kDropped[step.dice[2] % std::size(kDropped)]},
                          {"shuffle", step.dice[2] / 7 % 2 == 0},
                          {"seed", step.dice[3] % 1000},
                          {"everything", true}};
  if (step.dice[3] % 4 == 0)
    order_body["target"] = nullptr;
  else
    order_body["target"] = kWebhookUrl;
  order("webhooks", order_body);
  return "HubSpot's webhooks: " + json::serialize(order_body);
}

// What HubSpot told, and what was seen by looking, is read in the end.
void World::drain() {
  std::int64_t waiting = 0;
  for (int minutes = 0; minutes < 240; ++minutes) {
    sleep(std::chrono::seconds(minutes == 0 ? 3 : 60));
    waiting = file().read([&](store::Tx& tx) { return store::Hints(tx, tenant()).count(); });
    if (waiting == 0 && process_->engine().wait_idle(Millis(0))) return;
  }
  throw Failure{fmt::format("{} hints are never read", waiting)};
}

std::string World::fault(const Step& step) {
  static constexpr const char* kPaths[] = {"/crm/objects/", "/crm/", "/crm/associations/", "/oauth/",
                                           "/crm/objects/2026-09/contacts"};
  static constexpr int kStatuses[] = {500, 502, 503, 504, 423, 429, 477, 401, 403, 524};
  static constexpr const char* kPolicies[] = {"TEN_SECONDLY_ROLLING", "SECONDLY", "DAILY"};
  static constexpr const char* kKinds[] = {"status",   "status",    "status",     "html",        "reset",
                                           "truncate", "half_json", "empty",      "error_as_ok", "slow",
                                           "partial",  "duplicate", "short_page", "oauth_error"};
  json::object fault{{"do", kKinds[step.dice[0] % std::size(kKinds)]}};
  const std::string what(fault.at("do").as_string());
  json::object match{{"nth", 1 + step.dice[1] % 6}};
  match["path"] = what == "oauth_error" ? "/oauth/" : kPaths[step.dice[1] / 7 % std::size(kPaths)];
  fault["match"] = match;
  fault["count"] = 1 + step.dice[2] % 8;
  fault["percent"] = 40 + step.dice[2] / 8 % 61;
  if (what == "status") {
    const int status = kStatuses[step.dice[3] % std::size(kStatuses)];
    fault["status"] = status;
    if (status == 429) fault["policy"] = kPolicies[step.dice[3] / 10 % std::size(kPolicies)];
    if (status == 477) fault["retryAfter"] = 30;
  }
  if (what == "short_page") fault["shown"] = step.dice[3] % 20;
  if (what == "oauth_error") fault["error"] = step.dice[3] % 3 == 0 ? "BAD_REFRESH_TOKEN" : "SERVER_ERROR";
  order("faults", {{"seed", step.dice[3] % 1000}, {"schedule", json::array{fault}}});
  return "HubSpot fails on order: " + json::serialize(fault);
}

std::string World::between(const Step& step) {
  switch (step.verb) {
    case Verb::wait: {
      const auto ms = Millis(1 + step.dice[0] % (step.dice[1] % 3 == 0 ? 30'000 : 1'500));
      sleep(ms);
      return fmt::format("{} ms pass", ms.count());
    }
    case Verb::long_wait: {
      const auto hours = std::chrono::hours(1 + step.dice[0] % (step.dice[1] % 4 == 0 ? 40 : 8));
      sleep(hours);
      return fmt::format("{} hours pass", hours.count());
    }
    case Verb::fault:
      return fault(step);
    case Verb::calm:
      calm();
      return "HubSpot and the network are well again";
    case Verb::network:
      network_.lost_percent = static_cast<int>(step.dice[0] % 30);
      network_.silent_percent = static_cast<int>(step.dice[1] % 3);
      network_.slowest_ms = static_cast<int>(1 + step.dice[2] % 4'000);
      return fmt::format("the network loses {} % and takes up to {} ms", network_.lost_percent,
                         network_.slowest_ms);
    case Verb::limits: {
      const int quota = 5 + static_cast<int>(step.dice[0] % 105),
                search = 1 + static_cast<int>(step.dice[1] % 5);
      const int page = 1 + static_cast<int>(step.dice[2] % 5);
      order("settings", {{"quota", quota},
                         {"associationQuota", quota},
                         {"searchPerSecond", search},
                         {"associationPage", page}});
      return fmt::format("HubSpot allows {} requests in 10 s, {} searches a second, {} associations a page",
                         quota, search, page);
    }
    case Verb::lag:
      lag_ms_ = static_cast<int>(step.dice[0] % (step.dice[1] % 3 == 0 ? 240'000 : 20'000));
      longest_lag_ms_ = std::max(longest_lag_ms_, lag_ms_);
      sandbox_.portal().set_search_lag(0, lag_ms_);
      return fmt::format("the search index runs up to {} ms behind", lag_ms_);
    case Verb::webhooks:
      return manners(step);
    case Verb::kill:
      process_->die();
      revive();
      return "Every is killed and started again";
    case Verb::kill_at:
      process_->die_at(static_cast<int>(step.dice[0] % 25), step.dice[1] % 2 == 0);
      return fmt::format("Every will be killed {} its commit {} from now",
                         step.dice[1] % 2 == 0 ? "after" : "before", step.dice[0] % 25);
    case Verb::revoke:
      order("revoke", {});
      return "the app is uninstalled in HubSpot";
    case Verb::reconnect:
      calm();
      connect();
      return "Dana connects HubSpot again";
    case Verb::expire_tokens:
      order("expire-tokens", {});
      return "HubSpot's access tokens end early";
    default:
      return settle(step.verb == Verb::settle_fully);
  }
}

// Nothing is at work any more. What a killed process left waits until its lease is over.
void World::come_to_rest() {
  for (int n = 0; n < 100; ++n) {
    while (!process_->engine().wait_idle(std::chrono::hours(1)));
    if (!file().read([&](store::Tx& tx) { return store::Runs(tx, tenant()).active().has_value(); })) return;
    sleep(std::chrono::seconds(20));
  }
  throw Failure{"a run is never taken up again"};
}

// When the load began that this run goes on with.
Instant World::load_began(const store::Run& run) {
  const auto cursors = file().read([&](store::Tx& tx) { return store::Runs(tx, tenant()).cursors(run.id); });
  const auto start = cursors.find(std::string(sync::kStartLane));
  if (start == cursors.end()) return Instant{};
  return parse_rfc3339(start->second.position.substr(0, start->second.position.find(' ')))
      .value_or(Instant{});
}

// In a healthy world a run comes to its end, and well; what passes may be waited for.
store::Run World::run_to_success(const std::string& kind) {
  const Instant since = stage_.now();
  for (int tries = 0;; ++tries) {
    const auto asked =
        process_->engine().start({.kind = kind, .trigger = "manual", .by = "Dana", .import = std::nullopt});
    if (!asked.ok()) throw Failure{"a sync is refused: " + asked.error().detail};
    come_to_rest();
    const store::Run run =
        file().read([&](store::Tx& tx) { return *store::Runs(tx, tenant()).find(asked->id); });
    check_run(*this, run);
    // One that was under way may have been joined; and a first load that goes on where another ended has
    // not seen what happened in between to what that one read.
    const bool whole = run.kind == "sweep" || (run.kind == kind && kind == "incremental") ||
                       (run.kind == "first_load" && load_began(run) >= since);
    // A record may need a person; what could not be read is read again.
    const bool read = run.state == store::RunState::succeeded ||
                      (run.state == store::RunState::partial && file().read([&](store::Tx& tx) {
                        return store::Runs(tx, tenant()).general_errors(run.id) == 0;
                      }));
    if (read && whole) return run;
    if (tries == kTriesMax)
      throw Failure{fmt::format("a {} does not succeed although everything is well: {} {} ({})", run.kind,
                                store::name(run.state), run.error_code, run.error_detail)};
    if (run.error_code == "token_expired" || run.error_code == "token_invalid" ||
        run.error_code == "not_connected")
      connect();
    else if (passes(run))
      sleep(std::chrono::hours(25));
  }
}

std::string World::settle(bool fully) {
  calm();
  order("settings", {{"quota", 200}, {"associationQuota", 200}, {"searchPerSecond", 10}});
  if (process_->dead()) revive();
  process_->die_at(-1, false);
  come_to_rest();
  const auto state = file().read([&](store::Tx& tx) { return store::Connections(tx, tenant()).get().state; });
  if (state != store::ConnectionState::connected) connect();
  sleep(Millis(longest_lag_ms_) + std::chrono::seconds(61));
  longest_lag_ms_ = lag_ms_;
  if (run_to_success(fully ? "sweep" : "incremental").kind != "incremental") silent_.clear(), fully = true;
  drain();
  check_all(*this, fully);
  if (!fully) return "EVERYTHING SETTLES after an increment";
  // Nothing changed since: nothing changes, and it costs next to nothing.
  const std::string before = here_text(*this);
  const store::Run again = run_to_success("incremental");
  if (again.requests > 5)
    throw Failure{fmt::format("a run without changes took {} requests", again.requests)};
  if (const std::string after = here_text(*this); after != before)
    throw Failure{"a second projection changes something:\n" + difference(before, after)};
  return "EVERYTHING SETTLES after a sweep";
}

std::string World::take(const Step& step) {
  // Two changes never fall into one millisecond with a reading between them.
  sleep(Millis(1));
  if (process_->dead()) revive();
  if (!keep_.complaint.empty()) throw Failure{keep_.complaint};
  try {
    if (step.verb <= Verb::owner) return in_hubspot(step);
    if (step.verb <= Verb::cancel) return by_person(step);
    return between(step);
  } catch (const store::StorageError&) {
    if (!process_->dead()) throw;
    revive();
    return "Every was killed while Dana clicked, and is started again";
  }
}

}  // namespace every::sim
