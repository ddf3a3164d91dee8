#include "sandbox/sandbox.h"

#include <fmt/format.h>

#include "net/http_client.h"
#include "sandbox/generator.h"
#include "sandbox/sandbox_detail.h"

namespace every::sandbox {
namespace {

constexpr Sizes kSecondSizes = {40, 12, 15};

}  // namespace

Sandbox::Impl::Impl(Options o, Clock& c, Log& l)
    : options(std::move(o)),
      clock(c),
      log(l),
      main(main_account(), options.portal_id),
      second(second_account(), options.second_portal_id),
      oauth(options, random),
      webhooks(options, clock) {
  settings.quota_per_10_s = options.quota_per_10_s;
  settings.private_quota_per_10_s = options.private_quota_per_10_s;
  settings.association_per_10_s = options.association_per_10_s;
  settings.daily_quota = options.daily_quota;
  settings.search_per_second = options.search_per_second;
  settings.latency_ms = options.latency_ms;
  settings.association_page = options.association_page;
  if (!options.keep_in.empty()) {
    auto opened = Memory::open(options.keep_in, options, clock.now());
    if (opened.ok())
      memory = *std::move(opened);
    else
      memory_opened = opened.error();
  }
  const Instant born = memory == nullptr ? clock.now() : memory->born();
  generate(main, {options.contacts, options.companies, options.deals}, options.seed, born);
  generate(second, kSecondSizes, options.seed + 1000, born);
  for (Portal* portal : {&main, &second}) {
    portal->set_search_lag(options.search_lag_min_ms, options.search_lag_max_ms);
    portal->tell([this, id = portal->id()](const std::vector<Event>& events) {
      if (oauth.installed(id)) webhooks.told(events);
    });
  }
  if (memory == nullptr) return;
  for (const KeptOrder& order : memory->orders()) (void)carry_out(order);
  oauth.remember(memory->tokens());
}

void Sandbox::Impl::hang(int ms) {
  std::unique_lock lock(stop_mutex);
  stop_signal.wait_for(lock, std::chrono::milliseconds(ms), [&] { return stopping; });
}

// Any 2xx within five seconds is a delivery.
Courier Sandbox::Impl::courier() {
  return [this](const Delivery& delivery) {
    const std::size_t path = delivery.url.find('/', delivery.url.find("://") + 3);
    const auto client = net::make_curl_client({.allowed_origins = {delivery.url.substr(0, path)}});
    net::HttpRequest request{.method = "POST",
                             .url = delivery.url,
                             .headers = delivery.headers,
                             .body = delivery.body,
                             .timeout = std::chrono::seconds(5)};
    const auto answer = client->send(request);
    log.info(
        "sandbox.webhook",
        {{"url", delivery.url}, {"attempt", delivery.attempt}, {"status", answer.ok() ? answer->status : 0}});
    return answer.ok() ? answer->status : 0;
  };
}

Sandbox::Sandbox(Options options, Clock& clock, Log& log)
    : impl_(std::make_unique<Impl>(std::move(options), clock, log)) {}
Sandbox::~Sandbox() {
  stop();
}

Result<std::map<std::string, Loaded>> Sandbox::load_files() {
  std::map<std::string, Loaded> out;
  for (const auto& file : impl_->options.load_files) {
    EVERY_TRY(loaded, load(impl_->main, file));
    out[file.filename().string()] = std::move(loaded);
  }
  return out;
}

Status Sandbox::start() {
  EVERY_CHECK(impl_->memory_opened);
  http::ServerOptions server;
  server.address = impl_->options.address;
  server.port = impl_->options.port;
  server.workers = impl_->options.workers;
  impl_->server = std::make_unique<http::Server>(
      server, [this](const http::Request& request) { return impl_->handle(request); },
      [this](int status) {
        return problem({.status = status, .message = "The request was refused."}, impl_->correlation_id());
      },
      impl_->log);
  EVERY_CHECK(impl_->server->start());
  impl_->webhooks.start(impl_->courier());
  impl_->log.info("sandbox.listening",
                  {{"address", impl_->options.address}, {"port", impl_->server->port()}});
  return done();
}

std::uint16_t Sandbox::port() const {
  return impl_->server == nullptr ? 0 : impl_->server->port();
}

void Sandbox::stop() {
  {
    const std::lock_guard lock(impl_->stop_mutex);
    impl_->stopping = true;
  }
  impl_->stop_signal.notify_all();
  impl_->webhooks.stop();
  if (impl_->server != nullptr) impl_->server->stop(1000);
}

Response Sandbox::handle(const http::Request& request) {
  return impl_->handle(request);
}
Portal& Sandbox::portal() {
  return impl_->main;
}
Portal& Sandbox::second_portal() {
  return impl_->second;
}
Webhooks& Sandbox::webhooks() {
  return impl_->webhooks;
}

}  // namespace every::sandbox
