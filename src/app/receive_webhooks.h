// HubSpot's webhooks as they come in: proved to be HubSpot's, taken apart, and put where they outlive a
// crash, before HubSpot gets its answer. What they name is read later (sync/watch.h).
#pragma once

#include <functional>
#include <string_view>

#include "app/hubspot_hub.h"

namespace every::app {

struct WebhookCall {
  std::string_view query;      // of the address, as it was sent; "" when there was none
  std::string_view body;       // the raw bytes
  std::string_view signature;  // X-HubSpot-Signature-v3
  std::string_view timestamp;  // X-HubSpot-Request-Timestamp
};

// What receiving needs: the app that signs, the address it was told, and who is told that there are hints.
struct WebhookDesk {
  const HubSpotOptions& options;
  store::Database& db;
  Clock& clock;
  Metrics& metrics;
  std::function<void(const store::Tenant&)> hinted;
};

// Done: every event of a connected account is in its workspaces' queues, or had been already; the others are
// counted. Errors: not_found (no app is configured, so nobody can sign), not_signed_in (and no word on why),
// bad_json, body_too_large.
Status receive_webhooks(const WebhookDesk& desk, const WebhookCall& call);
Status receive_webhooks(HubSpotHub& hub, const WebhookCall& call);

}  // namespace every::app
