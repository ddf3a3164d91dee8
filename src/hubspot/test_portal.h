// For the tests of this folder: a portal whose HTTP is scripted and whose time stands still until somebody
// waits.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "hubspot/client.h"

namespace every::hubspot::test {

inline const Instant kStart = *parse_rfc3339("2026-11-23T10:00:00Z");

inline net::HttpResponse answer(int status, std::string body,
                                std::vector<std::pair<std::string, std::string>> headers = {}) {
  return {status, std::move(headers), std::move(body)};
}

// Answers from the script in order, then by `always`; keeps every request.
class FakeHttp final : public net::HttpClient {
 public:
  using Reply = Result<net::HttpResponse>;
  Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    std::function<Reply(const net::HttpRequest&)> handler;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
      if (!script_.empty()) {
        Reply next = std::move(script_.front());
        script_.pop_front();
        return next;
      }
      handler = always_;
    }
    if (handler) return handler(request);
    ADD_FAILURE() << "not scripted: " << request.method << " " << request.url;
    return Error(Code::internal, "not scripted");
  }
  FakeHttp& then(Reply reply) {
    const std::lock_guard lock(mutex_);
    script_.push_back(std::move(reply));
    return *this;
  }
  FakeHttp& then(int status, std::string body,
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
    return then(answer(status, std::move(body), std::move(headers)));
  }
  void always(std::function<Reply(const net::HttpRequest&)> handler) { always_ = std::move(handler); }
  std::vector<net::HttpRequest> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::size_t unused() {
    const std::lock_guard lock(mutex_);
    return script_.size();
  }

 private:
  std::mutex mutex_;
  std::deque<Reply> script_;
  std::function<Reply(const net::HttpRequest&)> always_;
  std::vector<net::HttpRequest> requests_;
};

// What is in the store, seen from outside of the portal that owns it.
struct Kept {
  Tokens tokens;
  int saves = 0;
  bool broken = false;
};
class MemoryTokens final : public TokenStore {
 public:
  explicit MemoryTokens(std::shared_ptr<Kept> kept) : kept_(std::move(kept)) {}
  Result<Tokens> load() override { return kept_->tokens; }
  Status save(const Tokens& tokens) override {
    ++kept_->saves;
    if (kept_->broken) return Error(Code::storage_failed, "The disk is full.");
    kept_->tokens = tokens;
    return done();
  }

 private:
  std::shared_ptr<Kept> kept_;
};

class PortalTest : public ::testing::Test {
 protected:
  PortalTest() { kept->tokens = {"access-one", "na1-refresh", kStart + std::chrono::minutes(30)}; }

  // Built at first use, so that a test can set `kept` and `options` before.
  Client& client() {
    if (!client_) client_ = std::make_unique<Client>(portal(), Priority::background);
    return *client_;
  }
  std::shared_ptr<Portal> portal() {
    if (!portal_) {
      options.app = {"client-id", "client-secret", "https://every.example/api/hubspot/callback"};
      options.connection.on_dead = [this](const Error& error) { died.push_back(error); };
      portal_ = std::make_shared<Portal>(options, std::make_unique<MemoryTokens>(kept), services);
    }
    return portal_;
  }
  void pasted_token() { kept->tokens = {"pat-eu1-11111111-2222", "", std::nullopt}; }
  Millis waited() { return clock.now() - kStart; }

  FakeHttp http;
  ManualClock clock{kStart};
  SeededRandom random{7};
  Log log{Log::Level::off};
  Metrics metrics;
  ClockTasks tasks{clock};
  Services services{http, clock, random, log, metrics, tasks};
  std::shared_ptr<Kept> kept = std::make_shared<Kept>();
  PortalOptions options;
  std::vector<Error> died;

 private:
  std::shared_ptr<Portal> portal_;
  std::unique_ptr<Client> client_;
};

inline const char* const kToken =
    R"({"token_type":"bearer","access_token":"access-two","refresh_token":"na1-refresh","expires_in":1800,
        "hub_id":1234567,"scopes":["oauth","crm.objects.contacts.read"],"user_id":22})";
inline const char* const kEmptyPage = R"({"results":[]})";

inline std::string header_of(const net::HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers)
    if (key == name) return value;
  return {};
}

}  // namespace every::hubspot::test
