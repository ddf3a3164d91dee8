// What it means to connect another HubSpot account than the one before: said before a person agrees, and done
// by store::forget_portal.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "store/connection.h"
#include "store/database.h"

namespace every::app {

struct OtherAccount {
  std::string portal_id, portal_name;                 // of the account of before
  std::int64_t clients = 0, contacts = 0, deals = 0;  // that are linked with it
  std::string consequence;                            // all of it in words
};
// Nothing when no account was ever connected, or one is connected now.
std::optional<OtherAccount> other_account(store::Tx& tx, const store::Tenant& tenant,
                                          const store::Connection& connection);
json::value to_json(const std::optional<OtherAccount>& other);

}  // namespace every::app
