// Workspaces, users, sign-in sessions, API tokens. Tokens and session ids are stored as SHA-256 only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/books.h"
#include "domain/party.h"
#include "store/database.h"

namespace every::store {

struct Workspace {
  std::string id, name, currency = "USD", time_zone = "UTC", locale = "en-US", country;
  domain::Address address;
  std::string tax_id, bank_details;
  std::string invoice_prefix = "INV-";  // "{year}" stands for the year of issue (domain/numbering.h)
  int invoice_digits = 4;               // of the counter, at least
  int payment_terms_days = 30;
  std::string invoice_notes, invoice_footer, proposal_text;  // that new documents begin with
  std::string setup_step;  // of the first run: business, invoices, hubspot; "" once it is done
  domain::ClosedUntil books_closed_until = {};
  Instant created_at, updated_at;
  std::int64_t version = 1;
};

struct User {
  std::string id, name, email, password_hash;
  std::string role;  // in the workspace it was read for: owner, admin, member, viewer
  Instant created_at;
  Instant joined_at = {};               // the workspace it was read for
  std::optional<Instant> seen_at = {};  // only in lists: the last time a session of theirs was used
};

struct Session {
  std::string id;  // names it; its token is known by its hash alone
  std::string user_id, workspace_id;
  std::string agent, address;  // User-Agent and where it came from when it was last seen
  Instant created_at, expires_at, seen_at;
};

struct ApiToken {
  std::string id, name, role;
  Instant created_at;
  std::string scopes = {};  // names of permissions, with blanks between them; "" = all that its role may
  std::string made_by_id = {}, made_by = {};  // the person it acts for; "" = made on the command line
  std::string hint = {};                      // the end of the token, to tell it from others
  std::optional<Instant> expires_at = {}, used_at = {};
  std::string address = {};  // where it was used last
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
  // Of a person who is in no workspace (any more); "" if there is none.
  std::string stranger_with_email(const std::string& email);
  void put_name(const std::string& user_id, const std::string& name);
  void put_password(const std::string& user_id, const std::string& hash);
  std::optional<User> user(const Tenant& tenant, const std::string& user_id);
  std::vector<User> users(const Tenant& tenant);
  std::string first_workspace_of(const std::string& user_id);  // "" if none

  void insert_session(const std::string& id_hash, const Session& session);
  std::optional<Session> session(const std::string& id_hash, Instant now);  // not an expired one
  void see_session(const std::string& id_hash, const std::string& agent, const std::string& address,
                   Instant at);
  void delete_session(const std::string& id_hash);
  void delete_expired_sessions(Instant now);

  void insert_token(const Tenant& tenant, const ApiToken& token, const std::string& token_hash);
  struct TokenOwner {
    std::string workspace_id;
    ApiToken token;
  };
  std::optional<TokenOwner> token(const std::string& token_hash);
  std::vector<ApiToken> tokens(const Tenant& tenant);  // newest first
  void see_token(const std::string& token_hash, const std::string& address, Instant at);
  bool delete_token(const Tenant& tenant, const std::string& id);  // false: there is none

  // Sign-in throttling: how many failures of this key ("email:…", "peer:…") since `since`.
  void record_failure(const std::string& key, Instant at);
  struct Failures {
    int count = 0;
    Instant last;
  };
  Failures failures(const std::string& key, Instant since);
  void take_failure_back(const std::string& key, Instant at);
  void clear_failures(const std::string& key);
  void forget_failures_before(Instant at);

 private:
  Tx& tx_;
};

}  // namespace every::store
