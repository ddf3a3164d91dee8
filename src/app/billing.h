// Billing profiles: what e-invoices need to know of the workspace and of its clients.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"
#include "store/billing_profiles.h"

namespace every::app {

// `client_id` "": the workspace's own. Error: not_found.
Result<store::StoredProfile> billing_profile(const App& app, const Actor& actor,
                                             const std::string& client_id);
// Members that are absent stay, null and "" clear. Errors: not_found, validation, stale.
Result<store::StoredProfile> change_billing_profile(const App& app, const Actor& actor,
                                                    const std::string& client_id, const json::value& body,
                                                    std::int64_t expected_version);

}  // namespace every::app
