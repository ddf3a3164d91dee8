#include "app/config.h"

#include <toml++/toml.h>
#include <charconv>
#include <cstdlib>
#include <filesystem>

#include "app/outgoing_mail.h"

namespace every::app {
namespace {

struct Setting {
  const char* key;       // in every.toml
  const char* variable;  // in the environment
  std::string Config::* text;
};

constexpr Setting kTexts[] = {
    {"listen", "EVERY_LISTEN", &Config::listen},
    {"public_url", "EVERY_PUBLIC_URL", &Config::public_url},
    {"data_dir", "EVERY_DATA_DIR", &Config::data_dir},
    {"database_url", "EVERY_DATABASE_URL", &Config::database_url},
    {"secret_key_file", "EVERY_SECRET_KEY_FILE", &Config::secret_key_file},
    {"web_dir", "EVERY_WEB_DIR", &Config::web_dir},
    {"hubspot_client_id", "EVERY_HUBSPOT_CLIENT_ID", &Config::hubspot_client_id},
    {"hubspot_client_secret", "EVERY_HUBSPOT_CLIENT_SECRET", &Config::hubspot_client_secret},
    {"hubspot_api_url", "EVERY_HUBSPOT_API_URL", &Config::hubspot_api_url},
    {"hubspot_app_url", "EVERY_HUBSPOT_APP_URL", &Config::hubspot_app_url},
    {"hubspot_webhook_url", "EVERY_HUBSPOT_WEBHOOK_URL", &Config::hubspot_webhook_url},
    {"smtp_url", "EVERY_SMTP_URL", &Config::smtp_url},
    {"mail_from", "EVERY_MAIL_FROM", &Config::mail_from},
    {"log_level", "EVERY_LOG_LEVEL", &Config::log_level},
};

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::optional<int> whole(const std::string& text) {
  int out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (ec != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

Error wrong(const std::string& what, const std::string& fix) {
  return Error(Code::validation, what, fix);
}

Status check(const Config& config) {
  if (config.port() == 0 && !config.listen.ends_with(":0"))
    return wrong("EVERY_LISTEN is not address:port: " + config.listen, "Write it as 127.0.0.1:8080.");
  if (config.hubspot_quota_share < 1 || config.hubspot_quota_share > 100)
    return wrong("EVERY_HUBSPOT_QUOTA_SHARE is a percentage from 1 to 100.", "Leave it out for 90.");
  for (const auto* url :
       {&config.public_url, &config.hubspot_api_url, &config.hubspot_app_url, &config.hubspot_webhook_url})
    if (!url->starts_with("http://") && !url->starts_with("https://"))
      return wrong("Not a URL: " + *url, "It has to begin with https:// (or http:// on this machine).");
  return check_installation_mail(config);
}

}  // namespace

void Config::settle() {
  if (public_url.empty()) public_url = "http://" + listen;
  public_url = without_slash(public_url);
  hubspot_api_url = without_slash(hubspot_api_url);
  hubspot_app_url = without_slash(hubspot_app_url);
  if (hubspot_webhook_url.empty()) hubspot_webhook_url = public_url + "/api/hubspot/webhooks";
  if (database_url.empty())
    database_url = "sqlite:" + (std::filesystem::path(data_dir) / "every.db").string();
  if (secret_key_file.empty()) secret_key_file = (std::filesystem::path(data_dir) / "secret.key").string();
}

std::string Config::address() const {
  std::string host = listen.substr(0, listen.rfind(':'));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return host;
}

std::uint16_t Config::port() const {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) return 0;
  const auto port = whole(listen.substr(colon + 1));
  return port && *port > 0 && *port < 65536 ? static_cast<std::uint16_t>(*port) : 0;
}

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

Result<Config> load_config(const std::string& toml_path, const Environment& environment) {
  Config config;
  if (std::filesystem::exists(toml_path)) {
    try {
      const toml::table file = toml::parse_file(toml_path);
      for (const auto& [key, value] : file) {
        bool known = key.str() == "hubspot_quota_share";
        for (const Setting& setting : kTexts) known = known || key.str() == setting.key;
        if (!known)
          return wrong(toml_path + " has a setting that is not known: " + std::string(key.str()),
                       "See the README for the settings there are.");
      }
      for (const Setting& setting : kTexts)
        if (const auto value = file[setting.key].value<std::string>()) config.*setting.text = *value;
      if (const auto value = file["hubspot_quota_share"].value<int>()) config.hubspot_quota_share = *value;
    } catch (const toml::parse_error& e) {
      return wrong(toml_path + ": " + std::string(e.description()), "Mend the file, or remove it.");
    }
  }
  for (const Setting& setting : kTexts)
    if (const auto value = environment(setting.variable)) config.*setting.text = *value;
  if (const auto value = environment("EVERY_HUBSPOT_QUOTA_SHARE"))
    config.hubspot_quota_share = whole(*value).value_or(0);
  config.settle();
  EVERY_CHECK(check(config));
  return config;
}

}  // namespace every::app
