#include "app/disconnect_portal.h"

#include "app/hubspot_activity.h"
#include "app/hubspot_tokens.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/receipts.h"

namespace every::app {
namespace {

// HubSpot is asked for at most this long; what it does not confirm by then dies with the erased token.
constexpr std::chrono::seconds kPatience{20};

bool shared_with_another_workspace(store::Tx& tx, const store::Tenant& tenant, const std::string& portal_id) {
  for (const std::string& id : store::connected_workspaces(tx)) {
    const store::Tenant other(id);
    if (!(other == tenant) && store::Connections(tx, other).get().portal_id == portal_id) return true;
  }
  return false;
}

// Takes the app out of the account (unless another workspace uses it there) and kills the refresh token. A
// pasted token can only be deleted by its owner, in HubSpot.
bool give_back(HubSpotHub& hub, const store::Tenant& tenant, const store::Connection& connection) {
  if (connection.kind != "oauth" || !hub.oauth().app().configured()) return false;
  const auto tokens = open_tokens(hub.sealer(), tenant, connection);
  if (!tokens.ok()) return false;
  std::stop_source patience;
  const std::jthread watch(
      [&patience, until = std::chrono::steady_clock::now() + kPatience](std::stop_token ended) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        wake.wait_until(lock, ended, until, [] { return false; });
        patience.request_stop();
      });
  const bool shared = hub.db().read(
      [&](store::Tx& tx) { return shared_with_another_workspace(tx, tenant, connection.portal_id); });
  bool confirmed = false;
  if (!shared && connection.state == store::ConnectionState::connected) {
    hubspot::Tokens live = *tokens;
    if (const auto portal = hub.portal(tenant); portal.ok())
      if (const auto access = (*portal)->tokens().access(patience.get_token()); access.ok())
        live.access = *access;
    confirmed = hub.oauth().uninstall(live.access, patience.get_token()).ok();
  }
  const Status revoked = hub.oauth().revoke(tokens->refresh, patience.get_token());
  if (!revoked.ok())
    hub.log().warn(
        "hubspot.not_revoked",
        {{"workspace", tenant.id()}, {"code", name(revoked.error().code)}, {"uninstalled", confirmed}});
  return confirmed || revoked.ok();
}

Error not_connected() {
  return Error(Code::not_connected, "HubSpot is not connected.", "There is nothing to disconnect.");
}

}  // namespace

json::object to_json(const DisconnectReceipt& r) {
  return {{"id", r.id},
          {"portal", json::object{{"id", r.portal_id}, {"name", r.portal_name}}},
          {"disconnectedAt", time_json(r.disconnected_at)},
          {"clients", r.clients},
          {"contacts", r.contacts},
          {"deals", r.deals},
          {"tokensRevoked", r.tokens_revoked},
          {"unlocked", r.unlocked}};
}

Result<DisconnectReceipt> disconnect(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::manage));
  const store::Tenant& tenant = actor.tenant;
  const auto connection = hub.db().read([&](store::Tx& tx) { return store::Connections(tx, tenant).get(); });
  if (connection.state == store::ConnectionState::not_connected) return not_connected();
  hub.engine(tenant).cancel_and_wait();
  DisconnectReceipt receipt;
  receipt.tokens_revoked = give_back(hub, tenant, connection);
  receipt.disconnected_at = hub.clock().now();
  EVERY_CHECK(hub.db().write([&](store::Tx& tx) -> Status {
    store::Connections connections(tx, tenant);
    store::Connection c = connections.get();
    if (c.state == store::ConnectionState::not_connected) return not_connected();
    c.state = store::ConnectionState::not_connected;
    c.reason.clear();
    c.access_token_sealed.clear();
    c.refresh_token_sealed.clear();
    c.access_expires_at.reset();
    c.scopes.clear();
    c.disconnected_at = receipt.disconnected_at;
    ++c.epoch;
    connections.put(c);
    store::Clients clients(tx, tenant);
    store::Contacts contacts(tx, tenant);
    receipt.clients = clients.count_hubspot();
    receipt.contacts = contacts.count_hubspot();
    receipt.deals = store::Deals(tx, tenant).count_hubspot();
    receipt.unlocked =
        clients.unlock_all(receipt.disconnected_at) + contacts.unlock_all(receipt.disconnected_at);
    receipt.id = new_id(hub.clock(), hub.random());
    receipt.portal_id = c.portal_id;
    receipt.portal_name = c.portal_name;
    store::Receipts(tx, tenant)
        .insert({.id = receipt.id,
                 .kind = "disconnect",
                 .subject = "portal/" + c.portal_id,
                 .by = actor.name,
                 .data = json::serialize(to_json(receipt)),
                 .at = receipt.disconnected_at});
    note_activity(hub, tx, actor, "connection.disconnected",
                  sentence("Disconnected HubSpot account {} ({}).", c.portal_name, c.portal_id),
                  to_json(receipt));
    return done();
  }));
  hub.connection_changed(tenant);
  hub.publish_connection(tenant);
  hub.publish_changed(tenant, {"client", "contact", "deal", "review"});
  return receipt;
}

}  // namespace every::app
