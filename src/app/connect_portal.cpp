#include "app/connect_portal.h"

#include "app/hubspot_activity.h"
#include "app/hubspot_tokens.h"
#include "app/other_account.h"
#include "base/sentence.h"
#include "http/message.h"
#include "hubspot/scopes.h"
#include "store/clients.h"
#include "store/portal_data.h"

namespace every::app {
namespace {

constexpr std::chrono::minutes kStateLife{10};
// Tells that the person agreed to another account; covered by the state's hash, so nobody can add it.
constexpr std::string_view kOtherAccount = ".other";

// Something that was granted and is not stored yet.
struct Candidate {
  std::string kind;  // oauth, token
  hubspot::Tokens tokens;
  sync::Account account;
  std::vector<std::string> scopes;
  bool other_account = false;
};

// A path of this site: nothing that a browser could read as another host.
bool is_own_path(std::string_view path) {
  if (path.empty() || path.front() != '/' || path.size() > 500) return false;
  if (path.size() > 1 && (path[1] == '/' || path[1] == '\\')) return false;
  for (const char c : path)
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '\\') return false;
  return true;
}

using Outcome = std::vector<std::pair<std::string_view, std::string>>;

std::string with_outcome(std::string page, const Outcome& outcome) {
  if (page.empty()) page = kIntegrationsPage;
  const auto hash = page.find('#');
  std::string fragment = hash == std::string::npos ? "" : page.substr(hash);
  page.resize(std::min(hash, page.size()));
  for (const auto& [key, value] : outcome)
    page += (page.find('?') == std::string::npos ? "?" : "&") + std::string(key) + "=" +
            http::percent_encode(value);
  return page + fragment;
}

Outcome outcome_of(const Error& error) {
  Outcome out{{"hubspot", std::string(name(error.code))}};
  if (const auto at = error.extra.find("missing"); at != error.extra.end())
    out.emplace_back("missing", at->second);
  if (const auto at = error.extra.find("expected"); at != error.extra.end())
    out.emplace_back("expected", at->second);
  return out;
}

Status check_scopes(const std::vector<std::string>& granted) {
  std::string missing, off;
  for (const auto& scope : hubspot::missing_scopes(granted)) {
    if (!scope.required) continue;
    missing += (missing.empty() ? "" : ",") + scope.scope;
    off += (off.empty() ? "" : " ") + ours(scope.off);
  }
  if (missing.empty()) return done();
  Error error(Code::scope_missing, sentence("Without {}: {}", missing, off),
              "Add the permission to the HubSpot app or token, then connect again.");
  error.extra["missing"] = missing;
  error.extra["action"] = "grant_access";
  return error;
}

// A live connection keeps its account; after a disconnect another one takes a person's word.
Status check_account(store::Tx& tx, const store::Tenant& tenant, const Candidate& candidate) {
  const store::Connection before = store::Connections(tx, tenant).get();
  if (before.portal_id.empty() || before.portal_id == candidate.account.portal_id) return done();
  const bool live = before.state != store::ConnectionState::not_connected;
  if (!live && candidate.other_account) return done();
  const std::string expected =
      before.portal_name.empty() ? before.portal_id : before.portal_name + " (" + before.portal_id + ")";
  const auto other = other_account(tx, tenant, before);
  Error error(
      Code::account_mismatch,
      sentence("This workspace belongs to {}.", expected) +
          (other ? " " + other->consequence : std::string()),
      live ? "Use that account, or disconnect it first." : "Use that account, or confirm the other one.");
  error.extra["account"] = expected;
  error.extra["expected"] = before.portal_id;
  return error;
}

store::Connection connection_of(const HubSpotHub& hub, const Actor& actor, const Candidate& candidate,
                                store::Connection before, Instant now) {
  store::Connection c = std::move(before);
  c.state = store::ConnectionState::connected;
  c.reason.clear();
  c.kind = candidate.kind;
  c.portal_id = candidate.account.portal_id;
  c.portal_name = candidate.account.name.empty() ? "HubSpot account " + c.portal_id : candidate.account.name;
  c.ui_domain = candidate.account.ui_domain;
  c.portal_currency = candidate.account.currency;
  c.portal_time_zone = candidate.account.time_zone;
  seal_tokens(hub.sealer(), actor.tenant, candidate.tokens, c);
  c.scopes = candidate.scopes;
  c.connected_by = actor.name;
  c.connected_at = now;
  c.disconnected_at.reset();
  ++c.epoch;
  return c;
}

// Stores the connection, locks its records again and begins to read.
Status connect(HubSpotHub& hub, const Actor& actor, const Candidate& candidate) {
  const store::Tenant& tenant = actor.tenant;
  EVERY_CHECK(check_scopes(candidate.scopes));
  EVERY_CHECK(hub.db().read([&](store::Tx& tx) { return check_account(tx, tenant, candidate); }));
  hub.engine(tenant).cancel_and_wait();  // a run of the old connection could not finish any more
  const auto stored = hub.db().write([&](store::Tx& tx) -> Status {
    store::Connections connections(tx, tenant);
    const store::Connection now = connections.get();
    EVERY_CHECK(check_account(tx, tenant, candidate));  // somebody else may have connected meanwhile
    if (!now.portal_id.empty() && now.portal_id != candidate.account.portal_id)
      store::forget_portal(tx, tenant);
    connections.put(connection_of(hub, actor, candidate, now, hub.clock().now()));
    store::Clients(tx, tenant).relock_all();
    store::Contacts(tx, tenant).relock_all();
    note_activity(
        hub, tx, actor, "connection.connected",
        sentence("Connected HubSpot account {} ({}).", candidate.account.name, candidate.account.portal_id),
        {{"portalId", candidate.account.portal_id}, {"method", candidate.kind}});
    return done();
  });
  if (!stored.ok()) return stored;
  hub.connection_changed(tenant);
  // Everything is read and projected: what was deleted or edited while nobody looked no date tells of.
  const auto run = hub.start_run(tenant, {.kind = "sweep", .trigger = "connect", .by = actor.name});
  if (!run.ok())
    hub.log().warn("hubspot.first_run_not_started",
                   {{"workspace", tenant.id()}, {"code", name(run.error().code)}});
  hub.publish_connection(tenant);
  hub.publish_changed(tenant, {"client", "contact", "deal"});
  return done();
}

struct Answer {
  std::string return_to;
  bool other_account = false;
};

// The state that came back, taken out of the database whatever happens next.
Result<Answer> take_state(HubSpotHub& hub, const Actor& actor, const std::string& state) {
  const Error invalid(Code::oauth_state_invalid, "The answer does not belong to a request of this session.",
                      "Start connecting again.");
  if (state.empty() || state.size() > 200) return invalid;
  const Instant not_before = hub.clock().now() - kStateLife;
  const auto taken = hub.db().write([&](store::Tx& tx) {
    return store::Connections(tx, actor.tenant).take_oauth_state(crypto::sha256_hex(state), not_before);
  });
  if (!taken || taken->user_id != actor.user_id || actor.session_hash.empty() ||
      !crypto::equal_constant_time(taken->session_hash, actor.session_hash))
    return invalid;
  return Answer{taken->return_to, state.ends_with(kOtherAccount)};
}

Status finish(HubSpotHub& hub, const Actor& actor, const Callback& callback, bool other_account) {
  EVERY_CHECK(require(actor, Permission::manage));
  if (callback.error == "access_denied")
    return Error(Code::oauth_denied, "The request was declined in HubSpot.", "Try again when you are ready.");
  if (!callback.error.empty() || callback.code.empty() || callback.code.size() > 2'000)
    return Error(Code::oauth_failed, "HubSpot sent no grant.", "Start connecting again.");
  EVERY_TRY(grant, hub.oauth().exchange(callback.code));
  EVERY_CHECK(check_scopes(grant.scopes));
  Candidate candidate{.kind = "oauth", .scopes = grant.scopes, .other_account = other_account};
  candidate.tokens = {grant.access_token, grant.refresh_token,
                      hub.clock().now() + std::chrono::seconds(grant.expires_in_s)};
  hubspot::Client client(hub.trial(candidate.tokens), hubspot::Priority::interactive);
  EVERY_TRY(account, client.account({}));
  if (account.portal_id != grant.portal_id)
    return Error(Code::oauth_failed, "HubSpot names two accounts for one grant.", "Start connecting again.");
  candidate.account = account;
  return connect(hub, actor, candidate);
}

Status try_token(HubSpotHub& hub, const Actor& actor, const std::string& token, bool other_account) {
  Candidate candidate{.kind = "token", .other_account = other_account};
  candidate.tokens.access = token;
  hubspot::Client client(hub.trial(candidate.tokens), hubspot::Priority::interactive);
  auto account = client.account({});
  if (!account.ok()) {
    if (account.error().code != Code::token_expired) return account.error();
    return Error(Code::token_invalid, account.error().detail, "Copy the token from HubSpot again.");
  }
  candidate.account = *std::move(account);
  EVERY_TRY(scopes, hubspot::probe_scopes(client, {}));
  candidate.scopes = scopes;
  return connect(hub, actor, candidate);
}

}  // namespace

Result<std::string> begin_connecting(HubSpotHub& hub, const Actor& actor, const ConnectRequest& request) {
  EVERY_CHECK(require(actor, Permission::manage));
  if (!hub.oauth().app().configured())
    return Error(
        Code::hubspot_not_configured, "This installation has no HubSpot app.",
        "Set EVERY_HUBSPOT_CLIENT_ID and EVERY_HUBSPOT_CLIENT_SECRET and start Every again, or connect "
        "with a token.");
  if (actor.session_hash.empty())
    return Error(Code::forbidden, "HubSpot's consent page needs a browser session.",
                 "Sign in with a browser.");
  if (!request.return_to.empty() && !is_own_path(request.return_to)) {
    Error error(Code::validation, "The way back is not a page of this site.");
    error.fields.push_back({"?returnTo", "format", "A path that begins with one slash."});
    return error;
  }
  std::string state = crypto::random_token();
  if (request.other_account) state += kOtherAccount;
  const std::string portal_id = hub.db().write([&](store::Tx& tx) {
    store::Connections connections(tx, actor.tenant);
    connections.insert_oauth_state(crypto::sha256_hex(state), {.session_hash = actor.session_hash,
                                                               .user_id = actor.user_id,
                                                               .return_to = request.return_to,
                                                               .created_at = hub.clock().now()});
    const store::Connection c = connections.get();
    return c.state == store::ConnectionState::not_connected ? std::string() : c.portal_id;
  });
  return hub.oauth().authorize_url(state, portal_id);
}

std::string finish_connecting(HubSpotHub& hub, const std::optional<Actor>& actor, const Callback& callback) {
  if (!actor) return with_outcome("", {{"hubspot", std::string(name(Code::not_signed_in))}});
  const auto answer = take_state(hub, *actor, callback.state);
  if (!answer.ok()) return with_outcome("", outcome_of(answer.error()));
  const Status status = finish(hub, *actor, callback, answer->other_account);
  if (status.ok()) return with_outcome(answer->return_to, {{"hubspot", "connected"}});
  hub.log().info("hubspot.not_connected", {{"workspace", actor->tenant.id()},
                                           {"code", name(status.error().code)},
                                           {"detail", ours(status.error().detail)}});
  return with_outcome(answer->return_to, outcome_of(status.error()));
}

Status connect_with_token(HubSpotHub& hub, const Actor& actor, const std::string& token, bool other_account) {
  EVERY_CHECK(require(actor, Permission::manage));
  for (const char c : token)
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7f) {
      Error error(Code::validation, "This is not a token.", "Copy the token from HubSpot again.");
      error.fields.push_back({"/token", "format", "Letters, digits and signs without blanks."});
      return error;
    }
  Status status = try_token(hub, actor, token, other_account);
  // What only a redirect or a run carries is no member of a problem document.
  if (!status.ok())
    for (const char* key : {"missing", "expected", "scopes"}) status.error().extra.erase(key);
  return status;
}

}  // namespace every::app
