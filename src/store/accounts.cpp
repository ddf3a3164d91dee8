#include "store/accounts.h"

#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kWorkspace =
    "id, name, currency, time_zone, locale, country, street, street2, city, region, postal_code, "
    "address_country, tax_id, "
    "bank_details, invoice_prefix, payment_terms_days, created_at, updated_at, version, setup_step, "
    "books_closed_until, invoice_notes, invoice_footer, proposal_text, invoice_digits";

Workspace read_workspace(const Rows& r) {
  Workspace w;
  w.id = r.text(0);
  w.name = r.text(1);
  w.currency = r.text(2);
  w.time_zone = r.text(3);
  w.locale = r.text(4);
  w.country = r.text(5);
  w.address = {r.text(6), r.text(7), r.text(8), r.text(9), r.text(10), r.text(11)};
  w.tax_id = r.text(12);
  w.bank_details = r.text(13);
  w.invoice_prefix = r.text(14);
  w.payment_terms_days = static_cast<int>(r.integer(15));
  w.created_at = r.time(16);
  w.updated_at = r.time(17);
  w.version = r.integer(18);
  w.setup_step = r.text(19);
  w.books_closed_until = r.maybe_date(20);
  w.invoice_notes = r.text(21);
  w.invoice_footer = r.text(22);
  w.proposal_text = r.text(23);
  w.invoice_digits = static_cast<int>(r.integer(24));
  return w;
}

constexpr std::string_view kUser =
    "u.id, u.name, u.email, u.password_hash, u.created_at, m.role, m.joined_at";

User read_user(const Rows& r) {
  return {.id = r.text(0),
          .name = r.text(1),
          .email = r.text(2),
          .password_hash = r.text(3),
          .role = r.text(5),
          .created_at = r.time(4),
          .joined_at = r.time(6)};
}

constexpr std::string_view kToken =
    "id, name, role, created_at, scopes, made_by_id, made_by, hint, expires_at, used_at, address";

ApiToken read_token(const Rows& r) {
  return {.id = r.text(0),
          .name = r.text(1),
          .role = r.text(2),
          .created_at = r.time(3),
          .scopes = r.text(4),
          .made_by_id = r.text(5),
          .made_by = r.text(6),
          .hint = r.text(7),
          .expires_at = r.maybe_time(8),
          .used_at = r.maybe_time(9),
          .address = r.text(10)};
}

const Tenant kSystem = Tenant::system();

}  // namespace

bool Accounts::any_user() {
  return tx_.number(kSystem, "SELECT count(*) FROM users WHERE $1 = $1") > 0;
}

std::vector<Workspace> Accounts::workspaces() {
  std::vector<Workspace> out;
  Rows rows =
      tx_.rows(kSystem, "SELECT " + std::string(kWorkspace) + " FROM workspaces WHERE $1 = $1 ORDER BY id");
  while (rows.next()) out.push_back(read_workspace(rows));
  return out;
}

std::optional<Workspace> Accounts::workspace(const Tenant& tenant) {
  Rows rows = tx_.rows(tenant, "SELECT " + std::string(kWorkspace) + " FROM workspaces WHERE id = $1");
  if (!rows.next()) return std::nullopt;
  return read_workspace(rows);
}

std::optional<Workspace> Accounts::workspace_named(const std::string& name) {
  Rows rows = tx_.rows(kSystem,
                       "SELECT " + std::string(kWorkspace) +
                           " FROM workspaces WHERE (name = $2 OR id = $2) AND $1 = $1 ORDER BY id LIMIT 1",
                       name);
  if (!rows.next()) return std::nullopt;
  return read_workspace(rows);
}

void Accounts::insert_workspace(const Workspace& w) {
  tx_.run(
      Tenant(w.id),
      "INSERT INTO workspaces (id, name, currency, time_zone, locale, country, street, street2, city, "
      "region, "
      "postal_code, address_country, tax_id, bank_details, invoice_prefix, payment_terms_days, created_at, "
      "updated_at, "
      "setup_step, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
      "$17, "
      "$18, $19, 1)",
      w.name, w.currency, w.time_zone, w.locale, w.country, w.address.street, w.address.street2,
      w.address.city, w.address.region, w.address.postal_code, w.address.country, w.tax_id, w.bank_details,
      w.invoice_prefix, w.payment_terms_days, w.created_at, w.updated_at, w.setup_step);
}

bool Accounts::update_workspace(const Workspace& w, std::int64_t expected_version) {
  return tx_.run(
             Tenant(w.id),
             "UPDATE workspaces SET name = $2, currency = $3, time_zone = $4, locale = $5, country = $6, "
             "street = $7, "
             "street2 = $8, city = $9, region = $10, postal_code = $11, address_country = $12, tax_id = $13, "
             "bank_details = $14, invoice_prefix = $15, payment_terms_days = $16, updated_at = $17, "
             "setup_step = $19, books_closed_until = $20, invoice_notes = $21, invoice_footer = $22, "
             "proposal_text = $23, invoice_digits = $24, version = version + 1 WHERE id = $1 AND version = "
             "$18",
             w.name, w.currency, w.time_zone, w.locale, w.country, w.address.street, w.address.street2,
             w.address.city, w.address.region, w.address.postal_code, w.address.country, w.tax_id,
             w.bank_details, w.invoice_prefix, w.payment_terms_days, w.updated_at, expected_version,
             w.setup_step, w.books_closed_until, w.invoice_notes, w.invoice_footer, w.proposal_text,
             w.invoice_digits) == 1;
}

void Accounts::insert_user(const Tenant& tenant, const User& user) {
  tx_.run(kSystem,
          "INSERT INTO users (id, name, email, password_hash, created_at) SELECT $2, $3, $4, $5, $6 WHERE $1 "
          "= $1",
          user.id, user.name, user.email, user.password_hash, user.created_at);
  tx_.run(tenant, "INSERT INTO memberships (workspace_id, user_id, role, joined_at) VALUES ($1, $2, $3, $4)",
          user.id, user.role, user.created_at);
}

std::optional<User> Accounts::user_by_email(const std::string& email) {
  Rows rows =
      tx_.rows(kSystem,
               "SELECT " + std::string(kUser) +
                   " FROM users u JOIN memberships m ON m.user_id = u.id WHERE u.email = $2 AND $1 = $1 "
                   "ORDER BY m.workspace_id LIMIT 1",
               email);
  if (!rows.next()) return std::nullopt;
  return read_user(rows);
}

std::optional<User> Accounts::user(const Tenant& tenant, const std::string& user_id) {
  Rows rows = tx_.rows(
      tenant,
      "SELECT " + std::string(kUser) +
          " FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1 AND u.id = $2",
      user_id);
  if (!rows.next()) return std::nullopt;
  return read_user(rows);
}

std::vector<User> Accounts::users(const Tenant& tenant) {
  std::vector<User> out;
  Rows rows = tx_.rows(tenant, "SELECT " + std::string(kUser) +
                                   ", (SELECT max(seen_at) FROM sessions s WHERE s.user_id = u.id AND "
                                   "s.workspace_id = $1) FROM memberships m JOIN users u ON u.id = m.user_id "
                                   "WHERE m.workspace_id = $1 ORDER BY u.name, u.id");
  while (rows.next()) {
    out.push_back(read_user(rows));
    out.back().seen_at = rows.maybe_time(7);
  }
  return out;
}

std::string Accounts::stranger_with_email(const std::string& email) {
  Rows rows = tx_.rows(kSystem,
                       "SELECT id FROM users u WHERE email = $2 AND NOT EXISTS (SELECT 1 FROM memberships m "
                       "WHERE m.user_id = u.id) AND $1 = $1",
                       email);
  return rows.next() ? rows.text(0) : std::string();
}

void Accounts::put_name(const std::string& user_id, const std::string& name) {
  tx_.run(kSystem, "UPDATE users SET name = $3 WHERE id = $2 AND $1 = $1", user_id, name);
}

void Accounts::put_password(const std::string& user_id, const std::string& hash) {
  tx_.run(kSystem, "UPDATE users SET password_hash = $3 WHERE id = $2 AND $1 = $1", user_id, hash);
}

std::string Accounts::first_workspace_of(const std::string& user_id) {
  Rows rows = tx_.rows(
      kSystem,
      "SELECT workspace_id FROM memberships WHERE user_id = $2 AND $1 = $1 ORDER BY workspace_id LIMIT 1",
      user_id);
  return rows.next() ? rows.text(0) : std::string();
}

void Accounts::insert_session(const std::string& id_hash, const Session& s) {
  tx_.run(Tenant(s.workspace_id),
          "INSERT INTO sessions (workspace_id, id_hash, user_id, created_at, expires_at, id, agent, address, "
          "seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          id_hash, s.user_id, s.created_at, s.expires_at, s.id, s.agent, s.address, s.seen_at);
}

std::optional<Session> Accounts::session(const std::string& id_hash, Instant now) {
  Rows r = tx_.rows(kSystem,
                    "SELECT id, user_id, workspace_id, agent, address, created_at, expires_at, seen_at FROM "
                    "sessions WHERE id_hash = $2 AND expires_at > $3 AND $1 = $1",
                    id_hash, now);
  if (!r.next()) return std::nullopt;
  return Session{r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.time(5), r.time(6), r.time(7)};
}

void Accounts::see_session(const std::string& id_hash, const std::string& agent, const std::string& address,
                           Instant at) {
  tx_.run(kSystem,
          "UPDATE sessions SET agent = $3, address = $4, seen_at = $5 WHERE id_hash = $2 AND $1 = $1",
          id_hash, agent, address, at);
}

void Accounts::delete_session(const std::string& id_hash) {
  tx_.run(kSystem, "DELETE FROM sessions WHERE id_hash = $2 AND $1 = $1", id_hash);
}

void Accounts::delete_expired_sessions(Instant now) {
  tx_.run(kSystem, "DELETE FROM sessions WHERE expires_at <= $2 AND $1 = $1", now);
}

void Accounts::insert_token(const Tenant& tenant, const ApiToken& t, const std::string& token_hash) {
  tx_.run(
      tenant,
      "INSERT INTO api_tokens (workspace_id, token_hash, id, name, role, created_at, scopes, made_by_id, "
      "made_by, hint, expires_at, used_at, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12, $13)",
      token_hash, t.id, t.name, t.role, t.created_at, t.scopes, t.made_by_id, t.made_by, t.hint, t.expires_at,
      t.used_at, t.address);
}

std::optional<Accounts::TokenOwner> Accounts::token(const std::string& token_hash) {
  Rows rows = tx_.rows(
      kSystem,
      "SELECT " + std::string(kToken) + ", workspace_id FROM api_tokens WHERE token_hash = $2 AND $1 = $1",
      token_hash);
  if (!rows.next()) return std::nullopt;
  return TokenOwner{rows.text(11), read_token(rows)};
}

std::vector<ApiToken> Accounts::tokens(const Tenant& tenant) {
  std::vector<ApiToken> out;
  Rows rows =
      tx_.rows(tenant, "SELECT " + std::string(kToken) +
                           " FROM api_tokens WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC");
  while (rows.next()) out.push_back(read_token(rows));
  return out;
}

void Accounts::see_token(const std::string& token_hash, const std::string& address, Instant at) {
  tx_.run(kSystem, "UPDATE api_tokens SET used_at = $3, address = $4 WHERE token_hash = $2 AND $1 = $1",
          token_hash, at, address);
}

bool Accounts::delete_token(const Tenant& tenant, const std::string& id) {
  return tx_.run(tenant, "DELETE FROM api_tokens WHERE workspace_id = $1 AND id = $2", id) > 0;
}

void Accounts::record_failure(const std::string& key, Instant at) {
  tx_.run(kSystem, "INSERT INTO sign_in_failures (key, at) SELECT $2, $3 WHERE $1 = $1", key, at);
}

Accounts::Failures Accounts::failures(const std::string& key, Instant since) {
  Rows r = tx_.rows(
      kSystem,
      "SELECT count(*), coalesce(max(at), 0) FROM sign_in_failures WHERE key = $2 AND at >= $3 AND $1 = $1",
      key, since);
  r.next();
  return {static_cast<int>(r.integer(0)), r.time(1)};
}

void Accounts::take_failure_back(const std::string& key, Instant at) {
  tx_.run(kSystem, "DELETE FROM sign_in_failures WHERE key = $2 AND at = $3 AND $1 = $1", key, at);
}

void Accounts::forget_failures_before(Instant at) {
  tx_.run(kSystem, "DELETE FROM sign_in_failures WHERE at < $2 AND $1 = $1", at);
}

void Accounts::clear_failures(const std::string& key) {
  tx_.run(kSystem, "DELETE FROM sign_in_failures WHERE key = $2 AND $1 = $1", key);
}

}  // namespace every::store
