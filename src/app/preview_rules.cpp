#include "app/preview_rules.h"

#include <algorithm>

#include "app/hubspot_choices.h"
#include "app/hubspot_settings.h"
#include "base/sentence.h"
#include "sync/list_members.h"
#include "sync/rules_preview.h"

namespace every::app {
namespace {

json::object record_json(const sync::RecordChange& record) {
  json::array changes;
  for (const sync::FieldChange& c : record.changes)
    changes.push_back(
        json::object{{"field", c.field}, {"label", ours(c.label)}, {"from", c.from}, {"to", c.to}});
  return {{"kind", record.kind},          {"id", text_or_null(record.id)}, {"objectType", record.object_type},
          {"objectId", record.object_id}, {"name", record.name},           {"what", record.what},
          {"changes", std::move(changes)}};
}

json::object counts_json(const sync::RulesPreview& preview, const std::string& kind) {
  json::object out;
  for (const char* what : {"created", "updated", "left"}) {
    const auto at = preview.counts.find({kind, what});
    out[what] = at == preview.counts.end() ? 0 : at->second;
  }
  return out;
}

// Who is in a list that was not included before; the others are as the last run read them.
Status read_new_lists(HubSpotHub& hub, const store::Tenant& tenant, const std::vector<std::string>& wanted) {
  const auto before =
      hub.db().read([&](store::Tx& tx) { return store::Connections(tx, tenant).settings().lists; });
  const auto is_new = [&](const std::string& id) {
    return std::find(before.begin(), before.end(), id) == before.end();
  };
  if (std::none_of(wanted.begin(), wanted.end(), is_new)) return done();
  EVERY_TRY(portal, hub.portal(tenant));
  hubspot::Client client(portal, hubspot::Priority::interactive);
  EVERY_TRY(lists, client.lists({}));
  for (const sync::RecordList& list : lists) {
    const bool asked = std::find(wanted.begin(), wanted.end(), list.id) != wanted.end() && is_new(list.id);
    if (asked && list.complete)
      EVERY_CHECK(sync::read_list(hub.db(), tenant, client, list, hub.clock().now()));
  }
  return done();
}

}  // namespace

Result<json::object> preview_rules(HubSpotHub& hub, const Actor& actor, const json::value& body,
                                   std::int64_t first) {
  EVERY_CHECK(require(actor, Permission::manage));
  EVERY_TRY(wanted, wanted_settings(hub, actor, body));
  EVERY_CHECK(read_new_lists(hub, actor.tenant, wanted.lists));
  const sync::RulesPreview preview = hub.db().read([&](store::Tx& tx) {
    return sync::preview_rules(tx, actor.tenant, wanted, static_cast<std::size_t>(first), hub.clock(),
                               hub.random());
  });
  json::array records;
  for (const sync::RecordChange& record : preview.first) records.push_back(record_json(record));
  return json::object{{"records", preview.records},
                      {"contacts", counts_json(preview, "contact")},
                      {"clients", counts_json(preview, "client")},
                      {"deals", counts_json(preview, "deal")},
                      {"undecided", preview.totals.undecided},
                      {"reread", json::array(preview.reread.begin(), preview.reread.end())},
                      {"first", std::move(records)}};
}

}  // namespace every::app
