// The app's webhooks: HubSpot's endpoints to set them up, the orders of the control plane, and the thread
// that delivers.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/time.h"
#include "sandbox/answer.h"
#include "sandbox/options.h"
#include "sandbox/route.h"
#include "sandbox/webhook_queue.h"

namespace every::sandbox {

// Sends one delivery and says the status; 0: no answer came.
using Courier = std::function<int(const Delivery&)>;

// Thread-safe.
class Webhooks {
 public:
  Webhooks(const Options& options, Clock& clock);
  ~Webhooks();  // stops

  void told(const std::vector<Event>& events);
  // /app-webhooks/…/{appId}/settings and /subscriptions. Opened by the developer's key.
  Response answer(const http::Request& request, const Route& route, const std::string& correlation);
  // {"target":…,"everything":true,"delayMs":…,"retryMs":…,"batch":…,"duplicatePercent":…,"dropPercent":…,
  // "shuffle":…,"seed":…}: what is left out stays. Error: validation.
  Status configure(const json::value& order, const std::vector<Subscription>& everything);
  json::object state() const;

  // Delivers by `courier` on some threads, until stop.
  void start(Courier courier);
  void stop();
  // Delivers what is due now on this thread, `most` at most; how many deliveries there were. For tests and
  // simulations.
  std::size_t deliver(const Courier& courier, std::size_t most = 1000);

 private:
  void run();
  Response settings(const http::Request& request, const std::string& correlation);
  Response subscriptions(const http::Request& request, const std::string& correlation);
  Response subscription(const http::Request& request, const Route& route, const std::string& correlation);

  const Options& options_;
  Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  WebhookQueue queue_;
  std::int64_t set_up_ms_ = 0;
  Courier courier_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace every::sandbox
