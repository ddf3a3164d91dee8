#include "app/accounts.h"

#include <algorithm>

#include "app/clients.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "domain/matching.h"
#include "domain/numbering.h"

namespace every::app {
namespace {

constexpr auto kSessionLife = std::chrono::hours(24 * 30);
constexpr auto kThrottleWindow = std::chrono::minutes(15);
constexpr int kFailuresPerEmail = 5, kFailuresPerPeer = 20;
constexpr std::size_t kPasswordMin = 12, kPasswordMax = 1000;

std::optional<std::string> read_password(Fields& in) {
  auto password = in.text("password", {.required = true, .max = kPasswordMax, .trimmed = false});
  if (password && length(*password) < kPasswordMin)
    in.complain("password", "too_short", "At least 12 characters.");
  return password;
}

std::optional<std::string> read_email(Fields& in, std::string_view field) {
  const auto email = in.text(field, {.required = true, .max = 320});
  if (!email) return std::nullopt;
  auto normal = domain::normal_email(*email);
  if (!normal) in.complain(field, "format", "This is not an email address.");
  return normal;
}

std::string start_session(const App& app, store::Tx& tx, const std::string& user_id,
                          const std::string& workspace_id) {
  const std::string token = crypto::random_token();
  store::Accounts(tx).insert_session(crypto::sha256_hex(token), {.user_id = user_id,
                                                                 .workspace_id = workspace_id,
                                                                 .created_at = app.now(),
                                                                 .expires_at = app.now() + kSessionLife});
  return token;
}

// ISO 3166: "DE", or nothing.
void check_country(Fields& in, std::string_view country) {
  const bool good =
      country.empty() || (country.size() == 2 && std::all_of(country.begin(), country.end(),
                                                             [](char c) { return c >= 'A' && c <= 'Z'; }));
  if (!good) in.complain("country", "format", "Two capital letters such as DE are needed here.");
}

}  // namespace

bool setup_needed(const App& app) {
  return app.db.read([](store::Tx& tx) { return !store::Accounts(tx).any_user(); });
}

Result<SignedIn> set_up(const App& app, const json::value& body) {
  if (!setup_needed(app))
    return Error(Code::already_set_up, "Somebody has set this installation up.", "Sign in instead.");
  Fields in(body);
  SignedIn out;
  store::Workspace& w = out.workspace;
  auto workspace = in.object("workspace", true);
  auto user = in.object("user", true);
  if (workspace) {
    w.name = workspace->text("name", {.required = true, .max = 200}).value_or("");
    if (const auto currency = workspace->currency("currency", true))
      w.currency = std::string(currency->code());
    w.time_zone = workspace->text("timeZone", {.required = true, .max = 100}).value_or("");
    if (!w.time_zone.empty() && !is_zone(w.time_zone))
      workspace->complain("timeZone", "format", "A time zone such as Europe/Berlin is needed here.");
    w.country = workspace->text("country", {.max = 2}).value_or("");
    check_country(*workspace, w.country);
    EVERY_CHECK(workspace->finish());
  }
  std::optional<std::string> password;
  if (user) {
    out.user.name = user->text("name", {.required = true, .max = 200}).value_or("");
    out.user.email = read_email(*user, "email").value_or("");
    password = read_password(*user);
    EVERY_CHECK(user->finish());
  }
  EVERY_CHECK(in.finish());
  out.user.password_hash = crypto::hash_password(*password);
  out.user.id = app.id();
  out.user.role = "owner";
  w.id = app.id();
  out.user.created_at = w.created_at = w.updated_at = app.now();
  w.address.country = w.country;
  return app.db.write([&](store::Tx& tx) -> Result<SignedIn> {
    store::Accounts accounts(tx);
    if (accounts.any_user()) return Error(Code::already_set_up, "Somebody was faster.", "Sign in instead.");
    accounts.insert_workspace(w);
    accounts.insert_user(store::Tenant(w.id), out.user);
    out.token = start_session(app, tx, out.user.id, w.id);
    return out;
  });
}

Result<SignedIn> sign_in(const App& app, const json::value& body, const std::string& peer) {
  Fields in(body);
  const auto email = in.text("email", {.required = true, .max = 320});
  const auto password = in.text("password", {.required = true, .max = kPasswordMax, .trimmed = false});
  EVERY_CHECK(in.finish());
  const std::string normal = domain::normal_email(*email).value_or(fold(*email));
  const std::string by_email = "email:" + normal, by_peer = "peer:" + peer;
  const Instant since = app.now() - kThrottleWindow;
  struct Found {
    bool throttled = false;
    std::optional<store::User> user;
    std::string workspace_id;
  };
  const Found found = app.db.read([&](store::Tx& tx) {
    store::Accounts accounts(tx);
    Found f;
    f.throttled = accounts.failures(by_email, since) >= kFailuresPerEmail ||
                  accounts.failures(by_peer, since) >= kFailuresPerPeer;
    f.user = accounts.user_by_email(normal);
    if (f.user) f.workspace_id = accounts.first_workspace_of(f.user->id);
    return f;
  });
  if (found.throttled) {
    Error error(Code::too_many_attempts, "Too many tries. Wait a few minutes.",
                "Check the password, then try again.");
    error.retry_at_ms = to_ms(app.now() + std::chrono::minutes(5));
    return error;
  }
  // A person who is not there costs the same time as a wrong password.
  static const std::string kNobody = crypto::hash_password("nobody has this password");
  const bool right =
      crypto::verify_password(found.user ? found.user->password_hash : kNobody, *password) && found.user;
  if (!right) {
    app.db.write([&](store::Tx& tx) {
      store::Accounts accounts(tx);
      accounts.record_failure(by_email, app.now());
      accounts.record_failure(by_peer, app.now());
    });
    return Error(Code::wrong_credentials, "Email or password is not right.");
  }
  return app.db.write([&](store::Tx& tx) -> Result<SignedIn> {
    store::Accounts accounts(tx);
    accounts.clear_failures(by_email);
    accounts.delete_expired_sessions(app.now());
    SignedIn out{*found.user, *accounts.workspace(store::Tenant(found.workspace_id)), ""};
    out.token = start_session(app, tx, out.user.id, found.workspace_id);
    return out;
  });
}

void sign_out(const App& app, const Actor& actor) {
  if (actor.session_hash.empty()) return;
  app.db.write([&](store::Tx& tx) { store::Accounts(tx).delete_session(actor.session_hash); });
}

Result<Actor> actor_of_session(const App& app, const std::string& token) {
  const std::string hash = crypto::sha256_hex(token);
  return app.db.read([&](store::Tx& tx) -> Result<Actor> {
    store::Accounts accounts(tx);
    const auto session = accounts.session(hash, app.now());
    const auto user =
        session ? accounts.user(store::Tenant(session->workspace_id), session->user_id) : std::nullopt;
    if (!user) return Error(Code::not_signed_in, "You were signed out.", "Sign in to continue.");
    return Actor{store::Tenant(session->workspace_id), user->id, user->name, user->email, user->role, hash};
  });
}

Result<Actor> actor_of_token(const App& app, const std::string& token) {
  return app.db.read([&](store::Tx& tx) -> Result<Actor> {
    const auto owner = store::Accounts(tx).token(crypto::sha256_hex(token));
    if (!owner)
      return Error(Code::not_signed_in, "This API token is not known.", "Make one with: every token create.");
    return Actor{
        store::Tenant(owner->workspace_id), owner->token.id, owner->token.name, "", owner->token.role, ""};
  });
}

Result<store::Workspace> change_workspace(const App& app, const Actor& actor, const json::value& body,
                                          std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::manage));
  return app.db.write([&](store::Tx& tx) -> Result<store::Workspace> {
    store::Workspace w = workspace_of(tx, actor);
    Fields in(body);
    const auto text = [&](const char* name, std::string& field, std::size_t max, bool required = false) {
      if (in.has(name))
        if (const auto value = in.text(name, {.required = required, .max = max})) field = *value;
    };
    text("name", w.name, 200, true);
    if (in.has("currency"))
      if (const auto currency = in.currency("currency", true)) w.currency = std::string(currency->code());
    text("timeZone", w.time_zone, 100, true);
    if (!is_zone(w.time_zone))
      in.complain("timeZone", "format", "A time zone such as Europe/Berlin is needed here.");
    text("locale", w.locale, 35, true);
    text("country", w.country, 2);
    text("taxId", w.tax_id, 100);
    text("bankDetails", w.bank_details, 2000);
    const std::string former = w.invoice_prefix;
    text("invoicePrefix", w.invoice_prefix, 20);
    if (w.invoice_prefix != former && domain::prefix_of_others(w.invoice_prefix))
      in.complain("invoicePrefix", "range", "Credit notes or proposals are numbered so. Choose another one.");
    if (const auto days = in.integer("paymentTermsDays", 0, 365))
      w.payment_terms_days = static_cast<int>(*days);
    check_country(in, w.country);
    std::vector<std::string> changed;
    read_address(in, w.address, changed);
    EVERY_CHECK(in.finish());
    w.updated_at = app.now();
    if (!store::Accounts(tx).update_workspace(w, expected_version))
      return Error(Code::stale, "The workspace was changed meanwhile.",
                   "Load it again and review the differences.");
    record(app, tx, actor, "workspace", w.id, "", "workspace.updated", "Workspace settings were changed.");
    return workspace_of(tx, actor);
  });
}

Result<std::string> add_user(const App& app, const std::string& workspace, const std::string& name,
                             const std::string& email, const std::string& role, const std::string& password) {
  const auto normal = domain::normal_email(email);
  if (!normal) return Error(Code::validation, "Not an email address: " + email);
  if (length(password) < kPasswordMin)
    return Error(Code::validation, "The password needs at least 12 characters.");
  if (role != "owner" && role != "admin" && role != "member" && role != "viewer")
    return Error(Code::validation, "The role is one of owner, admin, member, viewer.");
  const std::string hash = crypto::hash_password(password);
  return app.db.write([&](store::Tx& tx) -> Result<std::string> {
    store::Accounts accounts(tx);
    if (accounts.user_by_email(*normal))
      return Error(Code::validation, "This email is used already: " + *normal);
    auto found = accounts.workspace_named(workspace);
    if (!found) {
      store::Workspace fresh;
      fresh.id = app.id();
      fresh.name = workspace;
      fresh.created_at = fresh.updated_at = app.now();
      accounts.insert_workspace(fresh);
      found = fresh;
    }
    store::User user{.id = app.id(),
                     .name = name.empty() ? *normal : name,
                     .email = *normal,
                     .password_hash = hash,
                     .role = role,
                     .created_at = app.now()};
    accounts.insert_user(store::Tenant(found->id), user);
    return user.id;
  });
}

Result<std::string> create_token(const App& app, const std::string& workspace, const std::string& name,
                                 const std::string& role) {
  return app.db.write([&](store::Tx& tx) -> Result<std::string> {
    store::Accounts accounts(tx);
    const auto found = accounts.workspace_named(workspace);
    if (!found) return Error(Code::not_found, "There is no workspace named " + workspace + ".");
    const std::string token = "evy_" + crypto::random_token();
    accounts.insert_token(store::Tenant(found->id),
                          {.id = app.id(), .name = name, .role = role, .created_at = app.now()},
                          crypto::sha256_hex(token));
    return token;
  });
}

}  // namespace every::app
