// HubSpot over HTTP, without HubSpot: for the demo, the tests and the benchmarks. Two portals, OAuth, the
// endpoints a read-only integration uses, their limits and errors, and a control plane under /sandbox to
// change records and to order failures. It shares no code with the client that talks to it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/log.h"
#include "base/time.h"
#include "http/message.h"
#include "sandbox/loader.h"
#include "sandbox/options.h"
#include "sandbox/portal.h"

namespace every::sandbox {

class Webhooks;

class Sandbox {
 public:
  // Makes the portals. `clock` and `log` outlive it.
  Sandbox(Options options, Clock& clock, Log& log);
  ~Sandbox();  // stops

  // Reads options.load_files into the main portal: before start. What it says goes to whoever started us.
  Result<std::map<std::string, Loaded>> load_files();

  // Binds and serves. Error: network (port in use).
  Status start();
  std::uint16_t port() const;  // after start
  void stop();                 // idempotent

  // One request, as the server would hand it over. Thread-safe; sleeps the latency.
  http::Response handle(const http::Request& request);

  Portal& portal();  // the main one
  Portal& second_portal();
  Webhooks& webhooks();

  struct Impl;  // of this folder

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace every::sandbox
