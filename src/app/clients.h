// Clients: make, change, delete.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"
#include "domain/party.h"
#include "store/clients.h"

namespace every::app {

Result<domain::Client> create_client(const App& app, const Actor& actor, const json::value& body);
// Errors: not_found, locked_field (fields named), stale, validation, unknown_field.
Result<domain::Client> change_client(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body, std::int64_t expected_version);
// Errors: has_documents, locked_field while HubSpot manages it.
Status delete_client(const App& app, const Actor& actor, const std::string& id);

// Reads the members of an address that are there; `changed` gets "address.city" and the like for those that
// differ.
void read_address(Fields& in, domain::Address& address, std::vector<std::string>& changed);

// Whom and where documents name instead of the client; null is nobody else. False: it stays what it was.
bool read_bill_to(Fields& in, const char* name, domain::BillTo& bill_to);

}  // namespace every::app
