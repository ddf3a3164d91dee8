// The whole system, built in order: each part gets what it needs from those above it, and they end in
// reverse.
#pragma once

#include <memory>
#include <string>

#include "api/api.h"
#include "app/config.h"
#include "app/context.h"
#include "app/draft_entered.h"
#include "app/events.h"
#include "app/hubspot_hub.h"
#include "app/post.h"
#include "base/id.h"
#include "base/log.h"
#include "base/metrics.h"
#include "crypto/crypto.h"
#include "http/files.h"
#include "http/server.h"
#include "hubspot/services.h"
#include "net/http_client.h"
#include "store/database.h"

namespace every {

// Where the built client is: as it is set, else beside the binary of a checkout, or where a package puts it.
std::string web_dir(const app::Config& config);

class System {
 public:
  // Opens the key file and the database, reads the built web client. Error: storage_failed, validation.
  static Result<std::unique_ptr<System>> build(app::Config config);
  ~System();  // stops

  // Serves, continues what the last process left, keeps the schedule. Error: network (port in use).
  Status start();
  // Requests end, running syncs are checkpointed, the schedule stops. Idempotent.
  void stop();

  const app::App& app() const { return *app_; }
  std::uint16_t port() const { return server_->port(); }

 private:
  explicit System(app::Config config);

  app::Config config_;
  SystemClock clock_;
  SystemRandom random_;
  Log log_;
  Metrics metrics_;
  std::shared_ptr<const crypto::Sealer> sealer_;
  std::unique_ptr<store::Database> db_;
  std::unique_ptr<net::HttpClient> http_;
  RealTasks tasks_;
  app::EventHub events_;
  std::unique_ptr<app::HubSpotHub> hubspot_;
  std::unique_ptr<app::App> app_;
  std::unique_ptr<app::Post> post_;
  std::unique_ptr<app::Drafter> drafter_;
  http::Files files_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace every
