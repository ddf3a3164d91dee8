#include "sync/untold.h"

#include <algorithm>

#include "base/json.h"
#include "store/connection.h"

namespace every::sync {
namespace {

json::object properties_of(const store::MirrorRecord& record) {
  const auto parsed = parse_json(record.properties);
  return parsed.ok() && parsed->is_object() ? parsed->get_object() : json::object{};
}

}  // namespace

std::string told_kind(ObjectType type, std::string_view verb, std::string_view property) {
  std::string out(name(type));
  out.append(".").append(verb);
  if (!property.empty()) out.append(".").append(property);
  return out;
}

Untold::Untold(store::Tx& tx, const store::Tenant& tenant, ObjectType type, std::span<const std::string> ids)
    : tx_(tx), tenant_(tenant), type_(type) {
  if (ids.empty()) return;
  const store::WebhookState state = store::Webhooks(tx, tenant).state();
  if (!state.first_at) return;
  kinds_ = store::Webhooks(tx, tenant).kinds();
  ids_.assign(ids.begin(), ids.end());
  on_since_ =
      std::max(*state.first_at, store::Connections(tx, tenant).get().connected_at.value_or(Instant{}));
  for (auto& record : store::Mirror(tx, tenant).find_many(std::string(name(type)), ids_)) {
    std::string id = record.id;
    before_.emplace(std::move(id), std::move(record));
  }
}

bool Untold::should_have_been_told(const store::MirrorRecord* before,
                                   const store::MirrorRecord& after) const {
  const auto subscribed = [&](std::string_view verb, std::string_view property = {}) {
    return kinds_.contains(told_kind(type_, verb, property));
  };
  if (after.gone_at) {
    if (before == nullptr || before->gone_at) return false;
    return subscribed(after.gone_as == "merged" ? "merge" : "deletion");
  }
  if (before == nullptr) return subscribed("creation");
  if (before->gone_at) return subscribed("restore");
  // Without a newer date HubSpot recalculated something, and it tells of that to nobody.
  if (after.updated_at <= before->updated_at) return false;
  const json::object old = properties_of(*before), now = properties_of(after);
  return std::any_of(now.begin(), now.end(), [&](const auto& property) {
    const auto* was = old.if_contains(property.key());
    return (was == nullptr || *was != property.value()) && subscribed("propertyChange", property.key());
  });
}

void Untold::note(Instant now) {
  if (ids_.empty()) return;
  store::Webhooks webhooks(tx_, tenant_);
  for (const auto& after : store::Mirror(tx_, tenant_).find_many(std::string(name(type_)), ids_)) {
    const auto at = before_.find(after.id);
    const Instant changed_at = after.gone_at.value_or(after.updated_at);
    if (changed_at > on_since_ && should_have_been_told(at == before_.end() ? nullptr : &at->second, after))
      webhooks.expect({after.object_type, after.id, changed_at, now});
  }
}

}  // namespace every::sync
