// What a use case gets: the parts of the system (App) and who is asking, for which workspace (Actor).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/config.h"
#include "app/events.h"
#include "app/permissions.h"
#include "base/id.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/time.h"
#include "store/accounts.h"
#include "store/database.h"
#include "store/journal.h"

namespace every::app {

class HubSpotHub;

// All of it outlives every request.
struct App {
  store::Database& db;
  Clock& clock;
  Random& random;
  Log& log;
  Metrics& metrics;
  EventHub& events;
  HubSpotHub& hubspot;
  const Config& config;

  Instant now() const { return clock.now(); }
  std::string id() const { return new_id(clock, random); }
};

struct Actor {
  store::Tenant tenant;
  std::string user_id;
  std::string name;  // what the history shows
  std::string email;
  std::string role;          // owner, admin, member, viewer
  std::string session_hash;  // of the browser session; "" for a token
  std::string key, key_of;   // the request's Idempotency-Key, "" without one; the hash of the request
  std::string address = {}, agent = {};  // where the request came from, for the audit log
  unsigned scopes = kEveryScope;         // of a token that was made for less than its role may
};

// Asks the table of roles (permissions.h), and what a token was made for. Error: forbidden, saying which role
// can, or which scope is missing.
Status require(const Actor& actor, Permission permission);

// The workspace's row; a tenant always has one.
store::Workspace workspace_of(store::Tx& tx, const Actor& actor);

// Writes to the history, with who did it from where; by its kind it belongs to the audit log as well
// (domain/audit.h). `client_id` may be empty; `data` is a JSON object or ""; `also`: further invoices that it
// is about.
void record(const App& app, store::Tx& tx, const Actor& actor, std::string_view subject_kind,
            const std::string& subject_id, const std::string& client_id, std::string_view kind,
            std::string text, std::string data = {}, std::vector<std::string> also = {});

// First in a transaction that must not happen twice: what it does and that its request's key is used are kept
// together, so that a repeat does nothing even when no answer was kept, because Every was killed before.
// Error: stale.
Status use_key(const App& app, store::Tx& tx, const Actor& actor);

// `records.changed` for the open screens, after the commit.
void tell_changed(const App& app, const Actor& actor, std::string_view kind, const std::string& id);

}  // namespace every::app
