#include "app/review_filters.h"

#include <algorithm>

#include "app/hubspot_choices.h"
#include "base/text.h"
#include "store/connection.h"
#include "store/mirror_lists.h"
#include "store/review.h"
#include "sync/list_members.h"

namespace every::app {
namespace {

constexpr Millis kFresh{5 * 60'000};

struct Named {
  std::string id, name;
};

bool of_contacts(const sync::RecordList& list) {
  return list.type == sync::ObjectType::contact && list.complete;
}

std::vector<Named> lists_to_choose(HubSpotHub& hub, const store::Tenant& tenant) {
  std::vector<Named> out;
  if (const auto asked = lists_of(hub, tenant); asked.ok()) {
    for (const sync::RecordList& list : *asked)
      if (of_contacts(list)) out.push_back({list.id, list.name});
  } else {
    for (const auto& list :
         hub.db().read([&](store::Tx& tx) { return store::MirrorLists(tx, tenant).all(); }))
      if (list.object_type == "contact" && list.read_at) out.push_back({list.id, list.name});
  }
  std::sort(out.begin(), out.end(), [](const Named& a, const Named& b) {
    return std::pair(fold(a.name), a.id) < std::pair(fold(b.name), b.id);
  });
  return out;
}

}  // namespace

Result<json::object> review_filters(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  json::array owners, lists;
  for (const std::string& owner :
       hub.db().read([&](store::Tx& tx) { return store::Review(tx, actor.tenant).owners(); }))
    owners.emplace_back(json::string(owner));
  for (const Named& list : lists_to_choose(hub, actor.tenant))
    lists.push_back(json::object{{"id", list.id}, {"name", list.name}});
  return json::object{{"owners", std::move(owners)}, {"lists", std::move(lists)}};
}

Status know_list(HubSpotHub& hub, const Actor& actor, const std::string& list_id) {
  EVERY_CHECK(require(actor, Permission::read));
  const bool known = hub.db().read([&](store::Tx& tx) {
    const auto list = store::MirrorLists(tx, actor.tenant).find(list_id);
    if (!list || !list->read_at || list->object_type != "contact") return false;
    const auto included = store::Connections(tx, actor.tenant).settings().lists;
    return std::find(included.begin(), included.end(), list_id) != included.end() ||
           hub.clock().now() - *list->read_at < kFresh;
  });
  if (known) return done();
  EVERY_TRY(portal, hub.portal(actor.tenant));
  hubspot::Client client(portal, hubspot::Priority::interactive);
  EVERY_TRY(lists, client.lists({}));
  for (const sync::RecordList& list : lists)
    if (list.id == list_id && of_contacts(list))
      return sync::read_list(hub.db(), actor.tenant, client, list, hub.clock().now());
  return Error(Code::not_found, "HubSpot has no such list of contacts.", "Choose another list.");
}

}  // namespace every::app
