// Projection: the mirror, the decisions and the selection become clients, contacts and deals. Deterministic
// and idempotent; it knows no network. The decisions are pure (project_plan.h), this part loads, applies and
// counts.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "domain/matching.h"
#include "store/review.h"

namespace every::sync {

// What to do with a match that nobody decided.
enum class MatchPolicy { ask, replace, skip };
std::string_view name(MatchPolicy policy);
std::optional<MatchPolicy> match_policy_from(std::string_view name);

struct ImportDecision {
  domain::Decision decision = domain::Decision::skip;
  std::string target_id;  // of replace; "" when there is only one match
};

// What an import is asked for. Its JSON (the body of POST /api/hubspot/import without dryRun):
//   {"select": {"all": true} | {"ids": […]} | {"filter": {"state": "…", "q": "…"}}, each with optional
//   "except": […],
//    "decisions": {"<hubspot contact id>": {"decision": "replace|skip|create", "targetId": "…"}},
//    "default": "ask|replace|skip", "includeDeals": true, "includeNoEmail": false}
struct ImportRequest {
  bool all = false;
  std::vector<std::string> ids;  // HubSpot contact ids
  std::optional<store::ReviewFilter> filter;
  std::vector<std::string> except;                  // left out of any of the three
  std::map<std::string, ImportDecision> decisions;  // by HubSpot contact id; stored when the run begins
  MatchPolicy undecided = MatchPolicy::ask;         // "default"
  bool include_deals = true;
  bool include_no_email = false;
  std::string by;  // who decided; user's name
};
inline constexpr std::size_t kImportIdsMax = 100'000;

json::object to_json(const ImportRequest& request);
// Error: validation or unknown_field, with pointers. `dryRun` is read by the caller: it is allowed and
// ignored here.
Result<ImportRequest> import_request_from(const json::value& body);

// Exact counts of an import, before (preview) or while and after it happened.
struct ImportTotals {
  std::int64_t contacts = 0;  // selected and looked at
  std::int64_t contacts_created = 0;
  std::int64_t clients_created = 0;
  std::int64_t updated = 0;  // contacts that change, replaced ones with them
  std::int64_t unchanged = 0;
  std::int64_t skipped = 0;    // decided so, or by the policy
  std::int64_t undecided = 0;  // left out: they match and nobody decided
  std::int64_t companies = 0;  // that are clients, and looked at
  std::int64_t companies_created = 0;
  std::int64_t clients_updated = 0;
  std::int64_t left = 0;   // contacts that are in none of the included lists any more
  std::int64_t deals = 0;  // brought in or kept in step
  std::int64_t deals_created = 0, deals_updated = 0;
  std::map<std::string, std::int64_t>
      left_out;  // by error code: match_undecided, match_many, contact_no_email, …
  bool operator==(const ImportTotals&) const = default;
};
// What one record here becomes, field by field: what a run writes, and what a preview says it would write.
struct FieldChange {
  std::string field, label, from, to;
  bool operator==(const FieldChange&) const = default;
};
struct RecordChange {
  std::string kind;                    // contact, client, deal
  std::string id;                      // of the row here; "" for one that is to be made
  std::string object_type, object_id;  // HubSpot's
  std::string name;
  std::string what;  // created, updated, left
  std::vector<FieldChange> changes;
};
using Witness = std::function<void(RecordChange)>;

json::object to_json(const ImportTotals& totals);  // camelCase, as the preview answers
ImportTotals import_totals_from(const json::value& value);

}  // namespace every::sync
