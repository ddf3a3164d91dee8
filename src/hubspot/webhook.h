// The body of a webhook call. HubSpot promises neither order nor single delivery, values may be old or cut,
// and ids of events repeat: so an event is only a hint that these records may have changed. What they are now
// is read from HubSpot.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "sync/source.h"

namespace every::hubspot {

enum class EventKind {
  creation,
  deletion,
  privacy_deletion,  // of a contact: what we know of the person has to go. A deletion comes as well
  property_change,
  merge,
  restore,
  association_change,
};

std::string_view name(EventKind kind);  // "propertyChange": HubSpot's word

struct WebhookEvent {
  struct Touched {
    sync::ObjectType type;
    std::string id;
  };
  EventKind kind = EventKind::creation;
  std::string portal_id;  // one address serves every account of the app
  // The records to read again: of a merge all that went in and what came out, of an association both ends
  // where they are kinds that we mirror.
  std::vector<Touched> touched;
  std::string survivor_id;  // of a merge
  std::string property;     // of a property change: its name, never its value
  bool sensitive = false;   // the value was withheld; nothing of it may be kept
  Instant occurred_at{};
  int attempt = 0;  // from 0
  // The same for repeats of one event, different for any two events, whatever HubSpot's eventId does.
  std::string key;
};

struct WebhookBatch {
  std::vector<WebhookEvent> events;
  std::size_t ignored = 0;  // of kinds we do not mirror or do not know, or without what they need
};

inline constexpr std::size_t kWebhookBytesMax = 4 * 1024 * 1024;
inline constexpr std::size_t kWebhookEventsMax = 10'000;  // HubSpot sends up to 100

// An array of events, or a single one. One event that cannot be read does not spoil the others. Error:
// bad_json, body_too_large.
Result<WebhookBatch> parse_webhook(std::string_view body);

}  // namespace every::hubspot
