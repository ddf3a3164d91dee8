// The inside of Sandbox, shared by the API front and the control plane.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "base/id.h"
#include "http/server.h"
#include "sandbox/call.h"
#include "sandbox/consent.h"
#include "sandbox/faults.h"
#include "sandbox/limits.h"
#include "sandbox/sandbox.h"
#include "sandbox/traffic.h"

namespace every::sandbox {

// What the control plane may change while it runs.
struct Settings {
  std::atomic<int> quota_per_10_s, search_per_second, latency_ms, association_page;
};

struct Sandbox::Impl {
  Impl(Options o, Clock& c, Log& l);

  Response handle(const http::Request& request);

  // api_front.cpp
  Response answer(const http::Request& request, std::string& kind, const std::string& correlation);
  Response answer_oauth(const http::Request& request, const std::string& correlation);
  Response answer_api(const http::Request& request, std::string& kind, const std::string& correlation);
  Response authorised(const http::Request& request, const Route& route, const Identity& who,
                      const std::string& correlation);
  Response meet(const Fault& fault, const http::Request& request, std::string& kind,
                const std::string& correlation);
  std::string correlation_id();
  Portal* portal_of(std::int64_t id);
  Limits& limits_of(std::int64_t id) { return id == second.id() ? second_limits : main_limits; }
  std::string ui_url() const;
  // control.cpp
  Response control(const http::Request& request);
  Response state();
  Response dump(const http::Request& request);
  // pages.cpp
  Response home();
  std::optional<Response> record_page(const std::string& path);

  // Waits in real time, until `ms` have passed or the sandbox stops.
  void hang(int ms);

  Options options;
  Clock& clock;
  Log& log;
  SystemRandom random;
  Portal main, second;
  Oauth oauth;
  Limits main_limits, second_limits;
  Settings settings;
  Faults faults;
  Traffic traffic;
  std::mutex stop_mutex;
  std::condition_variable stop_signal;
  bool stopping = false;
  std::unique_ptr<http::Server> server;
};

}  // namespace every::sandbox
