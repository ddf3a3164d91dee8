#include "app/tokens.h"

#include <algorithm>

#include "app/sessions.h"
#include "base/sentence.h"
#include "base/text.h"
#include "crypto/crypto.h"

namespace every::app {
namespace {

constexpr std::size_t kTokensMax = 100, kHint = 4;
constexpr std::int64_t kDaysMax = 3650;

// The role that counts: of the person for whom it acts, as it is now.
std::string role_now(store::Tx& tx, const store::Tenant& tenant, const store::ApiToken& token) {
  if (token.made_by_id.empty()) return token.role;
  const auto person = store::Accounts(tx).user(tenant, token.made_by_id);
  return person ? person->role : "";
}

TokenView view(const App& app, store::Tx& tx, const Actor& actor, store::ApiToken token) {
  TokenView out;
  const std::string role = role_now(tx, actor.tenant, token);
  const unsigned bits = scopes_of(token);
  for (const PermissionRow& row : permissions())
    if ((bits & scope_bit(row.permission)) != 0 && may(role, row.permission)) out.scopes.push_back(row.name);
  out.expired = token.expires_at && *token.expires_at <= app.now();
  out.token = std::move(token);
  return out;
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : std::string(between)) + name;
  return out;
}

// In the order of the table, with reading first.
std::vector<std::string> read_scopes(Fields& in, const Actor& actor) {
  const auto asked = in.texts("scopes", token_scopes().size() * 2, true).value_or(std::vector<std::string>());
  std::vector<std::string> out;
  for (const Permission permission : token_scopes()) {
    const std::string name(row_of(permission).name);
    const bool wanted = std::find(asked.begin(), asked.end(), name) != asked.end();
    if (wanted && !may(actor.role, permission))
      in.complain("scopes", "forbidden", "You may not do that yourself: " + name + ".");
    if (wanted || permission == Permission::read) out.push_back(name);
  }
  for (const std::string& name : asked)
    if (std::find(out.begin(), out.end(), name) == out.end())
      in.complain("scopes", "format", "A token cannot be made for " + shorten(name, 50) + ".");
  return out;
}

void note(const App& app, store::Tx& tx, const Actor& actor, const store::ApiToken& token,
          std::string_view kind, std::string text) {
  record(app, tx, actor, "token", token.id, "", kind, std::move(text));
}

std::string until(const store::ApiToken& token) {
  if (!token.expires_at) return ours("without an end");
  return sentence("until {}", Date{std::chrono::floor<std::chrono::days>(*token.expires_at)});
}

}  // namespace

std::string token_secret() {
  return "evy_" + crypto::random_token();
}

std::string token_hint(const std::string& secret) {
  return secret.substr(secret.size() - kHint);
}

unsigned scopes_of(const store::ApiToken& token) {
  if (token.scopes.empty()) return kEveryScope;
  unsigned bits = 0;
  for (const std::string& name : split(token.scopes, ' '))
    for (const PermissionRow& row : permissions())
      if (row.name == name) bits |= scope_bit(row.permission);
  return bits;
}

Result<std::vector<TokenView>> tokens(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::tokens));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<TokenView>> {
    std::vector<TokenView> out;
    for (store::ApiToken& one : store::Accounts(tx).tokens(actor.tenant))
      out.push_back(view(app, tx, actor, std::move(one)));
    return out;
  });
}

Result<NewToken> make_token(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::tokens));
  EVERY_CHECK(no_token(actor));
  Fields in(body);
  const auto name = in.text("name", {.required = true, .max = 100});
  if (name && !is_visible(*name)) in.complain("name", "required", "A name that can be read is needed here.");
  const std::vector<std::string> scopes = read_scopes(in, actor);
  std::optional<std::int64_t> days;
  if (!in.is_null("expiresInDays")) days = in.integer("expiresInDays", 1, kDaysMax, true);
  EVERY_CHECK(in.finish());
  auto made = app.db.write([&](store::Tx& tx) -> Result<NewToken> {
    if (!use_key(app, tx, actor).ok())
      return Error(Code::told_once, "The access token was made already, and its secret is told only once.",
                   "Revoke it in the list, then make another one.");
    store::Accounts accounts(tx);
    if (accounts.tokens(actor.tenant).size() >= kTokensMax)
      return Error(Code::validation, "There are too many access tokens.", "Revoke those that nobody needs.");
    NewToken out;
    out.secret = token_secret();
    store::ApiToken token{.id = app.id(),
                          .name = *name,
                          .role = actor.role,
                          .created_at = app.now(),
                          .scopes = joined(scopes, " "),
                          .made_by_id = actor.user_id,
                          .made_by = actor.name,
                          .hint = token_hint(out.secret)};
    if (days) token.expires_at = app.now() + std::chrono::days(*days);
    accounts.insert_token(actor.tenant, token, crypto::sha256_hex(out.secret));
    note(app, tx, actor, token, "token.created",
         sentence("The access token {} was made: {}, {}.", token.name, joined(scopes, ", "), until(token)));
    out.view = view(app, tx, actor, token);
    return out;
  });
  if (made.ok()) tell_changed(app, actor, "token", made->view.token.id);
  return made;
}

Status revoke_token(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::tokens));
  const Status revoked = app.db.write([&](store::Tx& tx) -> Status {
    store::Accounts accounts(tx);
    const auto all = accounts.tokens(actor.tenant);
    const auto at = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
    if (at == all.end())
      return Error(Code::not_found, "There is no such access token.", "Load the list again.");
    accounts.delete_token(actor.tenant, id);
    note(app, tx, actor, *at, "token.revoked", sentence("The access token {} was revoked.", at->name));
    return done();
  });
  if (!revoked.ok()) return revoked;
  close_streams(app, actor.tenant, {token_stream(id)});
  tell_changed(app, actor, "token", id);
  return done();
}

std::vector<std::string> revoke_tokens_of(const App& app, store::Tx& tx, const Actor& actor,
                                          const std::string& user_id) {
  std::vector<std::string> streams;
  store::Accounts accounts(tx);
  for (const store::ApiToken& one : accounts.tokens(actor.tenant)) {
    if (one.made_by_id != user_id) continue;
    accounts.delete_token(actor.tenant, one.id);
    note(app, tx, actor, one, "token.revoked",
         "The access token " + one.name + " went with " + one.made_by + ".");
    streams.push_back(token_stream(one.id));
  }
  return streams;
}

}  // namespace every::app
