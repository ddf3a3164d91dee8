#include "sandbox/webhook_queue.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/crypto.h"

namespace every::sandbox {
namespace {

constexpr std::size_t kDeliveryMax = 100;

std::string_view verb_name(Verb verb) {
  switch (verb) {
    case Verb::creation:
      return "creation";
    case Verb::deletion:
      return "deletion";
    case Verb::privacy_deletion:
      return "privacyDeletion";
    case Verb::property_change:
      return "propertyChange";
    case Verb::merge:
      return "merge";
    case Verb::restore:
      return "restore";
    case Verb::association_change:
      break;
  }
  return "associationChange";
}

}  // namespace

bool Subscription::wants(const Event& event) const {
  const auto dot = event_type.find('.');
  if (!active || dot == std::string::npos) return false;
  const std::string_view object = std::string_view(event_type).substr(0, dot);
  if (object == "object" ? object_type_id != type_id(event.kind) : object != singular(event.kind))
    return false;
  if (event_type.substr(dot + 1) != verb_name(event.verb)) return false;
  return event.verb != Verb::property_change || property == event.property;
}

void WebhookQueue::set_manners(Manners manners) {
  if (manners.seed != manners_.seed) dice_.seed(manners.seed);
  manners_ = std::move(manners);
}

json::object WebhookQueue::describe(const Event& e, const Subscription& subscription) {
  json::object o{{"eventId", ++last_event_},    {"subscriptionId", subscription.id},
                 {"portalId", e.portal_id},     {"appId", app_id_},
                 {"occurredAt", e.occurred_ms}, {"subscriptionType", subscription.event_type},
                 {"changeSource", "CRM_UI"},    {"sourceId", "userId:222222"}};
  if (subscription.event_type.starts_with("object.")) o["objectTypeId"] = json::string(type_id(e.kind));
  switch (e.verb) {
    case Verb::association_change:
      o["fromObjectId"] = e.object;
      o["toObjectId"] = e.to;
      o["fromObjectTypeId"] = json::string(type_id(e.kind));
      o["toObjectTypeId"] = json::string(type_id(e.to_kind));
      o["associationType"] = to_upper(singular(e.kind)) + "_TO_" + to_upper(singular(e.to_kind));
      o["associationTypeId"] = e.association_type;
      o["associationCategory"] = "HUBSPOT_DEFINED";
      o["associationRemoved"] = e.removed;
      o["isPrimaryAssociation"] = e.primary;
      return o;
    case Verb::merge: {
      json::array merged;
      for (const RecordId id : e.merged) merged.emplace_back(id);
      o["objectId"] = e.object;
      o["primaryObjectId"] = e.merged.empty() ? e.object : e.merged.front();
      o["mergedObjectIds"] = std::move(merged);
      o["newObjectId"] = e.object;
      o["numberOfPropertiesMoved"] = 12;
      return o;
    }
    case Verb::property_change:
      o["propertyName"] = e.property;
      o["propertyValue"] = e.value;
      break;
    case Verb::creation:
      o["changeFlag"] = "CREATED";
      break;
    case Verb::deletion:
    case Verb::privacy_deletion:
      o["changeFlag"] = "DELETED";
      break;
    case Verb::restore:
      o["changeFlag"] = "RESTORED";
      break;
  }
  o["objectId"] = e.object;
  return o;
}

void WebhookQueue::add(const std::vector<Event>& events) {
  if (manners_.target.empty()) return;
  const auto chance = [&](int percent) {
    return percent > 0 && dice_() % 100 < static_cast<std::uint64_t>(percent);
  };
  for (const Event& event : events)
    for (const Subscription& subscription : subscriptions_) {
      if (!subscription.wants(event)) continue;
      if (chance(manners_.drop_percent)) {
        ++dropped_;
        continue;
      }
      auto& queue = pending_[event.portal_id];
      const Pending pending{describe(event, subscription), event.occurred_ms + manners_.delay_ms};
      for (int copies = chance(manners_.duplicate_percent) ? 2 : 1; copies > 0; --copies) {
        const auto at = manners_.shuffle && !queue.empty() ? dice_() % (queue.size() + 1) : queue.size();
        queue.insert(queue.begin() + static_cast<std::ptrdiff_t>(at), pending);
      }
      if (queue.size() > kKept) {
        queue.pop_front();
        ++lost_;
      }
    }
}

// What is due becomes deliveries of up to a hundred events.
void WebhookQueue::bundle(std::int64_t now_ms) {
  const auto most = static_cast<std::size_t>(std::clamp(manners_.batch, 1, static_cast<int>(kDeliveryMax)));
  for (auto& [portal, queue] : pending_) {
    std::size_t flying = 0;
    for (const auto& [id, flight] : flights_) flying += flight.portal_id == portal;
    while (flying < static_cast<std::size_t>(manners_.max_concurrent)) {
      Flight flight;
      flight.portal_id = portal;
      flight.due_ms = now_ms;
      for (auto at = queue.begin(); at != queue.end() && flight.events.size() < most;) {
        if (at->due_ms > now_ms) {
          ++at;
          continue;
        }
        flight.events.push_back(std::move(at->event));
        at = queue.erase(at);
      }
      if (flight.events.empty()) break;
      flights_.emplace(++last_flight_, std::move(flight));
      ++flying;
    }
  }
}

std::vector<Delivery> WebhookQueue::due(std::int64_t now_ms, std::size_t most) {
  std::vector<Delivery> out;
  if (manners_.target.empty()) return out;
  bundle(now_ms);
  for (auto& [id, flight] : flights_) {
    if (flight.out || flight.due_ms > now_ms || out.size() == most) continue;
    flight.out = true;
    out.push_back(write(id, flight, now_ms));
  }
  return out;
}

Delivery WebhookQueue::write(std::uint64_t id, const Flight& flight, std::int64_t now_ms) const {
  json::array body;
  for (json::object event : flight.events) {
    event["attemptNumber"] = flight.attempt;
    body.push_back(std::move(event));
  }
  Delivery d{id, flight.portal_id, manners_.target, json::serialize(body), {}, flight.attempt};
  const std::string time = std::to_string(now_ms);
  d.headers = {{"Content-Type", "application/json"},
               {"User-Agent", "HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks"},
               {"X-HubSpot-Signature", crypto::sha256_hex(secret_ + d.body)},
               {"X-HubSpot-Signature-Version", "v1"},
               {"X-HubSpot-Request-Timestamp", time},
               {"X-HubSpot-Signature-v3",
                crypto::base64(crypto::hmac_sha256(secret_, "POST" + signed_uri(d.url) + d.body + time))}};
  return d;
}

void WebhookQueue::answered(std::uint64_t delivery, int status, std::int64_t now_ms) {
  const auto at = flights_.find(delivery);
  if (at == flights_.end()) return;
  Flight& flight = at->second;
  if (status >= 200 && status < 300) {
    delivered_ += flight.events.size();
    flights_.erase(at);
    return;
  }
  ++failed_attempts_;
  flight.out = false;
  if (++flight.attempt >= kAttemptsMax) {
    lost_ += flight.events.size();
    flights_.erase(at);
    return;
  }
  const std::int64_t gap = manners_.retry_ms << (flight.attempt - 1);
  flight.due_ms =
      now_ms + gap + static_cast<std::int64_t>(dice_() % (static_cast<std::uint64_t>(gap) / 4 + 1));
}

std::optional<std::int64_t> WebhookQueue::next_ms() const {
  std::optional<std::int64_t> next;
  const auto sooner = [&](std::int64_t ms) { next = std::min(next.value_or(ms), ms); };
  for (const auto& [portal, queue] : pending_)
    for (const Pending& p : queue) sooner(p.due_ms);
  for (const auto& [id, flight] : flights_)
    if (!flight.out) sooner(flight.due_ms);
  return next;
}

json::object WebhookQueue::state() const {
  std::size_t waiting = 0;
  for (const auto& [portal, queue] : pending_) waiting += queue.size();
  return json::object{{"target", manners_.target},
                      {"subscriptions", subscriptions_.size()},
                      {"waiting", waiting},
                      {"inFlight", flights_.size()},
                      {"delivered", delivered_},
                      {"failedAttempts", failed_attempts_},
                      {"lost", lost_},
                      {"dropped", dropped_}};
}

std::string signed_uri(std::string_view url) {
  static constexpr std::pair<std::string_view, char> kPlain[] = {
      {"3A", ':'},  {"2F", '/'}, {"3F", '?'}, {"40", '@'}, {"21", '!'}, {"24", '$'},
      {"27", '\''}, {"28", '('}, {"29", ')'}, {"2A", '*'}, {"2C", ','}, {"3B", ';'}};
  std::string out;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (url[i] == '%' && i + 2 < url.size()) {
      const std::string code = to_upper(url.substr(i + 1, 2));
      const auto known =
          std::find_if(std::begin(kPlain), std::end(kPlain), [&](const auto& p) { return p.first == code; });
      if (known != std::end(kPlain)) {
        out.push_back(known->second);
        i += 2;
        continue;
      }
    }
    out.push_back(url[i]);
  }
  return out;
}

}  // namespace every::sandbox
