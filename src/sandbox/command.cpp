#include "sandbox/command.h"

#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/clock_ahead.h"
#include "sandbox/sandbox.h"
#include "sandbox/scopes.h"

namespace every::sandbox {
namespace {

// "127.0.0.1:4600", ":4600" or "[::1]:4600".
bool read_listen(std::string_view text, Options& options) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view port = text.substr(colon + 1);
  const auto [end, ec] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  if (ec != std::errc() || end != port.data() + port.size()) return false;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (!host.empty()) options.address = host;
  return true;
}

void print_loaded(const std::map<std::string, Loaded>& files) {
  for (const auto& [file, loaded] : files) {
    fmt::print("Loaded {}:", file);
    for (const auto& [stream, n] : loaded.used) fmt::print(" {} {}", n, stream);
    std::uint64_t unused = 0;
    for (const auto& [stream, n] : loaded.unused) unused += n;
    if (unused > 0) {
      fmt::print("; not used: {}", unused);
      std::string_view before = " (";
      for (const auto& [stream, n] : loaded.unused)
        fmt::print("{}{} {}", std::exchange(before, ", "), n, stream);
      fmt::print(")");
    }
    fmt::print("\n");
  }
}

int serve(Options options) {
  // Blocked in every thread that comes after, so that only the wait below sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  SystemClock clock;
  Log log(Log::Level::warn);
  Sandbox sandbox(std::move(options), clock, log);
  const auto loaded = sandbox.load_files();
  if (!loaded.ok()) {
    fmt::print(stderr, "{}\n", loaded.error().detail);
    return 1;
  }
  if (const auto started = sandbox.start(); !started.ok()) {
    fmt::print(stderr, "{}\n", started.error().detail);
    return 1;
  }
  print_loaded(*loaded);
  fmt::print("HubSpot sandbox on http://localhost:{}:", sandbox.port());
  {
    const auto lock = sandbox.portal().reading();
    for (const Kind kind : kKinds) fmt::print(" {} {}", sandbox.portal().counts(kind).live, plural(kind));
  }
  fmt::print("\n");
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  sandbox.stop();
  return 0;
}

}  // namespace

int run_sandbox(std::vector<std::string> arguments) {
  Options options;
  int all_quotas = 0;
  std::string listen = fmt::format("{}:{}", options.address, options.port), token, token_scopes, clock_ahead;
  CLI::App app("A HubSpot to try things on: OAuth, records, limits and errors, on this machine.",
               "every sandbox");
  app.add_option("--listen", listen, "ADDRESS:PORT")->capture_default_str();
  auto* contacts =
      app.add_option("--contacts", options.contacts, "How many contacts to make")->capture_default_str();
  auto* companies =
      app.add_option("--companies", options.companies, "How many companies")->capture_default_str();
  auto* deals = app.add_option("--deals", options.deals, "How many deals")->capture_default_str();
  app.add_option("--seed", options.seed, "The same seed makes the same portal")->capture_default_str();
  auto* quota = app.add_option("--quota", all_quotas,
                               "Calls in 10 seconds, of every app (default: 110, static tokens 190)")
                    ->check(CLI::Range(1, 1'000'000));
  app.add_option("--private-quota", options.private_quota_per_10_s, "Calls in 10 seconds of a static token")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--daily", options.daily_quota, "Calls a day of all static tokens")
      ->capture_default_str()
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
  app.add_option("--search-lag-ms", options.search_lag_max_ms,
                 "How long a change takes to be found by a search, at most")
      ->capture_default_str()
      ->check(CLI::Range(0, 86'400'000));
  app.add_option("--searches", options.search_per_second, "Searches in a second")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--latency-ms", options.latency_ms, "How long each answer takes")
      ->capture_default_str()
      ->check(CLI::Range(0, 60'000));
  app.add_option("--load", options.load_files,
                 "A recorded portal (JSON lines); without sizes nothing is made beside it");
  app.add_option("--keep-in", options.keep_in,
                 "A folder that keeps changes and tokens, so that it is the same portal after a restart");
  app.add_option("--client-id", options.client_id, "Of the app")->capture_default_str();
  app.add_option("--client-secret", options.client_secret, "Of the app")->capture_default_str();
  app.add_option("--token", token, "A token that opens the main account without OAuth");
  app.add_option("--token-scopes", token_scopes,
                 "What that token may do, blank separated (default: everything)");
  app.add_option("--token-seconds", options.access_token_seconds, "Life of an access token")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--public-url", options.public_url, "Where a browser finds the sandbox");
  app.add_option("--clock-ahead", clock_ahead,
                 "A file that says how far the clock is ahead (base/clock_ahead.h)");
  app.add_flag("--allow-ip-redirects", options.allow_ip_redirects,
               "Accept http://127.0.0.1 as redirect URI (HubSpot does not)");
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!read_listen(listen, options)) {
    fmt::print(stderr, "--listen needs ADDRESS:PORT, for example 127.0.0.1:4600.\n");
    return 2;
  }
  if (!clock_ahead.empty())
    if (const auto set = follow_clock_ahead(clock_ahead); !set.ok()) {
      fmt::print(stderr, "{}\n", set.error().detail);
      return 2;
    }
  if (!options.load_files.empty()) {
    if (contacts->count() == 0) options.contacts = 0;
    if (companies->count() == 0) options.companies = 0;
    if (deals->count() == 0) options.deals = 0;
  }
  if (quota->count() > 0) {
    const int apart = options.private_quota_per_10_s;
    options.set_quota(all_quotas);
    if (app.get_option("--private-quota")->count() > 0) options.private_quota_per_10_s = apart;
  }
  if (!token.empty()) options.static_tokens = {{token, split_scopes(token_scopes)}};
  if (token.empty() && !token_scopes.empty())
    options.static_tokens.front().scopes = split_scopes(token_scopes);
  return serve(std::move(options));
}

}  // namespace every::sandbox
