#include "app/sessions.h"

#include "app/tokens.h"
#include "base/sentence.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "domain/matching.h"
#include "domain/throttle.h"
#include "store/people.h"

namespace every::app {
namespace {

constexpr auto kSessionLife = std::chrono::hours(24 * 30);
constexpr auto kSeenEvery = std::chrono::minutes(5), kUsedEvery = std::chrono::minutes(1);
constexpr std::string_view kMakeToken = "Make one in Settings › Access tokens.";
constexpr auto kFailuresKept = std::chrono::hours(24);
constexpr std::size_t kPasswordMin = 12, kPasswordMax = 1000, kAgentMax = 300;
// An office may share its address.
constexpr domain::Throttle kAccountRule{5, std::chrono::seconds(30), std::chrono::minutes(15)};
constexpr domain::Throttle kPeerRule{20, std::chrono::seconds(30), std::chrono::minutes(15)};

Error too_many(Instant until) {
  Error error(Code::too_many_attempts, "Too many tries. The next one is possible after a pause.",
              "Try again after the pause.");
  error.retry_at_ms = to_ms(until);
  return error;
}

// Into the log of the workspace that the account belongs to. Of a stranger nothing is noted but the try.
void note_failure(const App& app, store::Tx& tx, const std::optional<store::User>& user,
                  const std::string& workspace_id, const Visit& visit) {
  if (!user) return;
  record(app, tx, somebody_as(actor_of(*user, workspace_id, visit)), "user", user->id, "", "session.failed",
         sentence("A sign-in as {} failed: the password was wrong.", user->name));
}

}  // namespace

Actor actor_of(const store::User& user, const std::string& workspace_id, const Visit& visit) {
  return {.tenant = store::Tenant(workspace_id),
          .user_id = user.id,
          .name = user.name,
          .email = user.email,
          .role = user.role,
          .address = visit.address,
          .agent = visit.agent};
}

Actor somebody_as(Actor actor) {
  actor.name = sentence("Somebody, as {}", actor.name);
  return actor;
}

std::optional<std::string> read_password(Fields& in, std::string_view field) {
  auto password = in.text(field, {.required = true, .max = kPasswordMax, .trimmed = false});
  if (password && length(*password) < kPasswordMin)
    in.complain(field, "too_short", "At least 12 characters.");
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
                          const std::string& workspace_id, const Visit& visit) {
  const std::string token = crypto::random_token();
  store::Accounts(tx).insert_session(crypto::sha256_hex(token), {.id = app.id(),
                                                                 .user_id = user_id,
                                                                 .workspace_id = workspace_id,
                                                                 .agent = visit.agent.substr(0, kAgentMax),
                                                                 .address = visit.address,
                                                                 .created_at = app.now(),
                                                                 .expires_at = app.now() + kSessionLife,
                                                                 .seen_at = app.now()});
  return token;
}

void close_streams(const App& app, const store::Tenant& tenant, const std::vector<std::string>& hashes) {
  app.events.end_sessions(tenant, hashes);
}

// The try is counted before it is known to be wrong: many at the same time get no more tries than one by one.
Result<Instant> take_try(const App& app, const Tries& tries) {
  const Instant now = app.now();
  return app.db.write([&](store::Tx& tx) -> Result<Instant> {
    store::Accounts accounts(tx);
    for (const auto& [key, rule] :
         {std::pair{&tries.account, kAccountRule}, std::pair{&tries.peer, kPeerRule}}) {
      const auto failures = accounts.failures(*key, now - kFailuresKept);
      if (const auto until = domain::next_try(rule, failures.count, failures.last, now))
        return too_many(*until);
    }
    accounts.forget_failures_before(now - kFailuresKept);
    accounts.record_failure(tries.account, now);
    accounts.record_failure(tries.peer, now);
    return now;
  });
}

void give_try_back(store::Tx& tx, const Tries& tries, Instant at) {
  store::Accounts accounts(tx);
  accounts.clear_failures(tries.account);
  accounts.take_failure_back(tries.peer, at);
}

Result<SignedIn> sign_in(const App& app, const json::value& body, const std::string& peer,
                         const std::string& agent) {
  Fields in(body);
  const auto email = in.text("email", {.required = true, .max = 320});
  const auto password = in.text("password", {.required = true, .max = kPasswordMax, .trimmed = false});
  EVERY_CHECK(in.finish());
  const std::string normal = domain::normal_email(*email).value_or(fold(*email));
  const Visit visit{peer, agent};
  const Tries tries{"email:" + normal, "peer:" + peer};
  EVERY_TRY(tried_at, take_try(app, tries));
  std::string workspace_id;
  const auto user = app.db.read([&](store::Tx& tx) {
    store::Accounts accounts(tx);
    auto found = accounts.user_by_email(normal);
    if (found) workspace_id = accounts.first_workspace_of(found->id);
    return found;
  });
  // A person who is not there costs the same time as a wrong password.
  static const std::string kNobody = crypto::hash_password("nobody has this password");
  if (!crypto::verify_password(user ? user->password_hash : kNobody, *password) || !user) {
    app.db.write([&](store::Tx& tx) { note_failure(app, tx, user, workspace_id, visit); });
    return Error(Code::wrong_credentials, "Email or password is not right.");
  }
  return app.db.write([&](store::Tx& tx) -> Result<SignedIn> {
    store::Accounts accounts(tx);
    give_try_back(tx, tries, tried_at);
    accounts.delete_expired_sessions(app.now());
    // Who was removed, or got another password, while this one was checked does not come in by it.
    const auto still = accounts.user(store::Tenant(workspace_id), user->id);
    if (!still || still->password_hash != user->password_hash)
      return Error(Code::wrong_credentials, "Email or password is not right.");
    SignedIn out{*still, *accounts.workspace(store::Tenant(workspace_id)), ""};
    out.token = start_session(app, tx, out.user.id, workspace_id, visit);
    record(app, tx, actor_of(out.user, workspace_id, visit), "user", out.user.id, "", "session.signed_in",
           sentence("{} signed in.", out.user.name));
    return out;
  });
}

void sign_out(const App& app, const Actor& actor) {
  if (actor.session_hash.empty()) return;
  app.db.write([&](store::Tx& tx) {
    store::Accounts(tx).delete_session(actor.session_hash);
    record(app, tx, actor, "user", actor.user_id, "", "session.signed_out",
           sentence("{} signed out.", actor.name));
  });
  close_streams(app, actor.tenant, {actor.session_hash});
}

Result<Actor> actor_of_session(const App& app, const std::string& token, const Visit& visit) {
  const std::string hash = crypto::sha256_hex(token);
  std::optional<store::Session> session;
  auto actor = app.db.read([&](store::Tx& tx) -> Result<Actor> {
    store::Accounts accounts(tx);
    session = accounts.session(hash, app.now());
    const auto user =
        session ? accounts.user(store::Tenant(session->workspace_id), session->user_id) : std::nullopt;
    if (!user) return Error(Code::not_signed_in, "You were signed out.", "Sign in to continue.");
    Actor out = actor_of(*user, session->workspace_id, visit);
    out.session_hash = hash;
    return out;
  });
  if (actor.ok() && !visit.address.empty() && session->seen_at + kSeenEvery <= app.now())
    app.db.write([&](store::Tx& tx) {
      store::Accounts(tx).see_session(hash, visit.agent.substr(0, kAgentMax), visit.address, app.now());
    });
  return actor;
}

Result<Actor> actor_of_token(const App& app, const std::string& token, const Visit& visit) {
  const std::string hash = crypto::sha256_hex(token);
  std::optional<store::ApiToken> used;
  auto actor = app.db.read([&](store::Tx& tx) -> Result<Actor> {
    store::Accounts accounts(tx);
    const auto owner = accounts.token(hash);
    if (!owner) return Error(Code::not_signed_in, "This access token is not known.", std::string(kMakeToken));
    used = owner->token;
    if (used->expires_at && *used->expires_at <= app.now())
      return Error(Code::not_signed_in, "This access token has expired.", std::string(kMakeToken));
    Actor out{.tenant = store::Tenant(owner->workspace_id),
              .user_id = used->id,
              .name = used->name,
              .role = used->role,
              .address = visit.address,
              .agent = visit.agent};
    out.scopes = scopes_of(*used);
    // It may what the person may for whom it acts, and no longer than they are here.
    if (used->made_by_id.empty()) return out;
    const auto person = accounts.user(out.tenant, used->made_by_id);
    if (!person)
      return Error(Code::not_signed_in, "Who made this access token is gone.", std::string(kMakeToken));
    out.role = person->role;
    return out;
  });
  if (actor.ok() && !visit.address.empty() && (!used->used_at || *used->used_at + kUsedEvery <= app.now()))
    app.db.write([&](store::Tx& tx) { store::Accounts(tx).see_token(hash, visit.address, app.now()); });
  return actor;
}

std::string token_stream(const std::string& token_id) {
  return "token/" + token_id;
}

std::string stream_key(const Actor& actor) {
  return actor.session_hash.empty() ? token_stream(actor.user_id) : actor.session_hash;
}

Status no_token(const Actor& actor) {
  if (!actor.session_hash.empty()) return done();
  return Error(Code::forbidden, "An API token has no account of a person.", "Sign in with a browser.");
}

Result<store::User> change_name(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  Fields in(body);
  const auto name = in.text("name", {.required = true, .max = 200});
  EVERY_CHECK(in.finish());
  return app.db.write([&](store::Tx& tx) -> Result<store::User> {
    store::Accounts accounts(tx);
    accounts.put_name(actor.user_id, *name);
    if (*name != actor.name)
      record(app, tx, actor, "user", actor.user_id, "", "person.renamed",
             sentence("{} is called {} now.", actor.name, *name));
    return *accounts.user(actor.tenant, actor.user_id);
  });
}

Status change_password(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  Fields in(body);
  const auto current = in.text("current", {.required = true, .max = kPasswordMax, .trimmed = false});
  const auto password = read_password(in);
  EVERY_CHECK(in.finish());
  const Tries tries{"email:" + actor.email, "peer:" + actor.address};
  EVERY_TRY(tried_at, take_try(app, tries));
  const auto user =
      app.db.read([&](store::Tx& tx) { return store::Accounts(tx).user(actor.tenant, actor.user_id); });
  if (!user || !crypto::verify_password(user->password_hash, *current)) {
    Error wrong(Code::validation, "This is not your password.");
    wrong.fields.push_back({"/current", "wrong", "This is not your password."});
    return wrong;
  }
  const std::string hash = crypto::hash_password(*password);
  const auto ended = app.db.write([&](store::Tx& tx) {
    give_try_back(tx, tries, tried_at);
    store::Accounts(tx).put_password(actor.user_id, hash);
    store::spend_once_links(tx, "password_reset", actor.user_id);
    record(app, tx, actor, "user", actor.user_id, "", "password.changed",
           sentence("{} changed their password; other sessions ended.", actor.name));
    return store::People(tx, actor.tenant).end_sessions(actor.user_id, actor.session_hash);
  });
  close_streams(app, actor.tenant, ended);
  return done();
}

Result<std::vector<SessionView>> sessions_of(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<SessionView>> {
    const auto own = store::Accounts(tx).session(actor.session_hash, app.now());
    std::vector<SessionView> out;
    for (store::Session& one : store::People(tx, actor.tenant).sessions(actor.user_id, app.now())) {
      const bool current = own && one.id == own->id;
      out.push_back({std::move(one), current});
    }
    return out;
  });
}

Status end_session(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  const auto ended = app.db.write([&](store::Tx& tx) {
    auto hashes = store::People(tx, actor.tenant).end_session(actor.user_id, id);
    if (!hashes.empty())
      record(app, tx, actor, "user", actor.user_id, "", "session.ended",
             sentence("{} ended a session of theirs.", actor.name));
    return hashes;
  });
  if (ended.empty()) return Error(Code::not_found, "This session is over already.");
  close_streams(app, actor.tenant, ended);
  return done();
}

Result<std::int64_t> end_other_sessions(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  const auto ended = app.db.write([&](store::Tx& tx) {
    auto hashes = store::People(tx, actor.tenant).end_sessions(actor.user_id, actor.session_hash);
    if (!hashes.empty())
      record(app, tx, actor, "user", actor.user_id, "", "session.ended",
             sentence("{} ended all other sessions of theirs.", actor.name));
    return hashes;
  });
  close_streams(app, actor.tenant, ended);
  return static_cast<std::int64_t>(ended.size());
}

}  // namespace every::app
