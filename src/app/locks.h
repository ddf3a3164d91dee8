// What HubSpot owns cannot be changed here while it is connected: the fields that the mapping fills.
// Everything else stays editable. Enforced here, shown by the screens.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "domain/deal.h"
#include "domain/mapping.h"
#include "domain/party.h"

namespace every::app {

struct Locks {
  bool connected =
      false;  // a connection that needs a person still locks: HubSpot is still the source of truth
  std::string portal_id, portal_name;
  domain::Mapping mapping;

  // True while the linked record is managed in HubSpot: connected to its portal, not gone there.
  bool hold(const std::optional<domain::HubSpotLink>& link) const;
  std::vector<std::string> fields(const domain::Client& client) const;
  std::vector<std::string> fields(const domain::Contact& contact) const;
  std::vector<std::string> fields(const domain::Deal& deal) const;
};

Locks locks_of(store::Tx& tx, const store::Tenant& tenant);

// Error: locked_field, naming those of `changed` that are in `locked` and the record's link. `changed` are
// our API's names ("address.city").
Status refuse_locked(const std::vector<std::string>& locked, const std::vector<std::string>& changed,
                     const std::optional<domain::HubSpotLink>& link);

}  // namespace every::app
