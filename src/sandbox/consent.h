// The page on which a person lets an app into an account: GET shows it, POST is their answer.
#pragma once

#include <vector>

#include "sandbox/oauth.h"
#include "sandbox/portal.h"

namespace every::sandbox {

struct ConsentContext {
  const Options& options;
  Oauth& oauth;
  std::vector<Portal*> portals;
};

// `portal_id`: of /oauth/{portalId}/authorize, else 0.
Response consent_page(const ConsentContext& context, const http::Parameters& query, std::int64_t portal_id);
// The form: the fields of the query, and decision (connect, cancel), portal, and grant for each permission
// left ticked (only looked at when "picked" is sent, so that a script need not name them all).
Response consent_decision(const ConsentContext& context, const http::Parameters& form, Instant now);

}  // namespace every::sandbox
