// Deliveries of one app's webhooks, without a clock or a network of their own: what is due, what became of
// it. HubSpot promises no order and no single delivery; how badly this one behaves can be set.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/json.h"
#include "sandbox/events.h"

namespace every::sandbox {

struct Subscription {
  std::uint64_t id = 0;
  std::string event_type;      // "contact.propertyChange" or "object.propertyChange"
  std::string object_type_id;  // of an "object." one: "0-1"
  std::string property;        // of a property change
  bool active = true;
  std::int64_t created_ms = 0, updated_ms = 0;

  bool wants(const Event& event) const;
};

struct Manners {
  std::string target;              // where deliveries go; empty: nowhere, and nothing is kept
  int max_concurrent = 10;         // requests in flight for each portal
  std::int64_t delay_ms = 0;       // from the change to the first attempt
  std::int64_t retry_ms = 60'000;  // after the first failure; doubles
  int batch = 100;                 // events in a delivery, at most
  int duplicate_percent = 0, drop_percent = 0;
  bool shuffle = false;
  std::uint64_t seed = 1;
};

struct Delivery {
  std::uint64_t id = 0;
  std::int64_t portal_id = 0;
  std::string url, body;
  std::vector<std::pair<std::string, std::string>> headers;
  int attempt = 0;
};

// Not thread-safe.
class WebhookQueue {
 public:
  static constexpr int kAttemptsMax = 11;        // the first and ten more
  static constexpr std::size_t kKept = 500'000;  // past it the oldest events are lost

  WebhookQueue(std::string secret, std::int64_t app_id) : secret_(std::move(secret)), app_id_(app_id) {}

  void set_manners(Manners manners);
  const Manners& manners() const { return manners_; }
  std::vector<Subscription>& subscriptions() { return subscriptions_; }
  std::uint64_t next_subscription_id() { return ++last_subscription_; }

  void add(const std::vector<Event>& events);
  // What is to be sent now; each has to be answered() later.
  std::vector<Delivery> due(std::int64_t now_ms, std::size_t most);
  // Any 2xx ends it; everything else, and 0 for no answer, is tried again.
  void answered(std::uint64_t delivery, int status, std::int64_t now_ms);
  // When there will be something to do; nothing: not before the next change.
  std::optional<std::int64_t> next_ms() const;
  json::object state() const;

 private:
  struct Pending {
    json::object event;
    std::int64_t due_ms = 0;
  };
  struct Flight {
    std::vector<json::object> events;
    std::int64_t portal_id = 0, due_ms = 0;
    int attempt = 0;
    bool out = false;
  };
  json::object describe(const Event& event, const Subscription& subscription);
  Delivery write(std::uint64_t id, const Flight& flight, std::int64_t now_ms) const;
  void bundle(std::int64_t now_ms);

  std::string secret_;
  std::int64_t app_id_;
  Manners manners_;
  std::vector<Subscription> subscriptions_;
  std::uint64_t last_subscription_ = 0, last_event_ = 0, last_flight_ = 0;
  std::map<std::int64_t, std::deque<Pending>> pending_;  // by portal
  std::map<std::uint64_t, Flight> flights_;
  std::mt19937_64 dice_{1};
  std::uint64_t delivered_ = 0, failed_attempts_ = 0, lost_ = 0, dropped_ = 0;
};

// The uri of a v3 signature: twelve escapes are taken as what they stand for.
std::string signed_uri(std::string_view url);

}  // namespace every::sandbox
