#include "app/receipts.h"

#include "app/hubspot_activity.h"
#include "store/mirror.h"
#include "sync/privacy.h"

namespace every::app {

json::object receipt_json(const store::Receipt& r) {
  const auto parsed = parse_json(r.data);
  const json::value detail = parsed.ok() ? *parsed : json::value();
  const bool erased = r.kind == "privacy_delete";
  return {{"id", r.id},
          {"kind", r.kind},
          {"at", time_json(r.at)},
          {"by", r.by},
          {"disconnect", erased ? json::value() : detail},
          {"privacyDelete", erased ? detail : json::value()}};
}

Result<store::Window<store::Receipt>> receipts(HubSpotHub& hub, const Actor& actor, const std::string& kind,
                                               const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) { return store::Receipts(tx, actor.tenant).list(kind, slice); });
}

Result<store::Receipt> receipt(HubSpotHub& hub, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  const auto found = hub.db().read([&](store::Tx& tx) { return store::Receipts(tx, actor.tenant).find(id); });
  if (!found) return Error(Code::not_found, "There is no such receipt.", "Look at the list of receipts.");
  return *found;
}

Result<store::Receipt> erase_contact(HubSpotHub& hub, const Actor& actor, const std::string& hubspot_id) {
  EVERY_CHECK(require(actor, Permission::manage));
  auto erased = hub.db().write([&](store::Tx& tx) -> Result<store::Receipt> {
    const auto record = store::Mirror(tx, actor.tenant).find("contact", hubspot_id);
    if (record && !record->gone_at) {
      Error error(Code::locked_field,
                  "This contact is still in HubSpot and would come back with the next sync.",
                  "Delete it permanently in HubSpot first, then sync.");
      error.extra["url"] = record->url;
      return error;
    }
    auto receipt = sync::erase_person(tx, actor.tenant, hub.clock(), hub.random(),
                                      {.hubspot_id = hubspot_id, .reason = "owner", .by = actor.name});
    if (!receipt)
      return Error(Code::not_found, "Nothing here is about this HubSpot contact.", "Check the HubSpot id.");
    note_activity(hub, tx, actor, "contact.erased", "The personal data of a HubSpot contact was erased.",
                  {{"receiptId", receipt->id}});
    return *std::move(receipt);
  });
  if (!erased.ok()) return erased;
  hub.scrub_erased();
  hub.publish_changed(actor.tenant, {"client", "contact", "deal", "review"});
  return erased;
}

}  // namespace every::app
