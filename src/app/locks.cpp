#include "app/locks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/sentence.h"
#include "store/connection.h"

namespace every::app {

bool Locks::hold(const std::optional<domain::HubSpotLink>& link) const {
  return connected && link && !link->gone_at && !link->left_at &&
         (link->portal_id.empty() || link->portal_id == portal_id);
}

std::vector<std::string> Locks::fields(const domain::Client& client) const {
  return hold(client.hubspot) ? domain::locked_client_fields(mapping, client.is_person)
                              : std::vector<std::string>{};
}
std::vector<std::string> Locks::fields(const domain::Contact& contact) const {
  return hold(contact.hubspot) ? domain::locked_contact_fields(mapping) : std::vector<std::string>{};
}
std::vector<std::string> Locks::fields(const domain::Deal& deal) const {
  return hold(deal.hubspot) ? domain::locked_deal_fields(mapping) : std::vector<std::string>{};
}

Locks locks_of(store::Tx& tx, const store::Tenant& tenant) {
  const store::Connection connection = store::Connections(tx, tenant).get();
  return {.connected = connection.state != store::ConnectionState::not_connected,
          .portal_id = connection.portal_id,
          .portal_name = connection.portal_name,
          .mapping = domain::mapping_from(store::Connections(tx, tenant).settings().mapping)};
}

Status refuse_locked(const std::vector<std::string>& locked, const std::vector<std::string>& changed,
                     const std::optional<domain::HubSpotLink>& link) {
  Error error(Code::locked_field);
  for (const std::string& field : changed) {
    if (!std::binary_search(locked.begin(), locked.end(), field)) continue;
    std::string pointer = "/" + field;
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    error.fields.push_back({pointer, "locked", "Managed in HubSpot."});
  }
  if (error.fields.empty()) return done();
  error.detail = error.fields.size() == 1
                     ? "This field is managed in HubSpot."
                     : sentence("{} of these fields are managed in HubSpot.", error.fields.size());
  error.fix = "Change it in HubSpot; it arrives with the next sync.";
  if (link) error.extra["url"] = link->url;
  return error;
}

}  // namespace every::app
