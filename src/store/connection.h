// The HubSpot connection of a workspace, its settings and pending OAuth states. Tokens are stored sealed;
// this folder never sees them open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

enum class ConnectionState { not_connected, connected, needs_reconnection };
std::string_view name(ConnectionState state);

struct Connection {
  ConnectionState state = ConnectionState::not_connected;
  std::string reason;  // of needs_reconnection: an error code's name
  std::string kind;    // "oauth" or "token"
  std::string portal_id, portal_name, ui_domain, portal_currency, portal_time_zone;
  std::string access_token_sealed, refresh_token_sealed;
  std::optional<Instant> access_expires_at;
  std::vector<std::string> scopes;
  std::string connected_by;  // user's name
  std::optional<Instant> connected_at, disconnected_at;
  std::int64_t epoch = 0;  // grows with each connect and disconnect; a run of an older epoch may not write
};

struct SyncSettings {
  std::string frequency = "hourly";  // hourly, daily, weekly, off
  std::string at_time = "07:00";
  int weekday = 1;                       // 1 Monday … 7 Sunday
  std::string duplicate_policy = "ask";  // ask, replace, skip
  bool include_deals = true;
  bool include_no_email = false;
  bool imported_once = false;        // the first import is done: later runs project by themselves
  bool select_all = false;           // that import took everything: new contacts come in by themselves
  std::string sweep_time = "02:30";  // when everything is read again, each night; "": never
  int quota_share = 90;  // percent of HubSpot's limit that Every may use; the rest is for other apps
  std::string mapping;   // the field mapping as domain/mapping.h writes it; "" = the standard one
  std::vector<std::string> lists;  // ids of the HubSpot lists to include; none = everything
  // Grows with each change of what a record becomes here (mapping, lists, policy); the last one that every
  // record was projected by.
  std::int64_t rules = 0, projected_rules = 0;
  std::int64_t version = 0;
};

struct OAuthState {
  std::string session_hash;  // of the browser session that asked
  std::string user_id;
  std::string return_to;
  Instant created_at;
};

class Connections {
 public:
  Connections(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  Connection get();      // not_connected when there is no row
  std::int64_t epoch();  // of it, alone: every page of a run asks
  void put(const Connection& connection);
  // Only the token fields; used by the refresh.
  void put_tokens(const std::string& access_sealed, const std::string& refresh_sealed, Instant expires_at);
  void set_state(ConnectionState state, const std::string& reason);

  SyncSettings settings();
  void put_settings(const SyncSettings& settings);

  void insert_oauth_state(const std::string& state_hash, const OAuthState& state);
  // Single use: the row is deleted by taking it. Call in a write transaction.
  std::optional<OAuthState> take_oauth_state(const std::string& state_hash, Instant not_before);

 private:
  Tx& tx_;
  Tenant tenant_;
};

// The workspaces with a live connection: for the scheduler.
std::vector<std::string> connected_workspaces(Tx& tx);
// The workspaces that belong to this HubSpot account now, whether its access works or not: for webhooks.
std::vector<std::string> workspaces_of_portal(Tx& tx, const std::string& portal_id);

}  // namespace every::store
