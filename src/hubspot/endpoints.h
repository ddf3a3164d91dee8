// Where HubSpot's endpoints are: the API version, the two hosts and every path we may call, built in one
// place. Ids, cursors and names are percent-encoded exactly once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/source.h"

namespace every::hubspot {

inline constexpr std::string_view kApiVersion = "2026-09";

// Everything but letters, digits and -._~ as %XX.
std::string percent_encode(std::string_view text);
using Pairs = std::vector<std::pair<std::string, std::string>>;
// "a=1&b=x%20y": for a query as well as for an application/x-www-form-urlencoded body.
std::string encode_pairs(const Pairs& pairs);
// HubSpot's name of a type in paths ("contacts") and its type id ("0-1").
std::string_view plural(sync::ObjectType type);
std::string_view type_id(sync::ObjectType type);

class Endpoints {
 public:
  // Origins without a slash at the end; configuration and the sandbox replace them.
  explicit Endpoints(std::string api = "https://api.hubapi.com", std::string app = "https://app.hubspot.com");
  const std::string& api() const { return api_; }

  // The page on which a person picks an account; `portal_id` preselects one, empty leaves the choice open.
  std::string authorize(std::string_view portal_id) const;
  std::string token() const { return versioned("/oauth/", "/token"); }
  std::string introspect() const { return versioned("/oauth/", "/token/introspect"); }
  std::string revoke() const { return versioned("/oauth/", "/token/revoke"); }
  std::string uninstall() const { return versioned("/appinstalls/", "/external-install"); }

  std::string account() const { return versioned("/account-info/", "/details"); }
  std::string properties(sync::ObjectType type) const;
  std::string deal_pipelines() const { return versioned("/crm/pipelines/", "/deals"); }
  std::string owners(std::string_view after, bool archived) const;
  // Not among the versioned ones.
  std::string tax_rates() const { return api_ + "/tax-rates/v1/tax-rates"; }
  std::string lists() const { return versioned("/crm/lists/", "/all"); }
  std::string list_members(std::string_view list_id, std::string_view after) const;
  std::string list(sync::ObjectType type, std::span<const std::string> properties,
                   std::string_view after) const;
  std::string batch_read(sync::ObjectType type, bool archived = false) const;  // live ones, or the bin's
  std::string search(sync::ObjectType type) const;
  std::string associations(sync::ObjectType from, sync::ObjectType to) const;

 private:
  std::string versioned(std::string_view before, std::string_view after) const;
  std::string api_, app_;
};

}  // namespace every::hubspot
