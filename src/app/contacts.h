// Contacts and their places at clients: make, change, delete. A client with contacts has exactly one primary
// for each document kind; the first contact becomes it.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"
#include "domain/party.h"
#include "store/clients.h"

namespace every::app {

Result<domain::Contact> create_contact(const App& app, const Actor& actor, const json::value& body);
// A new person for a client, or (`contactId`) one that exists.
Result<domain::Contact> add_client_contact(const App& app, const Actor& actor, const std::string& client_id,
                                           const json::value& body);
Result<domain::Contact> change_contact(const App& app, const Actor& actor, const std::string& id,
                                       const json::value& body, std::int64_t expected_version);
// The person stays, and is no contact of this client any more. Errors: not_found; locked_field, while HubSpot
// says that they belong together.
Status detach_contact(const App& app, const Actor& actor, const std::string& client_id,
                      const std::string& contact_id);
Status delete_contact(const App& app, const Actor& actor, const std::string& id);

}  // namespace every::app
