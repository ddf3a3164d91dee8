// Signing in and out, who sends a request, and what a person does with their own account: name, password,
// sessions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "base/json.h"

namespace every::app {

struct SignedIn {
  store::User user;
  store::Workspace workspace;
  std::string token;  // of the session: the cookie's value, given once
};

// Where a request comes from.
struct Visit {
  std::string address, agent;  // agent: its User-Agent
};

// Who guesses waits: after some failures each costs twice the wait of the one before, counted for each
// account and for each address. Errors: wrong_credentials (never which), too_many_attempts with the time of
// the next try.
Result<SignedIn> sign_in(const App& app, const json::value& body, const std::string& peer,
                         const std::string& agent = {});
void sign_out(const App& app, const Actor& actor);

// Who sends this cookie or bearer token. With a visit, the session notes (every five minutes) where it was
// seen. Error: not_signed_in.
Result<Actor> actor_of_session(const App& app, const std::string& token, const Visit& visit = {});
Result<Actor> actor_of_token(const App& app, const std::string& token, const Visit& visit = {});

// Body: {name}. Errors: validation, forbidden (a token has no account).
Result<store::User> change_name(const App& app, const Actor& actor, const json::value& body);
// Body: {current, password}. The person's other sessions end. Errors: validation, too_many_attempts,
// forbidden.
Status change_password(const App& app, const Actor& actor, const json::value& body);

struct SessionView {
  store::Session session;
  bool current = false;
};
Result<std::vector<SessionView>> sessions_of(const App& app, const Actor& actor);
// Error: not_found.
Status end_session(const App& app, const Actor& actor, const std::string& id);
// All but the one that asks; how many.
Result<std::int64_t> end_other_sessions(const App& app, const Actor& actor);

// ---- for the use cases that make accounts

// Within the caller's transaction: a session of theirs; gives its token.
std::string start_session(const App& app, store::Tx& tx, const std::string& user_id,
                          const std::string& workspace_id, const Visit& visit);
// The person as who acts, in this workspace.
Actor actor_of(const store::User& user, const std::string& workspace_id, const Visit& visit);
// Who says to be this person and has not proved it, for the log.
Actor somebody_as(Actor actor);
// Under which the streams of a session or a token are open, for close_streams().
std::string stream_key(const Actor& actor);
std::string token_stream(const std::string& token_id);
// What belongs to a person is no token's. Error: forbidden.
Status no_token(const Actor& actor);
// Closes the streams of sessions that ended.
void close_streams(const App& app, const store::Tenant& tenant, const std::vector<std::string>& hashes);
// 12 to 1000 characters, as they are.
std::optional<std::string> read_password(Fields& in, std::string_view field = "password");
std::optional<std::string> read_email(Fields& in, std::string_view field);

// Counts a try under each key, unless one of them has to wait. Gives its time, by which a rightful one is
// taken back. Error: too_many_attempts.
struct Tries {
  std::string account, peer;  // keys: who is asked for, and from where
};
Result<Instant> take_try(const App& app, const Tries& tries);
void give_try_back(store::Tx& tx, const Tries& tries, Instant at);

}  // namespace every::app
