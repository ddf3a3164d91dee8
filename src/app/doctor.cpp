#include "app/doctor.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "app/outgoing_mail.h"
#include "base/json.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "hubspot/http_date.h"
#include "store/inspect.h"

namespace every::app {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kFreeBytesMin = std::int64_t{1} << 30;
constexpr std::chrono::seconds kReach{10};
// HubSpot's webhooks are refused when they are five minutes old.
constexpr std::chrono::seconds kSkewMax{60};

std::string size_of(std::int64_t bytes) {
  constexpr double kMegabyte = 1024.0 * 1024;
  const double megabytes = static_cast<double>(bytes) / kMegabyte;
  return megabytes < 1024 ? fmt::format("{:.0f} MB", megabytes) : fmt::format("{:.1f} GB", megabytes / 1024);
}

bool is_this_machine(const std::string& url) {
  for (const char* here : {"://127.", "://localhost", "://[::1]"})
    if (url.find(here) != std::string::npos) return true;
  return false;
}

Finding address(const Config& config) {
  Finding out{"address", Health::good, config.public_url + ", listening on " + config.listen, {}};
  if (!config.https() && !is_this_machine(config.public_url)) {
    out.health = Health::warning;
    out.detail +=
        ": without https, cookies and passwords can be read on the way, and HubSpot accepts no such app.";
    out.fix = "Put a proxy with a certificate in front, and set EVERY_PUBLIC_URL to its https:// address.";
  }
  return out;
}

Finding data_folder(const Config& config) {
  Finding out{"data folder", Health::good, config.data_dir, {}};
  std::error_code ec;
  if (!fs::exists(config.data_dir, ec)) {
    out.detail += " is made at the first start.";
    return out;
  }
  if (::access(config.data_dir.c_str(), W_OK | X_OK) != 0)
    return {out.about, Health::bad, config.data_dir + " cannot be written.",
            "Give it to the user who runs Every."};
  const auto space = fs::space(config.data_dir, ec);
  if (!ec) {
    const auto free = static_cast<std::int64_t>(std::min<std::uintmax_t>(space.available, INT64_MAX));
    out.detail += ", " + size_of(free) + " free";
    if (free < kFreeBytesMin) {
      out.health = Health::warning;
      out.fix = "Make room: with less than 1 GB a large sync may fill the disk.";
    }
  }
  return out;
}

Finding key_file(const Config& config) {
  const std::string& path = config.secret_key_file;
  struct stat file{};
  if (::stat(path.c_str(), &file) != 0)
    return {"secret key", Health::good, path + " is made at the first start.", {}};
  if (const auto sealer = crypto::Sealer::from_file(path); !sealer.ok())
    return {"secret key", Health::bad, sealer.error().detail, sealer.error().fix};
  if ((file.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return {"secret key", Health::warning, path + " can be read by others on this machine.",
            "chmod 600 " + path};
  return {"secret key", Health::good, path, {}};
}

Finding database(const Config& config, bool whole) {
  const store::DatabaseLook look = store::inspect_database(config.database_url, whole);
  Finding out{"database", Health::good, look.path, {}};
  if (!look.exists) {
    out.detail += " is made at the first start.";
  } else if (!look.problem.empty()) {
    out.health = Health::bad;
    out.detail += ": " + look.problem + ".";
    out.fix = "Check its permissions; if it is damaged, restore your last backup.";
  } else if (look.schema > look.newest) {
    out.health = Health::bad;
    out.detail += fmt::format(" has schema {}, this version knows {}.", look.schema, look.newest);
    out.fix = "Run a newer version of Every.";
  } else {
    out.detail += fmt::format(", {}, schema {} of {}{}{}", size_of(look.bytes), look.schema, look.newest,
                              whole ? ", every page and index is whole" : "",
                              look.served ? ", in use by a running server" : "");
  }
  return out;
}

Finding web_client(const std::string& dir) {
  std::error_code ec;
  if (fs::exists(fs::path(dir) / "index.html", ec))
    return {"web client", Health::good, fs::weakly_canonical(dir, ec).string(), {}};
  return {"web client", Health::bad, "There is no index.html in " + dir + ".", "./dev build makes it."};
}

Finding hubspot_app(const Config& config) {
  const bool id = !config.hubspot_client_id.empty(), secret = !config.hubspot_client_secret.empty();
  if (id && secret) return {"HubSpot app", Health::good, "client " + config.hubspot_client_id, {}};
  if (id || secret)
    return {
        "HubSpot app", Health::bad,
        fmt::format("{} is set, {} is not.", id ? "EVERY_HUBSPOT_CLIENT_ID" : "EVERY_HUBSPOT_CLIENT_SECRET",
                    id ? "EVERY_HUBSPOT_CLIENT_SECRET" : "EVERY_HUBSPOT_CLIENT_ID"),
        "Copy both from your app in HubSpot."};
  return {"HubSpot app", Health::good, "none: connect with a Service Key or a private app's token", {}};
}

// Any answer will do, even that it wants to know who asks; its date says how late it is there.
Finding hubspot(const Examination& what) {
  const std::string& url = what.config.hubspot_api_url;
  const auto answer = what.http.send(
      {.url = url + "/crm/v3/objects/contacts?limit=1", .headers = {}, .body = {}, .timeout = kReach});
  if (!answer.ok())
    return {"HubSpot", Health::bad, url + " cannot be reached: " + answer.error().detail,
            "Check the network, the name server and the firewall."};
  Finding out{"HubSpot", Health::good, url + " answers", {}};
  const auto date = answer->header("date");
  const auto there = date ? hubspot::parse_http_date(*date) : std::nullopt;
  if (!there) return out;
  const auto skew = std::chrono::duration_cast<std::chrono::seconds>(what.clock.now() - *there);
  if (std::chrono::abs(skew) <= kSkewMax) return out;
  out.health = Health::warning;
  out.detail += fmt::format(", but the clock here is {} s {}.", std::chrono::abs(skew).count(),
                            skew.count() > 0 ? "ahead" : "behind");
  out.fix = "Set the clock, for example with systemd-timesyncd: webhooks are told old from new by it.";
  return out;
}

Finding mail(const Config& config) {
  if (const auto out = installation_mail(config))
    return {"mail", Health::good, out->server.host + ", from " + out->from.address, {}};
  return {"mail", Health::good, "no server of the installation: each workspace may set its own", {}};
}

}  // namespace

std::string_view name(Health health) {
  switch (health) {
    case Health::good:
      return "good";
    case Health::warning:
      return "warning";
    case Health::bad:
      return "bad";
  }
  return "bad";
}

std::vector<Finding> examine(const Examination& what) {
  return {address(what.config),
          data_folder(what.config),
          key_file(what.config),
          database(what.config, what.whole),
          web_client(what.web_dir),
          hubspot_app(what.config),
          hubspot(what),
          mail(what.config)};
}

int doctor_command(const Examination& what, bool as_json, std::ostream& out) {
  const auto findings = examine(what);
  json::array list;
  for (const Finding& one : findings) {
    if (as_json) {
      list.push_back(json::object{
          {"about", one.about}, {"health", name(one.health)}, {"detail", one.detail}, {"fix", one.fix}});
      continue;
    }
    const char* mark = one.health == Health::good ? "ok" : one.health == Health::warning ? "look" : "BAD";
    out << fmt::format("{:<5}{:<13}{}\n", mark, one.about, one.detail);
    if (!one.fix.empty()) out << fmt::format("{:18}{}\n", "", one.fix);
  }
  if (as_json) out << json::serialize(json::object{{"findings", std::move(list)}}) << '\n';
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& one) { return one.health == Health::bad; })
             ? 1
             : 0;
}

}  // namespace every::app
