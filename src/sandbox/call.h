// One authorised API call on its way through an endpoint.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "sandbox/answer.h"
#include "sandbox/oauth.h"
#include "sandbox/portal.h"

namespace every::sandbox {

enum class Endpoint {
  list,
  get,
  batch_read,
  search,
  record_associations,
  association_batch,
  association_labels,
  properties,
  property,
  pipelines,
  pipeline,
  stages,
  owners,
  owner,
  account,
  uninstall,
};
std::string_view name(Endpoint endpoint);  // "batch_read", as the counters call it

struct Route {
  Endpoint endpoint = Endpoint::list;
  http::Method method = http::Method::get;
  std::string type, to, id;  // as they stand in the path
};
// Both path families: dated (/crm/objects/2026-09/...) and legacy (/crm/v3/objects/...), where the answer is
// the same. The method is not looked at: the caller compares it. Nothing: HubSpot has no such path either.
std::optional<Route> route(http::Method method, std::string_view path);

struct Call {
  const http::Request& request;
  const Route& route;
  const Identity& who;
  Portal& portal;
  Instant now;
  std::string correlation;
  int association_page;
  std::string ui_url;  // where record pages are

  Response invalid(std::string_view message) const { return validation(message, correlation); }
};

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

// Scopes, kinds and method of the route, then the endpoint.
Response dispatch(const Call& call);

}  // namespace every::sandbox
