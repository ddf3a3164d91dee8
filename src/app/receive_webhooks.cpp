#include "app/receive_webhooks.h"

#include "hubspot/signature.h"
#include "hubspot/webhook.h"
#include "store/hints.h"
#include "store/webhooks.h"
#include "sync/untold.h"
#include "sync/watch.h"

namespace every::app {
namespace {

using Events = std::vector<hubspot::WebhookEvent>;

constexpr const char* kCalls = "every_webhook_calls_total";
constexpr const char* kEvents = "every_webhook_events_total";

// A call passes for five minutes around its time, so for twice as long the same call could come again.
constexpr Millis kRemembered = 2 * hubspot::kSignatureLife;

struct Tally {
  std::int64_t accepted = 0, repeated = 0;
};

std::set<std::string> kinds_of(const Events& events) {
  std::set<std::string> out;
  for (const auto& event : events)
    for (const auto& touched : event.touched)
      out.insert(sync::told_kind(touched.type, hubspot::name(event.kind), event.property));
  return out;
}

Tally keep(store::Tx& tx, const store::Tenant& tenant, const std::string& portal_id, const Events& events,
           Instant now) {
  store::Webhooks webhooks(tx, tenant);
  store::Hints hints(tx, tenant);
  Tally tally;
  webhooks.forget_accepted_before(now - kRemembered);
  for (const auto& event : events) {
    if (!webhooks.accept(crypto::sha256_hex(event.key), now)) {
      ++tally.repeated;
      continue;
    }
    ++tally.accepted;
    for (const auto& touched : event.touched)
      hints.put({.object_type = std::string(sync::name(touched.type)),
                 .object_id = touched.id,
                 .privacy = event.kind == hubspot::EventKind::privacy_deletion,
                 .occurred_at = event.occurred_at,
                 .received_at = now});
  }
  if (tally.accepted == 0) return tally;
  webhooks.learn(kinds_of(events), now);
  store::WebhookState state = webhooks.state();
  if (state.portal_id != portal_id) state = {.portal_id = portal_id, .looked_at = state.looked_at};
  if (!state.first_at) state.first_at = now;
  state.last_event_at = now;
  state.received += tally.accepted;
  sync::limit_queue(tx, tenant, state, now);
  webhooks.put(state);
  return tally;
}

void count(Metrics& metrics, const char* outcome, std::int64_t events) {
  if (events > 0) metrics.count(kEvents, {{"outcome", outcome}}, static_cast<double>(events));
}

}  // namespace

Status receive_webhooks(const WebhookDesk& desk, const WebhookCall& call) {
  const HubSpotOptions& options = desk.options;
  if (options.client_secret.empty())
    return Error(Code::not_found, "This installation has no HubSpot app whose webhooks it could check.",
                 "Set EVERY_HUBSPOT_CLIENT_ID and EVERY_HUBSPOT_CLIENT_SECRET.");
  const Instant now = desk.clock.now();
  std::string uri = options.webhook_url;
  if (!call.query.empty()) uri.append("?").append(call.query);
  const auto signature = hubspot::verify_signature({.method = "POST",
                                                    .uri = uri,
                                                    .body = call.body,
                                                    .signature = call.signature,
                                                    .timestamp = call.timestamp},
                                                   options.client_secret, now);
  if (!signature.ok()) {
    desk.metrics.count(kCalls, {{"outcome", "refused"}});
    return Error(Code::not_signed_in, "The call is not signed by this installation's HubSpot app.");
  }
  auto batch = hubspot::parse_webhook(call.body);
  desk.metrics.count(kCalls, {{"outcome", batch.ok() ? "accepted" : "unreadable"}});
  if (!batch.ok()) return batch.error();
  count(desk.metrics, "ignored", static_cast<std::int64_t>(batch->ignored));

  std::map<std::string, Events> by_portal;
  for (auto& event : batch->events) by_portal[event.portal_id].push_back(std::move(event));
  for (const auto& [portal_id, events] : by_portal) {
    std::vector<std::string> workspaces;
    Tally tally;
    desk.db.write([&](store::Tx& tx) {
      workspaces = store::workspaces_of_portal(tx, portal_id);
      for (const std::string& id : workspaces) {
        const Tally one = keep(tx, store::Tenant(id), portal_id, events, now);
        tally.accepted += one.accepted;
        tally.repeated += one.repeated;
      }
    });
    count(desk.metrics, "accepted", tally.accepted);
    count(desk.metrics, "repeated", tally.repeated);
    if (workspaces.empty()) count(desk.metrics, "stranger", std::ssize(events));
    if (tally.accepted > 0)
      for (const std::string& id : workspaces) desk.hinted(store::Tenant(id));
  }
  return done();
}

Status receive_webhooks(HubSpotHub& hub, const WebhookCall& call) {
  const WebhookDesk desk{.options = hub.options(),
                         .db = hub.db(),
                         .clock = hub.clock(),
                         .metrics = hub.metrics(),
                         .hinted = [&hub](const store::Tenant& tenant) { hub.watch(tenant).hinted(); }};
  return receive_webhooks(desk, call);
}

}  // namespace every::app
