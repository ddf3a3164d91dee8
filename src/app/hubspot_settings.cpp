#include "app/hubspot_settings.h"

#include <algorithm>
#include <set>

#include "app/hubspot_activity.h"
#include "app/hubspot_choices.h"
#include "app/hubspot_json.h"
#include "base/sentence.h"
#include "store/mirror.h"

namespace every::app {
namespace {

constexpr std::size_t kListsMax = 100;

bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return (text[0] < '2' || (text[0] == '2' && text[1] < '4')) && text[3] < '6';
}

std::string kept(const domain::Mapping& mapping) {
  return mapping == domain::standard_mapping() ? "" : json::serialize(domain::to_json(mapping));
}

void read_lists(Fields& in, store::SyncSettings& settings) {
  auto lists = in.texts("lists", kListsMax);
  if (!lists) return;
  if (std::set<std::string>(lists->begin(), lists->end()).size() != lists->size())
    in.complain("lists", "twice", "Name each list once.");
  settings.lists = *std::move(lists);
}

Result<store::SyncSettings> read_settings(const json::value& body, store::SyncSettings settings) {
  Fields in(body);
  in.has("pending");  // of the answer; nothing that can be set
  settings.frequency =
      in.choice("frequency", {"hourly", "daily", "weekly", "off"}).value_or(settings.frequency);
  settings.duplicate_policy =
      in.choice("duplicatePolicy", {"ask", "replace", "skip"}).value_or(settings.duplicate_policy);
  settings.include_deals = in.boolean("includeDeals").value_or(settings.include_deals);
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
  if (in.is_null("mapping"))
    settings.mapping.clear();
  else if (auto mapping = in.object("mapping")) {
    settings.mapping = kept(domain::read_mapping(*mapping));
    static_cast<void>(mapping->finish().ok());
  }
  read_lists(in, settings);
  EVERY_CHECK(in.finish());
  return settings;
}

Status refuse(std::vector<FieldError> problems) {
  if (problems.empty()) return done();
  Error error(Code::validation, problems.front().detail, "Correct the marked rules; nothing was changed.");
  error.fields = std::move(problems);
  return error;
}

// Every stage that is mapped is one that HubSpot has, or had: deals may still stand there.
std::vector<FieldError> stage_problems(const domain::Mapping& mapping,
                                       const std::vector<domain::Pipeline>& pipelines) {
  std::vector<FieldError> out;
  if (pipelines.empty()) return out;
  for (const auto& [key, group] : mapping.stages) {
    const bool known = std::any_of(pipelines.begin(), pipelines.end(), [&](const domain::Pipeline& p) {
      return p.id == key.first &&
             std::any_of(p.stages.begin(), p.stages.end(), [&](const auto& s) { return s.id == key.second; });
    });
    if (!known)
      out.push_back({"/mapping/stages", "unknown",
                     sentence("HubSpot has no stage \"{}\" in the pipeline \"{}\".", key.second, key.first)});
  }
  return out;
}

// What only the account can say about new rules. What did not change is not asked about again: a property
// that vanished since has its notice, and must not stand in the way of another change.
Status check(HubSpotHub& hub, const store::Tenant& tenant, const store::SyncSettings& before,
             const store::SyncSettings& after) {
  if (after.mapping != before.mapping) {
    const domain::Mapping was = domain::mapping_from(before.mapping),
                          is = domain::mapping_from(after.mapping);
    std::vector<domain::MappedObject> objects;
    for (const domain::MappedObject object : domain::kMappedObjects)
      if (was.rules(object) != is.rules(object) &&
          is.rules(object) != domain::standard_mapping().rules(object))
        objects.push_back(object);
    EVERY_TRY(types, property_types(hub, tenant, objects));
    auto problems = domain::mapping_problems(is, types, "/mapping");
    if (was.stages != is.stages) {
      const auto pipelines =
          hub.db().read([&](store::Tx& tx) { return store::Mirror(tx, tenant).pipelines(); });
      for (FieldError& problem : stage_problems(is, pipelines)) problems.push_back(std::move(problem));
    }
    EVERY_CHECK(refuse(std::move(problems)));
  }
  if (after.lists == before.lists || after.lists.empty()) return done();
  EVERY_TRY(lists, lists_of(hub, tenant));
  std::vector<FieldError> problems;
  for (std::size_t i = 0; i < after.lists.size(); ++i) {
    if (std::find(before.lists.begin(), before.lists.end(), after.lists[i]) != before.lists.end()) continue;
    const auto found = std::find_if(lists.begin(), lists.end(),
                                    [&](const sync::RecordList& list) { return list.id == after.lists[i]; });
    const std::string at = "/lists/" + std::to_string(i);
    if (found == lists.end())
      problems.push_back({at, "unknown", sentence("HubSpot has no list \"{}\".", after.lists[i])});
    else if (!found->type)
      problems.push_back({at, "type", sentence("\"{}\" holds records that are not synced.", found->name)});
  }
  return refuse(std::move(problems));
}

bool same_rules(const store::SyncSettings& a, const store::SyncSettings& b) {
  return a.mapping == b.mapping && a.lists == b.lists && a.duplicate_policy == b.duplicate_policy &&
         a.include_deals == b.include_deals;
}

Error stale() {
  return Error(Code::stale, "The rules of the sync were changed meanwhile.",
               "Load them again and review the differences.");
}

}  // namespace

Result<store::SyncSettings> sync_settings(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) { return store::Connections(tx, actor.tenant).settings(); });
}

Result<store::SyncSettings> wanted_settings(HubSpotHub& hub, const Actor& actor, const json::value& body) {
  const auto before =
      hub.db().read([&](store::Tx& tx) { return store::Connections(tx, actor.tenant).settings(); });
  EVERY_TRY(after, read_settings(body, before));
  EVERY_CHECK(check(hub, actor.tenant, before, after));
  return after;
}

Result<store::SyncSettings> put_sync_settings(HubSpotHub& hub, const Actor& actor, const json::value& body,
                                              std::optional<std::int64_t> expected_version) {
  EVERY_CHECK(require(actor, Permission::manage));
  const auto is_stale = [&](const store::SyncSettings& now) {
    return expected_version && now.version != *expected_version;
  };
  // Before HubSpot is asked about rules that are not going to be saved.
  EVERY_TRY(known, sync_settings(hub, actor));
  if (is_stale(known)) return stale();
  EVERY_TRY(wanted, wanted_settings(hub, actor, body));
  auto saved = hub.db().write([&](store::Tx& tx) -> Result<store::SyncSettings> {
    store::Connections connections(tx, actor.tenant);
    const store::SyncSettings before = connections.settings();
    EVERY_TRY(settings, read_settings(body, before));
    // Checked are the rules that were wanted; whoever changed them in between goes first.
    if (is_stale(before) || settings.mapping != wanted.mapping || settings.lists != wanted.lists)
      return stale();
    if (!same_rules(before, settings)) ++settings.rules;
    connections.put_settings(settings);
    note_activity(hub, tx, actor, "connection.settings", "Changed the rules of the sync.",
                  {{"before", settings_json(before)}, {"after", settings_json(settings)}});
    return connections.settings();
  });
  if (!saved.ok()) return saved;
  hub.connection_changed(actor.tenant);
  hub.publish_connection(actor.tenant);
  hub.publish_changed(actor.tenant, {"settings"});
  return saved;
}

}  // namespace every::app
