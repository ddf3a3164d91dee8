// The tokens of a workspace's connection: sealed on their way into the database, opened on their way out.
#pragma once

#include <cstdint>

#include "base/log.h"
#include "crypto/crypto.h"
#include "hubspot/token.h"
#include "store/connection.h"
#include "store/database.h"

namespace every::app {

// Puts the tokens into the connection's sealed fields; the caller stores the connection.
void seal_tokens(const crypto::Sealer& sealer, const store::Tenant& tenant, const hubspot::Tokens& tokens,
                 store::Connection& connection);
// Error: not_connected (there are none), storage_failed (sealed with a key that is no longer there).
Result<hubspot::Tokens> open_tokens(const crypto::Sealer& sealer, const store::Tenant& tenant,
                                    const store::Connection& connection);

// The tokens of one epoch of a connection. A token that is refreshed while the connection is replaced or
// ended is not stored any more.
class SealedTokens final : public hubspot::TokenStore {
 public:
  SealedTokens(store::Database& db, const crypto::Sealer& sealer, store::Tenant tenant, std::int64_t epoch)
      : db_(db), sealer_(sealer), tenant_(std::move(tenant)), epoch_(epoch) {}
  Result<hubspot::Tokens> load() override;
  Status save(const hubspot::Tokens& tokens) override;

 private:
  store::Database& db_;
  const crypto::Sealer& sealer_;
  const store::Tenant tenant_;
  const std::int64_t epoch_;
};

// Tokens that are only tried: nothing of them is stored.
class TrialTokens final : public hubspot::TokenStore {
 public:
  explicit TrialTokens(hubspot::Tokens tokens) : tokens_(std::move(tokens)) {}
  Result<hubspot::Tokens> load() override { return tokens_; }
  Status save(const hubspot::Tokens& tokens) override {
    tokens_ = tokens;
    return done();
  }

 private:
  hubspot::Tokens tokens_;
};

}  // namespace every::app
