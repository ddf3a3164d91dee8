#include "app/import_choice.h"

#include <algorithm>

#include "base/sentence.h"

namespace every::app {
namespace {

constexpr std::size_t kIdsMax = 10'000;  // as an import takes

bool is_hubspot_id(const std::string& id) {
  return !id.empty() && id.size() <= 20 && id.find_first_not_of("0123456789") == std::string::npos;
}

void read_ids(Fields& in, std::string_view name, std::vector<std::string>& out) {
  auto ids = in.texts(name, kIdsMax);
  if (!ids) return;
  if (!std::all_of(ids->begin(), ids->end(), is_hubspot_id))
    in.complain(name, "format", "Ids of HubSpot contacts are digits.");
  out = *std::move(ids);
}

}  // namespace

Result<store::ImportChoice> import_choice(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<store::ImportChoice> {
    return store::ImportChoices(tx, actor.tenant).get();
  });
}

Result<store::ImportChoice> change_import_choice(HubSpotHub& hub, const Actor& actor, const json::value& body,
                                                 Result<std::int64_t> version) {
  EVERY_CHECK(require(actor, Permission::sync));
  EVERY_TRY(seen, std::move(version));
  store::ImportChoice choice;
  Fields in(body);
  if (auto select = in.object("select", true)) {
    choice.all = select->boolean("all").value_or(false);
    if (choice.all == select->has("ids")) select->complain("", "required", "Say one of all and ids.");
    read_ids(*select, choice.all ? "except" : "ids", choice.ids);
    EVERY_CHECK(select->finish());
  }
  choice.include_deals = in.boolean("includeDeals").value_or(true);
  choice.include_no_email = in.boolean("includeNoEmail").value_or(false);
  EVERY_CHECK(in.finish());
  choice.by = actor.name;
  choice.at = hub.clock().now();
  auto changed = hub.db().write([&](store::Tx& tx) -> Result<store::ImportChoice> {
    store::ImportChoices choices(tx, actor.tenant);
    if (!choices.put(choice, seen)) {
      const std::string by = choices.get().by;
      return Error(Code::stale,
                   by.empty() ? "What is imported was chosen anew meanwhile."
                              : sentence("{} changed meanwhile what is imported.", by),
                   "Look at it again, then choose.");
    }
    return choices.get();
  });
  if (changed.ok()) hub.publish_changed(actor.tenant, {"review"});
  return changed;
}

json::object import_choice_json(const store::ImportChoice& c) {
  json::array ids;
  for (const std::string& id : c.ids) ids.emplace_back(json::string(id));
  json::object select;
  if (c.all)
    select = {{"all", true}, {"except", std::move(ids)}};
  else
    select = {{"ids", std::move(ids)}};
  return {{"select", std::move(select)},
          {"includeDeals", c.include_deals},
          {"includeNoEmail", c.include_no_email},
          {"by", c.by.empty() ? json::value(nullptr) : json::value(json::string(c.by))},
          {"at", c.by.empty() ? json::value(nullptr) : json::value(time_json(c.at))}};
}

}  // namespace every::app
