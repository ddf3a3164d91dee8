// Which endpoint a path means. Every path of a read-only integration stands in one table, in both families:
// dated (/crm/objects/2026-09/...) and legacy (/crm/v3/objects/...).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

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
  property_batch,
  property_groups,
  property_group,
  pipelines,
  pipeline,
  pipeline_audit,
  stages,
  stage,
  stage_audit,
  owners,
  owner,
  lists_all,
  lists_search,
  lists_by_id,
  list_by_id,
  list_members,
  list_join_order,
  lists_of_record,
  lists_of_records,
  list_id_mapping,
  account,
  api_usage,
  uninstall,
  schemas,
  company_currency,
  currency_codes,
  exchange_rates,
  exchange_rate,
  current_exchange_rates,
  tax_rates,
  tax_rate,
  webhook_settings,
  webhook_subscriptions,
  webhook_subscription,
};
std::string_view name(Endpoint endpoint);  // "batch_read", as the counters call it

enum class Version { v1, v3, v4, v2026_03, v2026_09 };

struct Route {
  Endpoint endpoint = Endpoint::list;
  http::Method method = http::Method::get;  // what the endpoint wants
  Version version = Version::v2026_09;
  std::string type, to, id, sub;  // as they stand in the path; sub: a stage of pipeline `id`
};
// The row whose path fits, of this method where there are several. Nothing: HubSpot has no such path either.
std::optional<Route> route(http::Method method, std::string_view path);

}  // namespace every::sandbox
