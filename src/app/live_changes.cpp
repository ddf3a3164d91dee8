#include "app/live_changes.h"

#include <fmt/format.h>

#include "app/hubspot_activity.h"
#include "app/hubspot_json.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/hints.h"
#include "store/webhooks.h"

namespace every::app {
namespace {

constexpr std::size_t kNamedMax = 500;
constexpr std::chrono::hours kRecent{24};
// So many misses without an event in between are no accident: nothing comes any more.
constexpr Millis kSilence{10 * 60'000};

std::vector<std::string> ids_here(store::Tx& tx, const store::Tenant& tenant, const sync::Changed& changed) {
  std::vector<std::string> out;
  store::Clients clients(tx, tenant);
  store::Contacts contacts(tx, tenant);
  store::Deals deals(tx, tenant);
  const auto add = [&](const auto& record) {
    if (record) out.push_back(record->id);
  };
  for (const auto& [type, ids] : changed.ids)
    for (const std::string& id : ids) {
      if (type == sync::ObjectType::contact) {
        out.push_back(id);  // of the review
        add(contacts.by_hubspot(id));
        add(clients.by_hubspot("contact", id));
      }
      if (type == sync::ObjectType::company) add(clients.by_hubspot("company", id));
      if (type == sync::ObjectType::deal) add(deals.by_hubspot(id));
    }
  return out;
}

std::string_view state_of(const store::WebhookState& s, Instant now) {
  if (!s.first_at) return "off";
  const bool missed = s.last_missed_at && now - *s.last_missed_at < kRecent;
  if (!missed) return "on";
  return *s.last_missed_at - *s.last_event_at > kSilence ? "silent" : "gap";
}

}  // namespace

void publish_live_changes(HubSpotHub& hub, const store::Tenant& tenant, const sync::Changed& changed) {
  std::size_t count = 0;
  const auto has = [&](sync::ObjectType type) {
    const auto at = changed.ids.find(type);
    return changed.too_many || (at != changed.ids.end() && !at->second.empty());
  };
  for (const auto& [type, ids] : changed.ids) count += ids.size();
  json::array kinds;
  if (has(sync::ObjectType::contact)) kinds.emplace_back("contact");
  if (has(sync::ObjectType::contact) || has(sync::ObjectType::company)) {
    kinds.emplace_back("client");
    kinds.emplace_back("review");
  }
  if (has(sync::ObjectType::deal)) {
    kinds.emplace_back("deal");
    kinds.emplace_back("pipeline");
  }
  if (kinds.empty()) return;
  json::value which("many");
  if (!changed.too_many && count <= kNamedMax)
    if (const auto ids = hub.db().read([&](store::Tx& tx) { return ids_here(tx, tenant, changed); });
        !ids.empty())
      which = json::array(ids.begin(), ids.end());
  hub.publish(tenant, "records.changed",
              json::object{{"kinds", std::move(kinds)}, {"ids", std::move(which)}});
}

void tell_missed(HubSpotHub& hub, const store::Tenant& tenant, std::int64_t missed, Instant since) {
  const Fact when = Fact::moment(since, "UTC", to_rfc3339(since));
  const std::string text =
      missed == 1
          ? sentence(
                "HubSpot did not tell of {} change since {}. They were found by looking, so nothing is "
                "missing here.",
                missed, when)
          : sentence(
                "HubSpot did not tell of {} changes since {}. They were found by looking, so nothing is "
                "missing here.",
                missed, when);
  hub.db().write([&](store::Tx& tx) {
    note_activity(hub, tx, tenant, "webhooks.gap", text, {{"missed", missed}, {"since", to_rfc3339(since)}});
  });
  hub.publish(tenant, "notification",
              json::object{{"level", "warning"},
                           {"code", "webhooks_missed"},
                           {"text", text},
                           {"at", to_rfc3339(hub.clock().now())}});
  hub.publish_connection(tenant);
}

json::value webhooks_json(store::Tx& tx, const store::Tenant& tenant, Instant now) {
  const store::WebhookState s = store::Webhooks(tx, tenant).state();
  return json::object{{"state", state_of(s, now)},
                      {"lastEventAt", time_json(s.last_event_at)},
                      {"received", s.received},
                      {"missed", s.missed},
                      {"gapSince", time_json(s.gap_since)},
                      {"waiting", store::Hints(tx, tenant).count()},
                      {"lookedAt", time_json(s.looked_at)}};
}

}  // namespace every::app
