#include "store/connection.h"

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {
namespace {

ConnectionState state_from(std::string_view text) {
  for (const ConnectionState state : {ConnectionState::connected, ConnectionState::needs_reconnection})
    if (name(state) == text) return state;
  return ConnectionState::not_connected;
}

}  // namespace

std::string_view name(ConnectionState state) {
  switch (state) {
    case ConnectionState::not_connected:
      return "not_connected";
    case ConnectionState::connected:
      return "connected";
    case ConnectionState::needs_reconnection:
      return "needs_reconnection";
  }
  return "not_connected";
}

Connection Connections::get() {
  Rows r = tx_.rows(
      tenant_,
      "SELECT state, reason, kind, portal_id, portal_name, ui_domain, portal_currency, portal_time_zone, "
      "access_token, refresh_token, access_expires_at, scopes, connected_by, connected_at, disconnected_at, "
      "epoch FROM connections WHERE workspace_id = $1");
  Connection c;
  if (!r.next()) return c;
  c.state = state_from(r.view(0));
  c.reason = r.text(1);
  c.kind = r.text(2);
  c.portal_id = r.text(3);
  c.portal_name = r.text(4);
  c.ui_domain = r.text(5);
  c.portal_currency = r.text(6);
  c.portal_time_zone = r.text(7);
  c.access_token_sealed = r.text(8);
  c.refresh_token_sealed = r.text(9);
  c.access_expires_at = r.maybe_time(10);
  c.scopes = decode_texts(r.view(11));
  c.connected_by = r.text(12);
  c.connected_at = r.maybe_time(13);
  c.disconnected_at = r.maybe_time(14);
  c.epoch = r.integer(15);
  return c;
}

std::int64_t Connections::epoch() {
  return tx_.number(tenant_, "SELECT epoch FROM connections WHERE workspace_id = $1");
}

void Connections::put(const Connection& c) {
  tx_.run(tenant_, "DELETE FROM connections WHERE workspace_id = $1");
  tx_.run(
      tenant_,
      "INSERT INTO connections (workspace_id, state, reason, kind, portal_id, portal_name, ui_domain, "
      "portal_currency, "
      "portal_time_zone, access_token, refresh_token, access_expires_at, scopes, connected_by, connected_at, "
      "disconnected_at, epoch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
      "$16, $17)",
      name(c.state), c.reason, c.kind, c.portal_id, c.portal_name, c.ui_domain, c.portal_currency,
      c.portal_time_zone, c.access_token_sealed, c.refresh_token_sealed, c.access_expires_at,
      encode(c.scopes), c.connected_by, c.connected_at, c.disconnected_at, c.epoch);
}

void Connections::put_tokens(const std::string& access_sealed, const std::string& refresh_sealed,
                             Instant expires_at) {
  tx_.run(tenant_,
          "UPDATE connections SET access_token = $2, refresh_token = $3, access_expires_at = $4 WHERE "
          "workspace_id = $1",
          access_sealed, refresh_sealed, expires_at);
}

void Connections::set_state(ConnectionState state, const std::string& reason) {
  tx_.run(tenant_, "UPDATE connections SET state = $2, reason = $3 WHERE workspace_id = $1", name(state),
          reason);
}

SyncSettings Connections::settings() {
  Rows r = tx_.rows(
      tenant_,
      "SELECT frequency, at_time, weekday, duplicate_policy, include_deals, include_no_email, imported_once, "
      "select_all, version, sweep_time, quota_share, mapping, lists, rules, projected_rules FROM "
      "sync_settings "
      "WHERE workspace_id = $1");
  SyncSettings s;
  if (!r.next()) return s;
  s.frequency = r.text(0);
  s.at_time = r.text(1);
  s.weekday = static_cast<int>(r.integer(2));
  s.duplicate_policy = r.text(3);
  s.include_deals = r.flag(4);
  s.include_no_email = r.flag(5);
  s.imported_once = r.flag(6);
  s.select_all = r.flag(7);
  s.version = r.integer(8);
  s.sweep_time = r.text(9);
  s.quota_share = static_cast<int>(r.integer(10));
  s.mapping = r.text(11);
  s.lists = decode_texts(r.view(12));
  s.rules = r.integer(13);
  s.projected_rules = r.integer(14);
  return s;
}

void Connections::put_settings(const SyncSettings& s) {
  tx_.run(
      tenant_,
      "INSERT INTO sync_settings (workspace_id, frequency, at_time, weekday, duplicate_policy, "
      "include_deals, include_no_email, imported_once, select_all, sweep_time, quota_share, mapping, lists, "
      "rules, projected_rules, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
      "$15, 1) ON CONFLICT (workspace_id) DO UPDATE SET frequency = excluded.frequency, at_time = "
      "excluded.at_time, weekday = excluded.weekday, duplicate_policy = excluded.duplicate_policy, "
      "include_deals = excluded.include_deals, include_no_email = excluded.include_no_email, imported_once = "
      "excluded.imported_once, select_all = excluded.select_all, sweep_time = excluded.sweep_time, "
      "quota_share = excluded.quota_share, mapping = excluded.mapping, lists = excluded.lists, rules = "
      "excluded.rules, projected_rules = excluded.projected_rules, version = sync_settings.version + 1",
      s.frequency, s.at_time, s.weekday, s.duplicate_policy, s.include_deals, s.include_no_email,
      s.imported_once, s.select_all, s.sweep_time, s.quota_share, s.mapping, encode(s.lists), s.rules,
      s.projected_rules);
}

void Connections::insert_oauth_state(const std::string& state_hash, const OAuthState& state) {
  tx_.run(tenant_,
          "INSERT INTO oauth_states (workspace_id, state_hash, session_hash, user_id, return_to, created_at) "
          "VALUES ($1, $2, $3, $4, $5, $6)",
          state_hash, state.session_hash, state.user_id, state.return_to, state.created_at);
}

std::optional<OAuthState> Connections::take_oauth_state(const std::string& state_hash, Instant not_before) {
  tx_.run(tenant_, "DELETE FROM oauth_states WHERE workspace_id = $1 AND created_at < $2", not_before);
  std::optional<OAuthState> out;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT session_hash, user_id, return_to, created_at FROM oauth_states WHERE workspace_id = $1 AND "
        "state_hash = $2",
        state_hash);
    if (r.next()) out = OAuthState{r.text(0), r.text(1), r.text(2), r.time(3)};
  }
  tx_.run(tenant_, "DELETE FROM oauth_states WHERE workspace_id = $1 AND state_hash = $2", state_hash);
  return out;
}

std::vector<std::string> connected_workspaces(Tx& tx) {
  return tx
      .rows(Tenant::system(), "SELECT workspace_id FROM connections WHERE state = 'connected' AND $1 = $1")
      .texts();
}

std::vector<std::string> workspaces_of_portal(Tx& tx, const std::string& portal_id) {
  return tx
      .rows(Tenant::system(),
            "SELECT workspace_id FROM connections WHERE portal_id = $2 AND state <> 'not_connected' AND $1 = "
            "$1",
            portal_id)
      .texts();
}

}  // namespace every::store
