// Everything of one kind as JSON lines: the mirror as HubSpot sent it, or the records here.
#pragma once

#include <ostream>
#include <string_view>

#include "base/time.h"
#include "store/database.h"

namespace every::app {

// `what`: mirror, clients, contacts, deals, invoices. One JSON document a line, in the order of ids (mirror)
// or of the list's own sort. The mirror's records come first, gone ones marked, then what they are associated
// with: {"from":{"type":"contact","id":"1"},"to":"company","ids":["2"],"primary":"2"}. Works in bounded
// memory. Error: validation (unknown `what`), storage_failed (`out` does not take it).
Status export_records(store::Database& db, const store::Tenant& tenant, std::string_view what, Date today,
                      std::ostream& out);

}  // namespace every::app
