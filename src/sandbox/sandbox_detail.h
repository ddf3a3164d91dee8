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
#include "sandbox/memory.h"
#include "sandbox/sandbox.h"
#include "sandbox/traffic.h"
#include "sandbox/webhooks.h"

namespace every::sandbox {

// What the control plane may change while it runs.
struct Settings {
  std::atomic<int> quota_per_10_s, private_quota_per_10_s, association_per_10_s, search_per_second,
      latency_ms, association_page;
  std::atomic<std::int64_t> daily_quota;
};

struct Sandbox::Impl {
  Impl(Options o, Clock& c, Log& l);

  Response handle(const http::Request& request);

  // api_front.cpp
  Response answer(const http::Request& request, std::string& kind, const std::string& correlation,
                  const Fault* fault = nullptr);
  Response answer_oauth(const http::Request& request, const std::string& correlation);
  Response answer_api(const http::Request& request, std::string& kind, const std::string& correlation,
                      const Fault* fault);
  Response authorised(const http::Request& request, const Route& route, const Identity& who,
                      const std::string& correlation, const Fault* fault);
  Response api_usage(Portal& portal, Limits& limits);
  Allowance allowance(const Identity& who) const;
  Oauth::Names names_of(std::int64_t portal_id);
  Response meet(const Fault& fault, const http::Request& request, std::string& kind,
                const std::string& correlation);
  std::string correlation_id();
  Portal* portal_of(std::int64_t id);
  Limits& limits_of(std::int64_t id) { return id == second.id() ? second_limits : main_limits; }
  std::string ui_url() const;
  // control.cpp
  Response control(const http::Request& request);
  Response kept(const KeptOrder& order);       // carried out, and remembered where there is a folder for it
  Response carry_out(const KeptOrder& order);  // now, or again after a restart
  Response order(std::string_view verb, const json::value& body, Instant at);
  Response state();
  Response dump(const http::Request& request);
  // pages.cpp, page_actions.cpp
  Response home(const http::Request& request);
  std::optional<Response> record_page(const http::Request& request);
  std::optional<Response> not_from_here(const http::Request& request);
  Response page_action(std::string_view verb, const http::Parameters& form, Instant now);
  void keep_tokens();

  Courier courier();
  // Waits in real time, until `ms` have passed or the sandbox stops.
  void hang(int ms);

  Options options;
  Clock& clock;
  Log& log;
  std::unique_ptr<Memory> memory;  // null: nothing is kept
  Status memory_opened = done();
  std::atomic<std::uint64_t> tokens_kept{0};
  SystemRandom random;
  Portal main, second;
  Oauth oauth;
  Limits main_limits, second_limits;
  Settings settings;
  Faults faults;
  Traffic traffic;
  Webhooks webhooks;
  std::mutex stop_mutex;
  std::condition_variable stop_signal;
  bool stopping = false;
  std::unique_ptr<http::Server> server;
};

}  // namespace every::sandbox
