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

bool fits(ListsOf of, std::string_view object_type) {
  return object_type == "contact" || (of == ListsOf::clients && object_type == "company");
}

bool fits(ListsOf of, const sync::RecordList& list) {
  return list.complete && list.type && fits(of, sync::name(*list.type));
}

bool fits(ListsOf of, const store::MirrorList& list) {
  return list.read_at && fits(of, list.object_type);
}

// Reads its members now.
Status ask_for(HubSpotHub& hub, const Actor& actor, const std::string& list_id, ListsOf of) {
  EVERY_TRY(portal, hub.portal(actor.tenant));
  hubspot::Client client(portal, hubspot::Priority::interactive);
  EVERY_TRY(lists, client.lists({}));
  for (const sync::RecordList& list : lists)
    if (list.id == list_id && fits(of, list))
      return sync::read_list(hub.db(), actor.tenant, client, list, hub.clock().now());
  return Error(
      Code::not_found,
      of == ListsOf::contacts ? "HubSpot has no such list of contacts." : "HubSpot has no such list.",
      "Choose another list.");
}

}  // namespace

Result<json::array> lists_to_choose(HubSpotHub& hub, const Actor& actor, ListsOf of) {
  EVERY_CHECK(require(actor, Permission::read));
  struct Named {
    std::string id, name;
  };
  std::vector<Named> found;
  if (const auto asked = lists_of(hub, actor.tenant); asked.ok()) {
    for (const sync::RecordList& list : *asked)
      if (fits(of, list)) found.push_back({list.id, list.name});
  } else {
    for (const auto& list :
         hub.db().read([&](store::Tx& tx) { return store::MirrorLists(tx, actor.tenant).all(); }))
      if (fits(of, list)) found.push_back({list.id, list.name});
  }
  std::sort(found.begin(), found.end(), [](const Named& a, const Named& b) {
    return std::pair(fold(a.name), a.id) < std::pair(fold(b.name), b.id);
  });
  json::array out;
  for (const Named& list : found) out.push_back(json::object{{"id", list.id}, {"name", list.name}});
  return out;
}

Result<json::object> review_filters(HubSpotHub& hub, const Actor& actor) {
  EVERY_TRY(lists, lists_to_choose(hub, actor, ListsOf::contacts));
  json::array owners;
  for (const std::string& owner :
       hub.db().read([&](store::Tx& tx) { return store::Review(tx, actor.tenant).owners(); }))
    owners.emplace_back(json::string(owner));
  return json::object{{"owners", std::move(owners)}, {"lists", std::move(lists)}};
}

Status know_list(HubSpotHub& hub, const Actor& actor, const std::string& list_id, ListsOf of) {
  EVERY_CHECK(require(actor, Permission::read));
  struct Known {
    bool before = false, now = false;
  };
  const Known known = hub.db().read([&](store::Tx& tx) -> Known {
    const auto list = store::MirrorLists(tx, actor.tenant).find(list_id);
    if (!list || !fits(of, *list)) return {};
    const auto included = store::Connections(tx, actor.tenant).settings().lists;
    return {.before = true,
            .now = std::find(included.begin(), included.end(), list_id) != included.end() ||
                   hub.clock().now() - *list->read_at < kFresh};
  });
  if (known.now) return done();
  Status asked = ask_for(hub, actor, list_id, of);
  if (!asked.ok() && known.before && asked.error().code != Code::not_found) return done();
  return asked;
}

}  // namespace every::app
