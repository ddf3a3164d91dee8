#include "store/people.h"

#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kInvitation =
    "id, email, role, invited_by, created_at, renewed_at, expires_at, accepted_at, revoked_at, user_id";

Invitation read(const Rows& r) {
  return {.id = r.text(0),
          .email = r.text(1),
          .role = r.text(2),
          .invited_by = r.text(3),
          .created_at = r.time(4),
          .renewed_at = r.time(5),
          .expires_at = r.time(6),
          .accepted_at = r.maybe_time(7),
          .revoked_at = r.maybe_time(8),
          .user_id = r.text(9)};
}

}  // namespace

void People::join(const std::string& user_id, const std::string& role, Instant at) {
  tx_.run(tenant_, "INSERT INTO memberships (workspace_id, user_id, role, joined_at) VALUES ($1, $2, $3, $4)",
          user_id, role, at);
}

void People::put_role(const std::string& user_id, const std::string& role) {
  tx_.run(tenant_, "UPDATE memberships SET role = $3 WHERE workspace_id = $1 AND user_id = $2", user_id,
          role);
}

void People::remove(const std::string& user_id) {
  tx_.run(tenant_, "DELETE FROM memberships WHERE workspace_id = $1 AND user_id = $2", user_id);
}

std::int64_t People::owners() {
  return tx_.number(tenant_, "SELECT count(*) FROM memberships WHERE workspace_id = $1 AND role = 'owner'");
}

std::vector<Session> People::sessions(const std::string& user_id, Instant now) {
  std::vector<Session> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT id, user_id, workspace_id, agent, address, created_at, expires_at, seen_at FROM "
                    "sessions WHERE workspace_id = $1 AND user_id = $2 AND expires_at > $3 ORDER BY seen_at "
                    "DESC, id",
                    user_id, now);
  while (r.next())
    out.push_back({r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.time(5), r.time(6), r.time(7)});
  return out;
}

std::vector<std::string> People::end_session(const std::string& user_id, const std::string& session_id) {
  return tx_
      .rows(tenant_,
            "DELETE FROM sessions WHERE workspace_id = $1 AND user_id = $2 AND id = $3 RETURNING id_hash",
            user_id, session_id)
      .texts();
}

std::vector<std::string> People::end_sessions(const std::string& user_id, const std::string& kept_hash) {
  return tx_
      .rows(
          tenant_,
          "DELETE FROM sessions WHERE workspace_id = $1 AND user_id = $2 AND id_hash <> $3 RETURNING id_hash",
          user_id, kept_hash)
      .texts();
}

void People::insert(const Invitation& i) {
  tx_.run(tenant_,
          "INSERT INTO invitations (workspace_id, id, email, role, invited_by, created_at, renewed_at, "
          "expires_at, user_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')",
          i.id, i.email, i.role, i.invited_by, i.created_at, i.renewed_at, i.expires_at);
}

std::optional<Invitation> People::invitation(const std::string& id) {
  Rows r = tx_.rows(
      tenant_, "SELECT " + std::string(kInvitation) + " FROM invitations WHERE workspace_id = $1 AND id = $2",
      id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::optional<Invitation> People::open_invitation_of(const std::string& email) {
  Rows r =
      tx_.rows(tenant_,
               "SELECT " + std::string(kInvitation) +
                   " FROM invitations WHERE workspace_id = $1 AND email = $2 AND accepted_at IS NULL AND "
                   "revoked_at IS NULL",
               email);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::vector<Invitation> People::open_invitations() {
  std::vector<Invitation> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kInvitation) +
                        " FROM invitations WHERE workspace_id = $1 AND accepted_at IS NULL AND revoked_at IS "
                        "NULL ORDER BY created_at DESC, id DESC");
  while (r.next()) out.push_back(read(r));
  return out;
}

void People::renew(const std::string& id, Instant at, Instant expires_at) {
  tx_.run(tenant_,
          "UPDATE invitations SET renewed_at = $3, expires_at = $4 WHERE workspace_id = $1 AND id = $2", id,
          at, expires_at);
}

void People::revoke(const std::string& id, Instant at) {
  tx_.run(tenant_, "UPDATE invitations SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2", id, at);
}

void People::accept(const std::string& id, const std::string& user_id, Instant at) {
  tx_.run(tenant_,
          "UPDATE invitations SET accepted_at = $4, user_id = $3 WHERE workspace_id = $1 AND id = $2", id,
          user_id, at);
}

std::vector<std::string> end_all_sessions(Tx& tx, const std::string& user_id) {
  return tx
      .rows(Tenant::system(), "DELETE FROM sessions WHERE user_id = $2 AND $1 = $1 RETURNING id_hash",
            user_id)
      .texts();
}

void insert_once_link(Tx& tx, const std::string& token_hash, const OnceLink& link) {
  tx.run(Tenant(link.workspace_id),
         "INSERT INTO once_links (workspace_id, token_hash, kind, subject_id, created_at, expires_at) VALUES "
         "($1, $2, $3, $4, $5, $6)",
         token_hash, link.kind, link.subject_id, link.created_at, link.expires_at);
}

std::optional<OnceLink> once_link(Tx& tx, const std::string& token_hash, Instant now) {
  Rows r = tx.rows(Tenant::system(),
                   "SELECT workspace_id, kind, subject_id, created_at, expires_at FROM once_links WHERE "
                   "token_hash = $2 AND expires_at > $3 AND $1 = $1",
                   token_hash, now);
  if (!r.next()) return std::nullopt;
  return OnceLink{r.text(0), r.text(1), r.text(2), r.time(3), r.time(4)};
}

void spend_once_links(Tx& tx, const std::string& kind, const std::string& subject_id) {
  tx.run(Tenant::system(), "DELETE FROM once_links WHERE kind = $2 AND subject_id = $3 AND $1 = $1", kind,
         subject_id);
}

void forget_once_links(Tx& tx, Instant now) {
  tx.run(Tenant::system(), "DELETE FROM once_links WHERE expires_at <= $2 AND $1 = $1", now);
}

}  // namespace every::store
