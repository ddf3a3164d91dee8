// The parity certificate: asking for a check, and what the last one said.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "store/parity.h"

namespace every::app {

// Body: {"heal": true} also mends what is found. Gives the run; one that reads everything anyway is joined,
// since it certifies as well, for any other it waits. Errors: forbidden, not_connected, run_conflict.
Result<store::Run> check_parity(HubSpotHub& hub, const Actor& actor, const json::value& body);
// ParityReport: the latest certificate, or null when there was never one.
Result<json::object> parity(HubSpotHub& hub, const Actor& actor);
Result<store::Window<store::ParityFinding>> parity_findings(HubSpotHub& hub, const Actor& actor,
                                                            const store::Slice& slice);
// All findings of the latest certificate; `format`: csv or ndjson.
Result<std::string> parity_download(HubSpotHub& hub, const Actor& actor, std::string_view format);
json::object finding_json(const store::ParityFinding& finding);  // ParityFinding

}  // namespace every::app
