#include "sandbox/webhooks.h"

#include <fmt/format.h>

#include <algorithm>

#include "sandbox/record_json.h"

namespace every::sandbox {
namespace {

constexpr std::size_t kSubscriptionsMax = 1000;
constexpr int kCouriers = 4;
constexpr auto kLookAround = std::chrono::milliseconds(20);

Response missing(const std::string& correlation) {
  return problem({.status = 404, .message = "resource not found"}, correlation);
}

json::object subscription_json(const Subscription& s) {
  json::object o{{"id", std::to_string(s.id)},
                 {"eventType", s.event_type},
                 {"active", s.active},
                 {"createdAt", to_rfc3339(from_ms(s.created_ms))},
                 {"updatedAt", to_rfc3339(from_ms(s.updated_ms))}};
  if (!s.property.empty()) o["propertyName"] = s.property;
  if (!s.object_type_id.empty()) o["objectTypeId"] = s.object_type_id;
  return o;
}

bool is_event_type(std::string_view text) {
  static constexpr std::string_view kVerbs[] = {"creation", "deletion",          "propertyChange", "merge",
                                                "restore",  "associationChange", "privacyDeletion"};
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view object = text.substr(0, dot), verb = text.substr(dot + 1);
  if (object != "object" && (!kind_from(object) || object == plural(*kind_from(object)))) return false;
  if (verb == "privacyDeletion" && object != "contact") return false;
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

}  // namespace

Webhooks::Webhooks(const Options& options, Clock& clock)
    : options_(options), clock_(clock), queue_(options.client_secret, kAppId) {}

Webhooks::~Webhooks() {
  stop();
}

void Webhooks::told(const std::vector<Event>& events) {
  const std::lock_guard lock(mutex_);
  queue_.add(events);
  changed_.notify_all();
}

Response Webhooks::answer(const http::Request& request, const Route& route, const std::string& correlation) {
  const std::string bearer = fmt::format("Bearer {}", options_.developer_key);
  if (request.headers.get("Authorization") != bearer &&
      request.query.get("hapikey") != options_.developer_key)
    return problem({.status = 401,
                    .category = "INVALID_AUTHENTICATION",
                    .message = "The developer API key is missing or not valid."},
                   correlation);
  if (route.id != std::to_string(kAppId)) return missing(correlation);
  const std::lock_guard lock(mutex_);
  if (route.method != request.method)
    return problem({.status = 405, .message = "HTTP 405 Method Not Allowed"}, correlation);
  if (route.endpoint == Endpoint::webhook_settings) return settings(request, correlation);
  if (route.endpoint == Endpoint::webhook_subscriptions) return subscriptions(request, correlation);
  return subscription(request, route, correlation);
}

Response Webhooks::settings(const http::Request& request, const std::string& correlation) {
  Manners manners = queue_.manners();
  if (request.method == http::Method::del) {
    manners.target.clear();
    queue_.set_manners(manners);
    Response none;
    none.status = 204;
    return none;
  }
  if (request.method == http::Method::put) {
    const auto body = parse_json(request.body);
    if (!body.ok()) return validation("Invalid input JSON.", correlation);
    Fields in(*body);
    const auto target = in.text("targetUrl", {.required = true, .max = 2000});
    if (auto throttling = in.object("throttling", true)) {
      manners.max_concurrent =
          static_cast<int>(throttling->integer("maxConcurrentRequests", 6, 100, true).value_or(10));
      (void)throttling->finish();
    }
    if (const auto read = in.finish(); !read.ok()) return validation(read.error().detail, correlation);
    manners.target = *target;
    set_up_ms_ = to_ms(clock_.now());
    queue_.set_manners(manners);
  }
  if (manners.target.empty()) return missing(correlation);
  return json_answer(200, json::serialize(json::object{
                              {"targetUrl", manners.target},
                              {"throttling", json::object{{"maxConcurrentRequests", manners.max_concurrent}}},
                              {"createdAt", to_rfc3339(from_ms(set_up_ms_))},
                              {"updatedAt", to_rfc3339(from_ms(set_up_ms_))}}));
}

Response Webhooks::subscriptions(const http::Request& request, const std::string& correlation) {
  if (request.method == http::Method::get) {
    json::array results;
    for (const Subscription& s : queue_.subscriptions()) results.push_back(subscription_json(s));
    return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
  }
  const auto body = parse_json(request.body);
  if (!body.ok()) return validation("Invalid input JSON.", correlation);
  Fields in(*body);
  Subscription s;
  s.event_type = in.text("eventType", {.required = true}).value_or("");
  s.object_type_id = in.text("objectTypeId").value_or("");
  s.property = in.text("propertyName").value_or("");
  s.active = in.boolean("active").value_or(false);
  (void)in.text("eventTypeName");
  if (const auto read = in.finish(); !read.ok()) return validation(read.error().detail, correlation);
  if (!is_event_type(s.event_type))
    return validation(fmt::format("{} is not an event type.", s.event_type), correlation);
  if (s.event_type.ends_with(".propertyChange") && s.property.empty())
    return validation("A property change needs a propertyName.", correlation);
  if (s.property == "hs_lastmodifieddate" || s.property == "num_unique_conversion_events")
    return validation(fmt::format("{} cannot be subscribed to.", s.property), correlation);
  if (queue_.subscriptions().size() >= kSubscriptionsMax)
    return validation("An app has 1,000 subscriptions at most.", correlation);
  s.id = queue_.next_subscription_id();
  s.created_ms = s.updated_ms = to_ms(clock_.now());
  queue_.subscriptions().push_back(s);
  return json_answer(201, json::serialize(subscription_json(s)));
}

Response Webhooks::subscription(const http::Request& request, const Route& route,
                                const std::string& correlation) {
  auto& all = queue_.subscriptions();
  const auto id = parse_id(route.sub);
  const auto at = std::find_if(all.begin(), all.end(), [&](const Subscription& s) { return s.id == id; });
  if (at == all.end()) return missing(correlation);
  if (request.method == http::Method::del) {
    all.erase(at);
    Response none;
    none.status = 204;
    return none;
  }
  if (request.method == http::Method::patch) {
    const auto body = parse_json(request.body);
    if (!body.ok()) return validation("Invalid input JSON.", correlation);
    Fields in(*body);
    const auto active = in.boolean("active");
    if (const auto read = in.finish(); !read.ok()) return validation(read.error().detail, correlation);
    if (active) at->active = *active;
    at->updated_ms = to_ms(clock_.now());
  }
  return json_answer(200, json::serialize(subscription_json(*at)));
}

Status Webhooks::configure(const json::value& order, const std::vector<Subscription>& everything) {
  Fields in(order);
  const std::lock_guard lock(mutex_);
  Manners m = queue_.manners();
  if (const auto target = in.text("target", {.max = 2000})) m.target = *target;
  if (in.is_null("target")) m.target.clear();
  const auto number = [&](const char* name, std::int64_t most, auto& into) {
    if (const auto n = in.integer(name, 0, most)) into = static_cast<std::remove_cvref_t<decltype(into)>>(*n);
  };
  number("delayMs", 86'400'000, m.delay_ms);
  number("retryMs", 86'400'000, m.retry_ms);
  number("batch", 100, m.batch);
  number("maxConcurrent", 100, m.max_concurrent);
  number("duplicatePercent", 100, m.duplicate_percent);
  number("dropPercent", 100, m.drop_percent);
  number("seed", std::int64_t{1} << 60, m.seed);
  if (const auto shuffle = in.boolean("shuffle")) m.shuffle = *shuffle;
  const bool all = in.boolean("everything").value_or(false);
  EVERY_CHECK(in.finish());
  queue_.set_manners(std::move(m));
  if (all) {
    auto& subscriptions = queue_.subscriptions();
    subscriptions.clear();
    for (Subscription s : everything) {
      s.id = queue_.next_subscription_id();
      s.created_ms = s.updated_ms = to_ms(clock_.now());
      subscriptions.push_back(std::move(s));
    }
  }
  changed_.notify_all();
  return done();
}

json::object Webhooks::state() const {
  const std::lock_guard lock(mutex_);
  return queue_.state();
}

std::size_t Webhooks::deliver(const Courier& courier, std::size_t most) {
  std::vector<Delivery> due;
  {
    const std::lock_guard lock(mutex_);
    due = queue_.due(to_ms(clock_.now()), most);
  }
  for (const Delivery& delivery : due) {
    const int status = courier(delivery);
    const std::lock_guard lock(mutex_);
    queue_.answered(delivery.id, status, to_ms(clock_.now()));
  }
  return due.size();
}

void Webhooks::start(Courier courier) {
  courier_ = std::move(courier);
  for (int i = 0; i < kCouriers; ++i) threads_.emplace_back([this] { run(); });
}

void Webhooks::run() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      const auto wakes = [&] {
        const auto next = queue_.next_ms();
        return stopping_ || (next && *next <= to_ms(clock_.now()));
      };
      // Looks at the clock again and again: it may be one that is set by hand.
      while (!wakes()) {
        if (queue_.next_ms())
          changed_.wait_for(lock, kLookAround);
        else
          changed_.wait(lock);
      }
      if (stopping_) return;
    }
    if (deliver(courier_, 1) == 0) {
      // Due, but too many are on their way.
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kLookAround, [&] { return stopping_; });
    }
  }
}

void Webhooks::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace every::sandbox
