// The people of one workspace: their roles and sessions, who is invited, and the links of mails that are used
// once. Of a link only the hash of its token is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/accounts.h"
#include "store/database.h"

namespace every::store {

struct Invitation {
  std::string id, email, role;
  std::string invited_by;  // a name
  Instant created_at, renewed_at, expires_at;
  std::optional<Instant> accepted_at, revoked_at;
  std::string user_id;  // who accepted it

  bool open() const { return !accepted_at && !revoked_at; }
};

class People {
 public:
  People(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  void join(const std::string& user_id, const std::string& role, Instant at);
  void put_role(const std::string& user_id, const std::string& role);
  void remove(const std::string& user_id);
  std::int64_t owners();

  std::vector<Session> sessions(const std::string& user_id, Instant now);  // the last seen first
  // Deletes and gives the hashes of what there was: the streams that they hold open are to be closed.
  std::vector<std::string> end_session(const std::string& user_id, const std::string& session_id);
  // All of a person's in this workspace but the one with `kept_hash`.
  std::vector<std::string> end_sessions(const std::string& user_id, const std::string& kept_hash);

  void insert(const Invitation& invitation);
  std::optional<Invitation> invitation(const std::string& id);
  std::optional<Invitation> open_invitation_of(const std::string& email);
  std::vector<Invitation> open_invitations();  // newest first
  void renew(const std::string& id, Instant at, Instant expires_at);
  void revoke(const std::string& id, Instant at);
  void accept(const std::string& id, const std::string& user_id, Instant at);

 private:
  Tx& tx_;
  Tenant tenant_;
};

// Of a person in every workspace, for a new password. Gives the hashes.
std::vector<std::string> end_all_sessions(Tx& tx, const std::string& user_id);

struct OnceLink {
  std::string workspace_id, kind, subject_id;  // kind: invitation or password_reset
  Instant created_at, expires_at;
};
void insert_once_link(Tx& tx, const std::string& token_hash, const OnceLink& link);
// Not an expired one.
std::optional<OnceLink> once_link(Tx& tx, const std::string& token_hash, Instant now);
// Every link to the subject is void.
void spend_once_links(Tx& tx, const std::string& kind, const std::string& subject_id);
void forget_once_links(Tx& tx, Instant now);

}  // namespace every::store
