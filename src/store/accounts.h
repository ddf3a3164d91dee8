// Workspaces, users, sign-in sessions, API tokens. Tokens and session ids are stored as SHA-256 only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/party.h"
#include "store/database.h"

namespace every::store {

struct Workspace {
  std::string id, name, currency = "USD", time_zone = "UTC", locale = "en-US", country;
  domain::Address address;
  std::string tax_id, bank_details;
  std::string invoice_prefix = "INV-";
  int payment_terms_days = 30;
  Instant created_at, updated_at;
  std::int64_t version = 1;
};

struct User {
  std::string id, name, email, password_hash;
  std::string role;  // in the workspace it was read for: owner, admin, member, viewer
  Instant created_at;
};

struct Session {
  std::string user_id, workspace_id;
  Instant created_at, expires_at;
};

struct ApiToken {
  std::string id, name, role;
  Instant created_at;
};

// Not bound to one workspace: sign-in has to find it.
class Accounts {
 public:
  explicit Accounts(Tx& tx) : tx_(tx) {}
  bool any_user();
  std::vector<Workspace> workspaces();
  std::optional<Workspace> workspace(const Tenant& tenant);
  std::optional<Workspace> workspace_named(const std::string& name);
  void insert_workspace(const Workspace& workspace);
  // False when `expected_version` is no longer the row's.
  bool update_workspace(const Workspace& workspace, std::int64_t expected_version);

  void insert_user(const Tenant& tenant, const User& user);
  std::optional<User> user_by_email(const std::string& email);  // role of its first workspace
  std::optional<User> user(const Tenant& tenant, const std::string& user_id);
  std::vector<User> users(const Tenant& tenant);
  std::string first_workspace_of(const std::string& user_id);  // "" if none

  void insert_session(const std::string& id_hash, const Session& session);
  std::optional<Session> session(const std::string& id_hash, Instant now);  // not an expired one
  void delete_session(const std::string& id_hash);
  void delete_expired_sessions(Instant now);

  void insert_token(const Tenant& tenant, const ApiToken& token, const std::string& token_hash);
  struct TokenOwner {
    std::string workspace_id;
    ApiToken token;
  };
  std::optional<TokenOwner> token(const std::string& token_hash);

  // Sign-in throttling: how many failures of this key ("email:…", "peer:…") since `since`.
  void record_failure(const std::string& key, Instant at);
  int failures(const std::string& key, Instant since);
  void clear_failures(const std::string& key);

 private:
  Tx& tx_;
};

}  // namespace every::store
