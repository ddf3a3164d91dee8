// What everything in this folder works with, handed down from the composition root. All of it outlives its
// users.
#pragma once

#include <stop_token>

#include "base/id.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/tasks.h"
#include "base/time.h"
#include "net/http_client.h"

namespace every::hubspot {

struct Services {
  net::HttpClient& http;
  Clock& clock;
  Random& random;
  Log& log;
  Metrics& metrics;
  Tasks& tasks;
};

// Waits `time` by the clock. False: `stop` came first.
bool pause(const Services& services, const std::stop_token& stop, Millis time);

}  // namespace every::hubspot
