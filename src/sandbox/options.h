// What a sandbox is made of: its address, the size and seed of its portals, its limits and its app.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace every::sandbox {

// The app that the sandbox knows. A person who starts both programs by hand needs no configuration but these.
inline constexpr std::string_view kDefaultClientId = "11111111-aaaa-4bbb-8ccc-every0sandbox";
inline constexpr std::string_view kDefaultClientSecret = "22222222-dddd-4eee-9fff-every0sandbox";
inline constexpr std::string_view kDefaultStaticToken = "pat-na1-00000000-0000-4000-8000-every0sandbox";
inline constexpr std::string_view kDefaultServiceKey = "pat-na1-11111111-0000-4000-8000-every0service";
// Of the developer account that owns the app: for its webhook settings.
inline constexpr std::string_view kDefaultDeveloperKey = "33333333-eeee-4fff-8aaa-every0sandbox";
inline constexpr std::int64_t kAppId = 18221010;

// A token that a person pastes (private app, Service Key) instead of going through OAuth.
struct StaticToken {
  std::string token{kDefaultStaticToken};
  std::vector<std::string> scopes;  // empty: every scope that the account offers
  bool service_key = false;         // a Service Key has no daily usage to ask for
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 4600;  // 0: the system chooses
  int workers = 64;           // a request sleeps its latency on one of them

  std::uint64_t contacts = 2000;
  std::uint64_t companies = 400;
  std::uint64_t deals = 300;
  std::uint64_t seed = 1;
  std::vector<std::filesystem::path> load_files;  // recorded portals, added to the generated records

  std::int64_t portal_id = 147893001;
  std::int64_t second_portal_id = 147893002;  // a small one, for the account picker

  int quota_per_10_s = 110;            // of the OAuth app
  int private_quota_per_10_s = 190;    // of each static token
  int association_per_10_s = 150;      // of each of them, counted besides
  int search_per_second = 5;           // of the account
  std::int64_t daily_quota = 625'000;  // of all static tokens together
  int search_lag_min_ms = 0, search_lag_max_ms = 0;
  int latency_ms = 0;
  int association_page = 500;  // targets of one record in one answer

  std::string client_id{kDefaultClientId};
  std::string client_secret{kDefaultClientSecret};
  // HubSpot accepts https, and http for "localhost" only. Set this to let http://127.0.0.1 through as well.
  bool allow_ip_redirects = false;
  int access_token_seconds = 1800;
  int code_seconds = 60;
  std::vector<StaticToken> static_tokens{StaticToken{},
                                         StaticToken{std::string(kDefaultServiceKey), {}, true}};
  std::string developer_key{kDefaultDeveloperKey};
  // One limit for everything that counts in ten seconds: for tests that are not about limits.
  void set_quota(int per_10_s) { quota_per_10_s = private_quota_per_10_s = association_per_10_s = per_10_s; }
  std::filesystem::path
      keep_in;             // a folder that makes it the same portal after a restart; empty: nothing is kept
  std::string public_url;  // where a person's browser finds the sandbox; empty: http://localhost:PORT
};

}  // namespace every::sandbox
