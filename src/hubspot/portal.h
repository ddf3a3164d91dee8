// Everything that the clients of one connection share: its tokens, its quota, its OAuth app, its meter. Made
// once for each connected workspace and thrown away when it is disconnected or connected anew. The quota
// belongs to the HubSpot account: workspaces that are connected to the same one in the same way share it.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "hubspot/endpoints.h"
#include "hubspot/meter.h"
#include "hubspot/oauth.h"
#include "hubspot/quota.h"
#include "hubspot/token.h"

namespace every::hubspot {

struct PortalOptions {
  Endpoints endpoints{};
  OAuthApp app;  // not needed for a pasted token
  QuotaOptions quota;
  std::shared_ptr<Quota> shared_quota;  // of the account; nothing: one of its own, made of `quota`
  TokenKeeper::Options connection;      // portal id and what to do when the access is gone
  std::string time_zone;                // of the account, if known already
};

class Portal {
 public:
  Portal(PortalOptions options, std::unique_ptr<TokenStore> store, const Services& services);

  const Endpoints& endpoints() const { return options_.endpoints; }
  const Services& services() const { return services_; }
  const OAuth& oauth() const { return oauth_; }
  TokenKeeper& tokens() { return tokens_; }
  Quota& quota() { return *quota_; }
  Meter& meter() { return meter_; }
  // HubSpot's clock minus ours, as the last answer had it.
  std::atomic<std::int64_t>& clock_offset_ms() { return clock_offset_ms_; }

 private:
  const PortalOptions options_;
  const Services services_;
  const std::unique_ptr<TokenStore> store_;
  Meter meter_;
  const OAuth oauth_;
  TokenKeeper tokens_;
  const std::shared_ptr<Quota> quota_;
  std::atomic<std::int64_t> clock_offset_ms_{0};
};

}  // namespace every::hubspot
