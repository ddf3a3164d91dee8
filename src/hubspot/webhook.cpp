#include "hubspot/webhook.h"

#include <algorithm>

#include "hubspot/endpoints.h"
#include "hubspot/parse_detail.h"

namespace every::hubspot {
namespace {

using namespace detail;
namespace dom = simdjson::dom;

constexpr std::pair<std::string_view, EventKind> kVerbs[] = {
    {"creation", EventKind::creation},
    {"deletion", EventKind::deletion},
    {"privacyDeletion", EventKind::privacy_deletion},
    {"propertyChange", EventKind::property_change},
    {"merge", EventKind::merge},
    {"restore", EventKind::restore},
    {"associationChange", EventKind::association_change}};

std::optional<EventKind> kind_from(std::string_view verb) {
  for (const auto& [name, kind] : kVerbs)
    if (name == verb) return kind;
  return std::nullopt;
}

std::optional<sync::ObjectType> by_type_id(std::string_view id) {
  for (const sync::ObjectType type : sync::kObjectTypes)
    if (type_id(type) == id) return type;
  return std::nullopt;
}

// "contact.creation" names the object itself; "object.creation" leaves that to objectTypeId.
std::optional<sync::ObjectType> object_of(std::string_view prefix, dom::object event) {
  if (prefix == "object") return by_type_id(text_at(event, "objectTypeId"));
  return sync::object_type_from(prefix);
}

void touch(WebhookEvent& out, std::optional<sync::ObjectType> type, std::string id) {
  if (!type || !is_record_id(id)) return;
  const bool known = std::any_of(out.touched.begin(), out.touched.end(),
                                 [&](const auto& t) { return t.type == *type && t.id == id; });
  if (!known) out.touched.push_back({*type, std::move(id)});
}

// "CONTACT_TO_COMPANY", where the type ids of the ends are not said.
std::pair<std::string, std::string> ends_of(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto middle = text.find("_to_");
  if (middle == std::string::npos) return {};
  return {text.substr(0, middle), text.substr(middle + 4)};
}

void touch_ends(WebhookEvent& out, dom::object event) {
  auto from = by_type_id(text_at(event, "fromObjectTypeId")),
       to = by_type_id(text_at(event, "toObjectTypeId"));
  const auto [from_name, to_name] = ends_of(text_at(event, "associationType"));
  if (!from && text_at(event, "fromObjectTypeId").empty()) from = sync::object_type_from(from_name);
  if (!to && text_at(event, "toObjectTypeId").empty()) to = sync::object_type_from(to_name);
  touch(out, from, text_at(event, "fromObjectId"));
  touch(out, to, text_at(event, "toObjectId"));
}

// HubSpot's eventId is not unique, and a creation shares it with the property changes around it.
std::string key_of(dom::object event, std::string_view type) {
  std::string key(type);
  for (const char* part :
       {"portalId", "objectId", "objectTypeId", "fromObjectId", "toObjectId", "associationTypeId",
        "associationRemoved", "propertyName", "occurredAt", "eventId"})
    key.append("|").append(text_at(event, part));
  return key;
}

std::optional<WebhookEvent> read_event(dom::object event) {
  std::string type = text_at(event, "subscriptionType");
  if (type.empty()) type = text_at(event, "eventType");  // as older documentation calls it
  const auto dot = type.find('.');
  const auto kind =
      dot == std::string::npos ? std::nullopt : kind_from(std::string_view(type).substr(dot + 1));
  WebhookEvent out;
  out.portal_id = text_at(event, "portalId");
  if (!kind || !is_record_id(out.portal_id)) return std::nullopt;
  out.kind = *kind;
  const auto object = object_of(std::string_view(type).substr(0, dot), event);
  if (*kind == EventKind::association_change) {
    touch_ends(out, event);
  } else {
    touch(out, object, text_at(event, "objectId"));
  }
  if (*kind == EventKind::merge) {
    touch(out, object, text_at(event, "primaryObjectId"));
    for (std::string& id : texts_at(event, "mergedObjectIds")) touch(out, object, std::move(id));
    out.survivor_id = text_at(event, "newObjectId");  // may be null, the primary, or a third record
    if (!is_record_id(out.survivor_id)) out.survivor_id = text_at(event, "primaryObjectId");
    if (!is_record_id(out.survivor_id)) out.survivor_id = text_at(event, "objectId");
    touch(out, object, out.survivor_id);
  }
  if (out.touched.empty()) return std::nullopt;
  out.property = text_at(event, "propertyName");
  out.sensitive = true_at(event, "isSensitive");
  out.occurred_at = parse_time(text_at(event, "occurredAt")).value_or(Instant{});
  out.attempt = static_cast<int>(std::clamp<std::int64_t>(integer_at(event, "attemptNumber"), 0, 1000));
  out.key = key_of(event, type);
  return out;
}

void add(WebhookBatch& batch, dom::element element) {
  dom::object object;
  std::optional<WebhookEvent> event;
  if (element.get(object) == simdjson::SUCCESS) event = read_event(object);
  if (event)
    batch.events.push_back(std::move(*event));
  else
    ++batch.ignored;
}

}  // namespace

std::string_view name(EventKind kind) {
  for (const auto& [verb, known] : kVerbs)
    if (known == kind) return verb;
  return "";
}

Result<WebhookBatch> parse_webhook(std::string_view body) {
  if (body.size() > kWebhookBytesMax) return Error(Code::body_too_large, "A webhook call is not that large.");
  const Error no_json(Code::bad_json, "The body is neither an array of events nor one event.");
  try {
    const simdjson::padded_string text(body);
    dom::parser parser;
    const dom::element root = parser.parse(text);
    WebhookBatch batch;
    if (root.is_object()) {
      add(batch, root);
      return batch;
    }
    if (!root.is_array()) return no_json;
    const dom::array events = root;
    if (events.size() > kWebhookEventsMax)
      return Error(Code::body_too_large, "A webhook call has not so many events.");
    for (const dom::element event : events) add(batch, event);
    return batch;
  } catch (const simdjson::simdjson_error&) {
    return no_json;
  }
}

}  // namespace every::hubspot
