// The way back from HubSpot's consent page, through the whole application: a line of query ("{state}" stands
// for the state of a real request), a line that the token endpoint answers, a line for every other question.
#include <filesystem>
#include <mutex>
#include <string>

#include "api/api.h"
#include "app/accounts.h"
#include "app/hubspot_hub.h"
#include "fuzz.h"
#include "store/fresh_database.h"

namespace {

using namespace every;

// The digit before the body says the status.
net::HttpResponse answer(std::string_view line) {
  static constexpr int kStatuses[] = {200, 201, 204, 207, 400, 401, 403, 404, 429, 500};
  const bool digit = !line.empty() && line[0] >= '0' && line[0] <= '9';
  return {digit ? kStatuses[line[0] - '0'] : 200, {}, std::string(digit ? line.substr(1) : line)};
}

class Network final : public net::HttpClient {
 public:
  Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    const std::lock_guard lock(mutex);
    return answer(request.url.find("/oauth/") != std::string::npos ? token : other);
  }
  std::mutex mutex;
  std::string token, other;
};

// One workspace with one signed-in person. Whoever gets through is disconnected again.
class World {
 public:
  World() {
    std::string name = (std::filesystem::temp_directory_path() / "every-fuzz-XXXXXX").string();
    fuzz::expect(::mkdtemp(name.data()) != nullptr, "a directory");
    dir_ = name;
    db_ = store::fresh_database(dir_ / "every.db", log_);
    config_.public_url = kOrigin;
    hub_ = std::make_unique<app::HubSpotHub>(
        app::HubSpotHub::Parts{.db = *db_,
                               .clock = clock_,
                               .random = random_,
                               .log = log_,
                               .metrics = metrics_,
                               .sealer = *sealer_,
                               .http = network,
                               .tasks = tasks_,
                               .pauses = pauses_,
                               .publish = [](const store::Tenant&, std::string_view, const json::value&) {},
                               .options = {.client_id = "id",
                                           .client_secret = "secret-of-the-app",
                                           .public_url = kOrigin,
                                           .api_url = "http://sandbox",
                                           .app_url = "http://sandbox"}});
    app_ =
        std::make_unique<app::App>(app::App{*db_, clock_, random_, log_, metrics_, events_, *hub_, config_});
    api_ = std::make_unique<api::Api>(*app_, files_, "{}");
    const auto dana = app::set_up(
        *app_,
        json::object{{"workspace", json::object{{"name", "F"}, {"currency", "USD"}, {"timeZone", "UTC"}}},
                     {"user", json::object{{"name", "Dana"},
                                           {"email", "dana@fieldstone.example"},
                                           {"password", "correct horse battery"}}}});
    fuzz::expect(dana.ok(), "a workspace");
    session_ = dana->token;
    tenant_ = store::Tenant(dana->workspace.id);
  }
  ~World() {
    hub_->stop();
    api_.reset();
    app_.reset();
    hub_.reset();
    db_.reset();
    std::filesystem::remove_all(dir_);
  }

  http::Response call(http::Method method, const std::string& path, const std::string& query = {},
                      const std::string& body = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query_text = query;
    request.target = query.empty() ? path : path + "?" + query;
    request.query = http::Parameters::parse(query);
    request.headers.set("Origin", kOrigin);
    request.headers.set("Cookie", "every_session=" + session_);
    if (!body.empty()) request.headers.set("Content-Type", "application/json");
    request.body = body;
    request.peer = "192.0.2.1";
    return api_->handle(request);
  }
  // The state of a request that this person really made.
  std::string begin() {
    const auto answer = parse_json(call(http::Method::get, "/api/hubspot/auth/url").body);
    const std::string url(answer->at("url").as_string());
    const auto query = http::Parameters::parse(std::string_view(url).substr(url.find('?') + 1));
    return std::string(query.get("state").value_or(""));
  }
  void disconnect() {
    hub_->engine(tenant_).wait_idle(std::chrono::seconds(30));
    call(http::Method::post, "/api/hubspot/disconnect", "", "{}");
  }

  Network network;

 private:
  static constexpr const char* kOrigin = "http://localhost:8080";
  std::filesystem::path dir_;
  ManualClock clock_{from_ms(1'795'430'000'000)};
  SeededRandom random_{11};
  Log log_{Log::Level::off};
  Metrics metrics_;
  RealTasks tasks_;
  ClockTasks pauses_{clock_};
  std::shared_ptr<const crypto::Sealer> sealer_ = crypto::Sealer::with_key(std::string(32, 'k'));
  std::unique_ptr<store::Database> db_;
  app::Config config_;
  app::EventHub events_;
  http::Files files_;
  std::unique_ptr<app::HubSpotHub> hub_;
  std::unique_ptr<app::App> app_;
  std::unique_ptr<api::Api> api_;
  std::string session_;
  store::Tenant tenant_{""};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace every;
  static World world;
  std::string_view rest = fuzz::text(data, size);
  std::string query(fuzz::line(rest));
  {
    const std::lock_guard lock(world.network.mutex);
    world.network.token = fuzz::line(rest);
    world.network.other = rest;
  }
  constexpr std::string_view kPlace = "{state}";
  if (const auto at = query.find(kPlace); at != std::string::npos)
    query.replace(at, kPlace.size(), http::percent_encode(world.begin()));
  const http::Response answer = world.call(http::Method::get, "/api/hubspot/auth/callback", query);
  const std::string to(answer.headers.get("Location").value_or(""));
  fuzz::expect(answer.status == 302, "the browser goes on");
  fuzz::expect(
      to.starts_with("/") && !to.starts_with("//") && to.find_first_of("\r\n\\") == std::string::npos,
      "to a page of ours");
  fuzz::expect(to.find("secret-of-the-app") == std::string::npos, "no secret in the address");
  if (to.ends_with("hubspot=connected")) world.disconnect();
  return 0;
}
