#include "app/hubspot_tokens.h"

namespace every::app {
namespace {

std::string access_context(const store::Tenant& tenant) {
  return tenant.id() + "/hubspot.access";
}
std::string refresh_context(const store::Tenant& tenant) {
  return tenant.id() + "/hubspot.refresh";
}

Error unreadable() {
  return Error(Code::storage_failed,
               "The stored HubSpot token cannot be opened with this installation's key.",
               "Put the key file back, or connect HubSpot again.");
}

}  // namespace

void seal_tokens(const crypto::Sealer& sealer, const store::Tenant& tenant, const hubspot::Tokens& tokens,
                 store::Connection& connection) {
  connection.access_token_sealed =
      tokens.access.empty() ? "" : sealer.seal(tokens.access, access_context(tenant));
  connection.refresh_token_sealed =
      tokens.refresh.empty() ? "" : sealer.seal(tokens.refresh, refresh_context(tenant));
  connection.access_expires_at = tokens.expires_at;
}

Result<hubspot::Tokens> open_tokens(const crypto::Sealer& sealer, const store::Tenant& tenant,
                                    const store::Connection& connection) {
  hubspot::Tokens out;
  if (connection.access_token_sealed.empty() && connection.refresh_token_sealed.empty())
    return Error(Code::not_connected, "There is no HubSpot token.", "Connect HubSpot.");
  if (!connection.access_token_sealed.empty()) {
    auto access = sealer.open(connection.access_token_sealed, access_context(tenant));
    if (!access.ok()) return unreadable();
    out.access = *std::move(access);
  }
  if (!connection.refresh_token_sealed.empty()) {
    auto refresh = sealer.open(connection.refresh_token_sealed, refresh_context(tenant));
    if (!refresh.ok()) return unreadable();
    out.refresh = *std::move(refresh);
  }
  out.expires_at = connection.access_expires_at;
  return out;
}

Result<hubspot::Tokens> SealedTokens::load() {
  const auto connection = db_.read([&](store::Tx& tx) { return store::Connections(tx, tenant_).get(); });
  if (connection.epoch != epoch_)
    return Error(Code::not_connected, "This connection was replaced.", "Start again.");
  return open_tokens(sealer_, tenant_, connection);
}

Status SealedTokens::save(const hubspot::Tokens& tokens) {
  store::Connection sealed;
  seal_tokens(sealer_, tenant_, tokens, sealed);
  return db_.write([&](store::Tx& tx) -> Status {
    store::Connections connections(tx, tenant_);
    if (connections.get().epoch != epoch_) return done();
    connections.put_tokens(sealed.access_token_sealed, sealed.refresh_token_sealed,
                           tokens.expires_at.value_or(Instant{}));
    return done();
  });
}

}  // namespace every::app
