// Why is this HubSpot record here, or not? One answer for any HubSpot id or e-mail, with the trail that leads
// to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "store/database.h"
#include "sync/source.h"

namespace every::sync {

struct WhyStep {
  bool ok = false;
  std::string text;  // "Exists in HubSpot", "Skipped on 2 Nov by Dana"
};

struct Why {
  // Here:      in_step; left_list (it stays, and follows HubSpot no more); waiting_client (a deal that has
  // none
  //            yet); disconnected
  // Not here:  not_selected, skipped, skipped_duplicate, undecided, possible_duplicate, filtered, no_email,
  //            failed, waiting (the next sync, or the one at work, brings it)
  // HubSpot:   merged (its survivor is not here either), gone, purged, not_read (HubSpot has it, we have not
  // read
  //            it), scope_missing, not_in_hubspot
  // We cannot: not_connected, unknown (our copy has no such record, and HubSpot was not asked), unreachable
  // (nor
  //            could it be asked)
  std::string code;
  std::string text;         // one sentence
  std::string problem;      // of failed: the error's code
  std::string object_type;  // contact, company, deal, line_item; "" when not found
  std::string hubspot_id;   // the survivor's, when merged
  std::string name, url;
  std::string contact_id, client_id, deal_id;  // the record here, as far as there is one
  std::optional<Instant> since;                // in step since, skipped on, gone since
  std::vector<WhyStep> trail;
};

// What HubSpot itself says about a record that the mirror does not know.
struct HubSpotSays {
  enum class Answer { live, archived, merged, absent, off, unreachable };
  Answer answer = Answer::absent;
  ObjectType type = ObjectType::contact;
  std::string id;      // the survivor's, when merged
  Record record;       // of live and archived ones
  std::string detail;  // of off and unreachable
};

// `id_or_email`: a HubSpot record id, a link to a HubSpot record, or an e-mail address. Error: validation
// (empty). An e-mail that several HubSpot contacts have gives one answer for each. "unknown" comes back for
// what the mirror does not have: ask HubSpot, and ask again with what it says.
Result<std::vector<Why>> why(store::Tx& tx, const store::Tenant& tenant, const std::string& id_or_email,
                             const HubSpotSays* says = nullptr);
// One batch read for each type that the id may be of. Never an error: that is an answer as well.
HubSpotSays ask_hubspot(Source& source, const std::string& id_or_email, std::stop_token stop);

}  // namespace every::sync
