// Why is this HubSpot record here, or not? One answer for any HubSpot id or e-mail, with the trail that leads
// to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "store/database.h"

namespace every::sync {

struct WhyStep {
  bool ok = false;
  std::string text;  // "Exists in HubSpot", "Skipped on 2 Nov by Dana"
};

struct Why {
  // in_step, not_selected, skipped, undecided, no_email, failed, waiting, merged, gone, not_in_hubspot,
  // not_connected
  std::string code;
  std::string text;         // one sentence
  std::string object_type;  // contact, company, deal; "" when not found
  std::string hubspot_id;   // the survivor's, when merged
  std::string name, url;
  std::string contact_id, client_id, deal_id;  // the record here, as far as there is one
  std::optional<Instant> since;                // in step since, skipped on, gone since
  std::vector<WhyStep> trail;
};

// `id_or_email`: a HubSpot record id, a link to a HubSpot record, or an e-mail address. Error: validation
// (empty). An e-mail that several HubSpot contacts have gives one answer for each.
Result<std::vector<Why>> why(store::Tx& tx, const store::Tenant& tenant, const std::string& id_or_email);
json::object to_json(const Why& why);

}  // namespace every::sync
