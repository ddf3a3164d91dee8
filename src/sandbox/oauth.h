// Codes, tokens and what they open. The grant is one connection of the app to one portal; its refresh token
// lives until it is revoked, each access token for half an hour.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "sandbox/answer.h"
#include "sandbox/options.h"

namespace every::sandbox {

struct Identity {
  std::int64_t portal_id = 0;
  std::vector<std::string> scopes;
  bool static_token = false;
  bool service_key = false;
  std::string app;  // which limit it counts against: the OAuth app, or this token

  bool may(std::string_view scope) const;
};

// Thread-safe.
class Oauth {
 public:
  static constexpr std::size_t kTokensMax = 100'000;  // past it the oldest are forgotten

  Oauth(const Options& options, Random& random) : options_(options), random_(random) {}

  // For the redirect after a person has said yes.
  std::string issue_code(std::int64_t portal_id, std::vector<std::string> scopes, std::string redirect_uri,
                         Instant now);
  Response token(const http::Parameters& form, Instant now);
  // `domain_and_user` of a portal, for the answer.
  struct Names {
    std::string hub_domain, user;
  };
  Response introspect(const http::Parameters& form, Instant now,
                      const std::function<Names(std::int64_t)>& names);
  Response revoke(const http::Parameters& form);
  // The older endpoints, without the app's secret: /oauth/v1/access-tokens/{t}, /oauth/v1/refresh-tokens/{t}.
  Response describe_access(const std::string& token, Instant now,
                           const std::function<Names(std::int64_t)>& names, std::string_view correlation);
  Response describe_refresh(const std::string& token, const std::function<Names(std::int64_t)>& names,
                            std::string_view correlation);
  Response delete_refresh(const std::string& token);
  // Whether a refresh gives another refresh token and ends the old one.
  void rotate(bool on) { rotate_ = on; }

  struct Check {
    std::optional<Identity> identity;
    std::optional<std::int64_t> expired_ms;  // when a token that was good ran out
  };
  Check check(std::string_view bearer, Instant now) const;

  void expire_all(Instant now);            // access tokens, as if half an hour had passed
  void uninstall(std::int64_t portal_id);  // everything the portal has granted
  std::size_t grants() const;

  // What has to outlive the process; see memory.h.
  json::value memory() const;
  void remember(const json::value& memory);
  std::uint64_t changes() const { return changes_; }  // grows with everything that memory() would tell
  bool installed(std::int64_t portal_id) const;

 private:
  struct Grant {
    std::int64_t portal_id = 0;  // 0: of the app itself, for no account
    std::vector<std::string> scopes;
    std::string refresh;
    bool revoked = false;      // the refresh token is dead
    bool uninstalled = false;  // the access tokens as well
  };
  struct Code {
    std::shared_ptr<Grant> grant;
    std::string redirect_uri;
    std::int64_t expires_ms = 0;
    bool used = false;
  };
  struct Access {
    std::shared_ptr<Grant> grant;
    std::int64_t expires_ms = 0;
  };

  std::string random_text(std::string_view prefix, int words);
  Response grant_tokens(const std::shared_ptr<Grant>& grant, Instant now);
  Response by_code(const http::Parameters& form, Instant now);
  Response by_refresh(const http::Parameters& form, Instant now);
  Response by_client_credentials(const http::Parameters& form, Instant now);
  json::object facts(const Grant& grant, const Names& names) const;
  std::optional<Response> wrong_client(const http::Parameters& form) const;

  const Options& options_;
  Random& random_;
  std::atomic<bool> rotate_{false};
  std::atomic<std::uint64_t> changes_{0};
  mutable std::mutex mutex_;
  std::map<std::string, Code, std::less<>> codes_;
  std::map<std::string, Access, std::less<>> access_;
  std::map<std::string, std::shared_ptr<Grant>, std::less<>> refresh_;
};

}  // namespace every::sandbox
