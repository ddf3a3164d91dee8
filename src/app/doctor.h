// `every doctor`: what this installation needs to run, looked at one by one. Changes nothing, and may be
// asked beside a running server.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.h"
#include "base/time.h"
#include "net/http_client.h"

namespace every::app {

enum class Health { good, warning, bad };  // bad: Every does not start with it, or cannot do its work
std::string_view name(Health health);

struct Finding {
  std::string about;  // "data folder", "database", "HubSpot", …
  Health health = Health::good;
  std::string detail, fix;  // fix: empty when there is nothing to do
};

struct Examination {
  const Config& config;
  std::string web_dir;  // where the built client is looked for
  net::HttpClient& http;
  Clock& clock;
  bool whole = false;  // read every page of the database, too
};

std::vector<Finding> examine(const Examination& what);
// Prints them, as lines or as JSON; 1 when one is bad.
int doctor_command(const Examination& what, bool json, std::ostream& out);

}  // namespace every::app
