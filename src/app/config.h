// Every setting of a server: every.toml (all optional), then the environment, then flags.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/error.h"

namespace every::app {

struct Config {
  std::string listen = "127.0.0.1:8080";
  std::string public_url;  // as the browser sees it, no slash at the end; empty: http:// + listen
  std::string data_dir = "./data";
  std::string database_url;     // empty: sqlite:every.db in data_dir
  std::string secret_key_file;  // empty: secret.key in data_dir
  std::string web_dir;          // the built client; empty: beside the binary
  std::string hubspot_client_id, hubspot_client_secret;
  std::string hubspot_api_url = "https://api.hubapi.com";
  std::string hubspot_app_url = "https://app.hubspot.com";
  std::string hubspot_webhook_url;  // where HubSpot sends webhooks; empty: under public_url
  int hubspot_quota_share = 90;     // percent of HubSpot's limits that this installation may use
  std::string
      smtp_url;  // the installation's mail server (net/mail.h), for workspaces without one; may be empty
  std::string mail_from;  // who mail by it comes from: bills@example.com, or Name <bills@example.com>
  std::string log_level = "info";  // debug, info, warn, error

  // Fills what follows from the rest.
  void settle();
  std::string address() const;  // of `listen`
  std::uint16_t port() const;
  bool https() const { return public_url.starts_with("https://"); }
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment process_environment();

// `toml_path` may name a file that is not there. Error: validation, with the setting's name.
Result<Config> load_config(const std::string& toml_path, const Environment& environment);

}  // namespace every::app
