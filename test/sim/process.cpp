#include "process.h"

#include <fmt/format.h>

#include "app/receive_webhooks.h"
#include "base/text.h"
#include "store/connection.h"

namespace every::sim {
namespace {

class KeptTokens final : public hubspot::TokenStore {
 public:
  explicit KeptTokens(Keep& keep) : keep_(keep) {}
  Result<hubspot::Tokens> load() override { return keep_.tokens; }
  Status save(const hubspot::Tokens& tokens) override {
    keep_.tokens = tokens;
    return done();
  }

 private:
  Keep& keep_;
};

}  // namespace

hubspot::OAuthApp oauth_app() {
  return {std::string(sandbox::kDefaultClientId), std::string(sandbox::kDefaultClientSecret),
          "http://localhost/callback"};
}

Process::Process(Keep& keep) : keep_(keep), db_(keep.file, keep.stage) {
  const std::string owner = fmt::format("life {}", ++keep.lives);
  const auto parts = [&](hubspot::Priority priority) {
    return sync::Engine::Parts{
        .db = db_,
        .tenant = keep.tenant,
        .source = [this, priority] { return source(priority); },
        .clock = keep.stage,
        .random = keep.random,
        .log = keep.log,
        .metrics = keep.metrics,
        .tasks = keep.stage,
        .owner = owner,
    };
  };
  auto engine = parts(hubspot::Priority::background);
  engine.on_progress = [this](const store::Run& run) { progress(run); };
  engine.on_done = [this](const store::Run& run) {
    progress(run);
    watch_->run_ended(run);
  };
  engine_ = std::make_unique<sync::Engine>(std::move(engine));
  // A person waits for what a webhook tells.
  watch_ = std::make_unique<sync::Watch>(sync::Watch::Parts{
      .engine = parts(hubspot::Priority::interactive),
      .start_run = [this](const sync::StartRequest& request) { return engine_->start(request); },
      .pace = [this] { return keep_.pace; },
      .on_changed = {},
      .on_looked = {},
      .on_missed = {},
  });
  watch_->start();
}

Process::~Process() {
  watch_->stop();
  engine_.reset();
}

void Process::forget_portal() {
  portal_.reset();
  watch_->connection_changed();
}

int Process::receive(const sandbox::Delivery& delivery) {
  if (dead()) return 0;
  app::HubSpotOptions options;
  options.client_secret = sandbox::kDefaultClientSecret;
  options.webhook_url = kWebhookUrl;
  const auto header = [&](std::string_view wanted) -> std::string_view {
    for (const auto& [name, value] : delivery.headers)
      if (to_lower_ascii(name) == wanted) return value;
    return "";
  };
  try {
    const auto received =
        app::receive_webhooks({.options = options,
                               .db = db_,
                               .clock = keep_.stage,
                               .metrics = keep_.metrics,
                               .hinted = [this](const store::Tenant&) { watch_->hinted(); }},
                              {.query = "",
                               .body = delivery.body,
                               .signature = header("x-hubspot-signature-v3"),
                               .timestamp = header("x-hubspot-request-timestamp")});
    return received.ok() ? 204 : 400;
  } catch (const store::StorageError&) {
    return 0;
  }
}

hubspot::Services Process::services() const {
  return {keep_.network, keep_.stage, keep_.random, keep_.log, keep_.metrics, keep_.stage};
}

Result<std::shared_ptr<sync::Source>> Process::source(hubspot::Priority priority) {
  const auto connection =
      keep_.file.read([&](store::Tx& tx) { return store::Connections(tx, keep_.tenant).get(); });
  if (connection.state != store::ConnectionState::connected)
    return Error(Code::token_expired, "HubSpot no longer accepts our access.", "Connect HubSpot again.");
  if (!portal_) {
    hubspot::PortalOptions options{.endpoints = hubspot::Endpoints("http://sandbox", "http://sandbox"),
                                   .app = oauth_app(),
                                   .quota = {},
                                   .connection = {},
                                   .time_zone = ""};
    options.connection.portal_id = connection.portal_id;
    options.connection.on_dead = [this, epoch = connection.epoch](const Error& error) {
      keep_.file.write([&](store::Tx& tx) {
        store::Connections connections(tx, keep_.tenant);
        if (connections.get().epoch == epoch)
          connections.set_state(store::ConnectionState::needs_reconnection, std::string(name(error.code)));
      });
    };
    portal_ = std::make_shared<hubspot::Portal>(std::move(options), std::make_unique<KeptTokens>(keep_),
                                                services());
  }
  std::shared_ptr<sync::Source> client = std::make_shared<hubspot::Client>(portal_, priority);
  return keep_.spoil ? keep_.spoil(std::move(client)) : client;
}

void Process::progress(const store::Run& run) {
  int& seen = keep_.percent.try_emplace(run.id, -1).first->second;
  if (run.percent < seen)
    keep_.complaint =
        fmt::format("the percent of the {} went back from {} to {}", run.kind, seen, run.percent);
  seen = run.percent;
}

}  // namespace every::sim
