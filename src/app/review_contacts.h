// What was found in HubSpot, what it matches here, and the decisions about it.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "store/review.h"

namespace every::app {

Result<json::object> review_summary(HubSpotHub& hub, const Actor& actor);  // ReviewSummary
Result<store::Window<store::ReviewRow>> review_contacts(HubSpotHub& hub, const Actor& actor,
                                                        const store::ReviewFilter& filter,
                                                        const store::Slice& slice);
// Clusters with both sides and their differences (DuplicateClusterList, DuplicateCluster).
Result<json::object> duplicates(HubSpotHub& hub, const Actor& actor, const store::ClusterFilter& filter,
                                const store::Slice& slice);
Result<json::object> duplicate(HubSpotHub& hub, const Actor& actor, const std::string& cluster_id);

// Body: DecisionRequest; a null decision takes it back, "not_duplicate" says that the two are not the same.
// Errors: forbidden, not_found, validation.
Result<json::object> decide(HubSpotHub& hub, const Actor& actor, const std::string& cluster_id,
                            const json::value& body);
// The same about one HubSpot contact; null also forgets what it is no duplicate of.
Result<store::ReviewRow> decide_contact(HubSpotHub& hub, const Actor& actor, const std::string& hubspot_id,
                                        const json::value& body);
// Body: DecideRequest; how many clusters were decided. Ids that are no cluster (any more) are passed over.
Result<std::int64_t> decide_many(HubSpotHub& hub, const Actor& actor, const json::value& body);

}  // namespace every::app
