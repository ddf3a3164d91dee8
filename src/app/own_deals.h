// Deals that are made here, in a pipeline that HubSpot brought. They are nobody's but ours: HubSpot never
// hears of them, and no sync touches them.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"

namespace every::app {

// `body`: name, pipeline and stage (ids of what is in use), and maybe client (an id), amount, closeDate.
// Gives the new deal's id. A rule that drafts invoices for its stage counts it as entering. Errors:
// validation (pointers), unknown_field, not_connected (there is no pipeline, because HubSpot was never
// connected).
Result<std::string> make_deal(const App& app, const Actor& actor, const json::value& body);

// Errors: not_found; locked_field, a deal that came from HubSpot; has_documents.
Status delete_deal(const App& app, const Actor& actor, const std::string& id);

}  // namespace every::app
