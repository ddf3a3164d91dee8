// One authorised API call on its way through an endpoint.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "sandbox/answer.h"
#include "sandbox/faults.h"
#include "sandbox/oauth.h"
#include "sandbox/portal.h"
#include "sandbox/route.h"

namespace every::sandbox {

struct Call {
  const http::Request& request;
  const Route& route;
  const Identity& who;
  Portal& portal;
  Instant now;
  std::string correlation;
  int association_page;
  std::string ui_url;            // where record pages are
  const Fault* fault = nullptr;  // that the endpoint itself has to commit

  bool commits(FaultKind kind) const { return fault != nullptr && fault->kind == kind; }

  Response invalid(std::string_view message) const { return validation(message, correlation); }
};

// ?limit= and ?after=, where the cursor is an id.
struct PageQuery {
  std::uint64_t limit = 0;
  RecordId after = 0;
};
// Error: validation, in words for the caller.
Result<PageQuery> page_query(const Call& call, std::uint64_t standard, std::uint64_t most);
Response not_found(const Call& call);
bool flag(const Call& call, std::string_view name);  // ?archived=true

// Endpoints. Those that look at records hold a reading() lock while they do.
Response list_records(const Call& call, Kind kind);
Response get_record(const Call& call, Kind kind);
Response batch_read(const Call& call, Kind kind);
Response search_records(const Call& call, Kind kind);
Response record_associations(const Call& call, Kind from, Kind to);
Response association_batch(const Call& call, Kind from, Kind to);
Response association_labels(const Call& call, Kind from, Kind to);
Response properties(const Call& call, Kind kind);
Response pipelines(const Call& call);
Response owners(const Call& call);
Response account_details(const Call& call);
Response schemas(const Call& call);
Response currencies(const Call& call);
Response tax_rates(const Call& call);
Response lists(const Call& call);
Response list_memberships(const Call& call);

// Scopes, kinds and method of the route, then the endpoint.
Response dispatch(const Call& call);

}  // namespace every::sandbox
