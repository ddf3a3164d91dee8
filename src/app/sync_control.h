// Sync now, the runs and their errors, cancelling, and the answer to "why isn't this contact here?".
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"

namespace every::app {

// Starts a sync or joins the one that runs. Errors: forbidden, not_connected, token_expired, …
Result<store::Run> sync_now(HubSpotHub& hub, const Actor& actor, const std::string& trigger = "manual",
                            bool full = false);
// Asks the run to end at its next page; one that has ended is answered as it is. Errors: forbidden,
// not_found.
Result<store::Run> cancel_run(HubSpotHub& hub, const Actor& actor, const std::string& run_id);

Result<store::Window<store::Run>> runs(HubSpotHub& hub, const Actor& actor, const store::Slice& slice,
                                       const store::RunFilter& filter = {});
// With the live progress of the one that runs. Error: not_found.
Result<store::Run> run(HubSpotHub& hub, const Actor& actor, const std::string& run_id);
Result<store::Window<store::RunError>> run_errors(HubSpotHub& hub, const Actor& actor,
                                                  const std::string& run_id, const store::Slice& slice);

// The answer as the contract has it (WhyAnswer). What our copy does not have is asked of HubSpot, ahead of
// everything that runs in the background. Error: validation.
Result<json::object> why_here(HubSpotHub& hub, const Actor& actor, const std::string& id_or_email);

}  // namespace every::app
