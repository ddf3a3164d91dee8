// Keeps the access token of one connection valid. An OAuth token is refreshed a few minutes ahead of its end
// by exactly one thread while the others go on with the old one; a pasted token is used as it is.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "hubspot/oauth.h"

namespace every::hubspot {

struct Tokens {
  std::string access;
  std::string refresh;                // empty: a static token, which never changes
  std::optional<Instant> expires_at;  // of an OAuth access token
};

// Where the tokens of this connection are kept; the application seals them.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  virtual Result<Tokens> load() = 0;  // not_connected when there are none
  virtual Status save(const Tokens& tokens) = 0;
};

// Thread-safe. Once HubSpot has said that the access is gone for good, every call fails with that same error;
// a reconnected workspace gets a new keeper.
class TokenKeeper {
 public:
  struct Options {
    std::string portal_id;  // a refresh that answers for another portal ends the connection; "": not checked
    // Called once, from the thread that found out, holding no lock: token_expired, token_invalid,
    // account_mismatch.
    std::function<void(const Error&)> on_dead;
  };
  // `store` and `oauth` outlive the keeper. `oauth` is only asked for OAuth tokens.
  TokenKeeper(TokenStore& store, const OAuth& oauth, Options options, const Services& services);

  // A token that is good for the next minutes. Errors: token_expired, token_invalid, not_connected, and what
  // passes (network, hubspot_down, rate_limited) when the token in hand is over and no new one could be had.
  Result<std::string> access(const std::stop_token& stop);
  // HubSpot answered 401 to `rejected`: a newer token, fetched once however many threads met the 401.
  Result<std::string> after_rejection(const std::string& rejected, const std::stop_token& stop);
  // The token was refused although it is fresh or cannot be renewed: the connection is over. Returns the
  // error.
  Error give_up(const std::string& rejected, std::string detail);
  // HubSpot accepted this token at least once since the start.
  void accepted();
  // A pasted token that HubSpot has not accepted yet.
  bool unproven_static();

 private:
  enum class Need { none, soon, now };
  Status ensure_loaded();
  Need need(Instant now) const;
  Result<std::string> renew(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
  Result<std::string> take(Result<Grant> grant);
  Error die(std::unique_lock<std::mutex>& lock, Error error);
  void save();

  TokenStore& store_;
  const OAuth& oauth_;
  const Options options_;
  const Services services_;
  std::mutex mutex_;
  Signal changed_;
  std::optional<Tokens> tokens_;
  std::optional<Error> dead_;
  Millis ahead_;          // how long before its end a token is renewed
  Instant not_before_{};  // after a failed refresh: no other try until then, while the old token lasts
  bool renewing_ = false;
  bool accepted_ = false;
};

}  // namespace every::hubspot
