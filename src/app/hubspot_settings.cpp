#include "app/hubspot_settings.h"

#include "app/hubspot_activity.h"
#include "app/hubspot_json.h"

namespace every::app {
namespace {

bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return (text[0] < '2' || (text[0] == '2' && text[1] < '4')) && text[3] < '6';
}

Result<store::SyncSettings> read_settings(const json::value& body, store::SyncSettings settings) {
  Fields in(body);
  settings.frequency =
      in.choice("frequency", {"hourly", "daily", "weekly", "off"}, true).value_or(settings.frequency);
  settings.duplicate_policy =
      in.choice("duplicatePolicy", {"ask", "replace", "skip"}, true).value_or(settings.duplicate_policy);
  settings.include_deals = in.boolean("includeDeals", true).value_or(settings.include_deals);
  settings.weekday = static_cast<int>(in.integer("weekday", 1, 7).value_or(settings.weekday));
  if (const auto at = in.text("atTime", {.max = 5})) {
    if (!is_time_of_day(*at)) in.complain("atTime", "format", "A time of day such as 07:00.");
    settings.at_time = *at;
  }
  if (in.is_null("sweepTime")) {
    settings.sweep_time.clear();
  } else if (const auto at = in.text("sweepTime", {.max = 5})) {
    if (!is_time_of_day(*at)) in.complain("sweepTime", "format", "A time of day such as 02:30, or null.");
    settings.sweep_time = *at;
  }
  settings.quota_share =
      static_cast<int>(in.integer("quotaSharePercent", 10, 100).value_or(settings.quota_share));
  EVERY_CHECK(in.finish());
  return settings;
}

}  // namespace

Result<store::SyncSettings> sync_settings(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) { return store::Connections(tx, actor.tenant).settings(); });
}

Result<store::SyncSettings> put_sync_settings(HubSpotHub& hub, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::manage));
  auto saved = hub.db().write([&](store::Tx& tx) -> Result<store::SyncSettings> {
    store::Connections connections(tx, actor.tenant);
    const store::SyncSettings before = connections.settings();
    EVERY_TRY(settings, read_settings(body, before));
    connections.put_settings(settings);
    note_activity(hub, tx, actor.tenant, actor.name, "connection.settings", "Changed the rules of the sync.",
                  {{"before", settings_json(before)}, {"after", settings_json(settings)}});
    return settings;
  });
  if (!saved.ok()) return saved;
  hub.connection_changed(actor.tenant);
  hub.publish_connection(actor.tenant);
  hub.publish_changed(actor.tenant, {"settings"});
  return saved;
}

}  // namespace every::app
