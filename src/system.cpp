#include "system.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace every {
namespace {

Log::Level level_of(const std::string& name) {
  if (name == "debug") return Log::Level::debug;
  if (name == "warn") return Log::Level::warn;
  if (name == "error") return Log::Level::error;
  return Log::Level::info;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

std::string web_dir(const app::Config& config) {
  if (!config.web_dir.empty()) return config.web_dir;
  std::error_code ec;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", ec);
  for (const auto& dir :
       {binary.parent_path() / "../../web/dist", binary.parent_path() / "../share/every/web"})
    if (std::filesystem::exists(dir / "index.html", ec)) return dir.string();
  return (binary.parent_path() / "../../web/dist").string();
}

// Changes with every build of the client that is served, and not only with a release.
std::string version_of(const app::Config& config) {
  const std::string page = read_file(std::filesystem::path(web_dir(config)) / "index.html");
  return fmt::format("{}+{}", EVERY_VERSION, crypto::sha256_hex(page).substr(0, 12));
}

System::System(app::Config config)
    : config_(std::move(config)),
      log_(level_of(config_.log_level)),
      events_(std::chrono::seconds(15), version_of(config_),
              static_cast<std::uint64_t>(to_ms(clock_.now()))) {}

Result<std::unique_ptr<System>> System::build(app::Config config) {
  std::unique_ptr<System> system(new System(std::move(config)));
  System& s = *system;
  std::error_code ec;
  std::filesystem::create_directories(s.config_.data_dir, ec);
  EVERY_TRY(sealer, crypto::Sealer::from_file(s.config_.secret_key_file));
  s.sealer_ = sealer;
  EVERY_TRY(db, store::Database::open({.url = s.config_.database_url, .readers = 6}, s.log_));
  s.db_ = std::move(db);
  s.http_ = net::make_curl_client({.allowed_origins = {s.config_.hubspot_api_url}});
  s.hubspot_ = std::make_unique<app::HubSpotHub>(app::HubSpotHub::Parts{
      .db = *s.db_,
      .clock = s.clock_,
      .random = s.random_,
      .log = s.log_,
      .metrics = s.metrics_,
      .sealer = *s.sealer_,
      .http = *s.http_,
      .tasks = s.tasks_,
      .pauses = s.tasks_,
      .publish = [&s](const store::Tenant& tenant, std::string_view kind,
                      const json::value& data) { s.events_.publish(tenant, kind, data); },
      .options = {.client_id = s.config_.hubspot_client_id,
                  .client_secret = s.config_.hubspot_client_secret,
                  .public_url = s.config_.public_url,
                  .webhook_url = s.config_.hubspot_webhook_url,
                  .api_url = s.config_.hubspot_api_url,
                  .app_url = s.config_.hubspot_app_url,
                  .quota = {.percent_for_others = 100 - s.config_.hubspot_quota_share,
                            // HubSpot allows an account five searches a second.
                            .search_per_second = std::max(1, 5 * s.config_.hubspot_quota_share / 100)}}});
  s.app_ = std::make_unique<app::App>(
      app::App{*s.db_, s.clock_, s.random_, s.log_, s.metrics_, s.events_, *s.hubspot_, s.config_});
  s.post_ = std::make_unique<app::Post>(*s.app_, s.tasks_);
  s.drafter_ = std::make_unique<app::Drafter>(*s.app_, s.tasks_);
  const std::string web = web_dir(s.config_);
  EVERY_TRY(files, http::Files::load(web));
  s.files_ = std::move(files);
  s.api_ =
      std::make_unique<api::Api>(*s.app_, s.files_, read_file(std::filesystem::path(web) / "openapi.json"));
  s.server_ = std::make_unique<http::Server>(
      http::ServerOptions{.address = s.config_.address(),
                          .port = s.config_.port(),
                          // A file of clients (app/import_clients.h) is the largest that comes.
                          .body_bytes_max = 8 * 1024 * 1024},
      [&s](const http::Request& request) { return s.api_->handle(request); },
      [&s](int status) { return s.api_->refuse(status); }, s.log_);
  return system;
}

System::~System() {
  stop();
}

Status System::start() {
  EVERY_CHECK(server_->start());
  hubspot_->start();
  post_->start();
  drafter_->start();
  log_.info("serve.started",
            {{"url", config_.public_url}, {"port", server_->port()}, {"version", EVERY_VERSION}});
  return done();
}

void System::stop() {
  events_.close();
  if (server_) server_->stop();
  if (drafter_) drafter_->stop();
  if (post_) post_->stop();
  if (hubspot_) hubspot_->stop();
}

}  // namespace every
