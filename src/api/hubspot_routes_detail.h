// The parts of add_hubspot_routes.
#pragma once

#include "api/api.h"

namespace every::api {

void add_hubspot_webhook_routes(Api& api);
void add_hubspot_run_routes(Api& api);
void add_hubspot_review_routes(Api& api);
void add_hubspot_proof_routes(Api& api);

}  // namespace every::api
