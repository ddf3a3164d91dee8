#include "sandbox/route.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace every::sandbox {
namespace {

using E = Endpoint;
using M = http::Method;

// {v}: a dated version, {v9} and {v03}: 2026-09 or 2026-03 alone, {v3} and so on: that legacy one. {T} {to}
// {id} {sub}: kept.
struct Row {
  Endpoint endpoint;
  http::Method method;
  std::string_view path;
};
constexpr Row kRows[] = {
    {E::batch_read, M::post, "crm/objects/{v}/{T}/batch/read"},
    {E::search, M::post, "crm/objects/{v}/{T}/search"},
    {E::list, M::get, "crm/objects/{v}/{T}"},
    {E::get, M::get, "crm/objects/{v}/{T}/{id}"},
    {E::record_associations, M::get, "crm/objects/{v}/{T}/{id}/associations/{to}"},
    {E::association_batch, M::post, "crm/associations/{v}/{T}/{to}/batch/read"},
    {E::association_labels, M::get, "crm/associations/{v}/{T}/{to}/labels"},
    {E::property_batch, M::post, "crm/properties/{v}/{T}/batch/read"},
    {E::property_groups, M::get, "crm/properties/{v}/{T}/groups"},
    {E::property_group, M::get, "crm/properties/{v}/{T}/groups/{id}"},
    {E::properties, M::get, "crm/properties/{v}/{T}"},
    {E::property, M::get, "crm/properties/{v}/{T}/{id}"},
    {E::pipelines, M::get, "crm/pipelines/{v}/{T}"},
    {E::pipeline, M::get, "crm/pipelines/{v}/{T}/{id}"},
    {E::pipeline_audit, M::get, "crm/pipelines/{v}/{T}/{id}/audit"},
    {E::stages, M::get, "crm/pipelines/{v}/{T}/{id}/stages"},
    {E::stage, M::get, "crm/pipelines/{v}/{T}/{id}/stages/{sub}"},
    {E::stage_audit, M::get, "crm/pipelines/{v}/{T}/{id}/stages/{sub}/audit"},
    {E::owners, M::get, "crm/owners/{v}"},
    {E::owner, M::get, "crm/owners/{v}/{id}"},
    {E::lists_all, M::post, "crm/lists/{v9}/all"},
    {E::lists_search, M::post, "crm/lists/{v}/search"},
    {E::list_id_mapping, M::get, "crm/lists/{v}/idmapping"},
    {E::lists_of_records, M::post, "crm/lists/{v}/records/memberships/batch/read"},
    {E::lists_of_record, M::get, "crm/lists/{v}/records/{T}/{id}/memberships"},
    {E::lists_by_id, M::get, "crm/lists/{v}"},
    {E::list_by_id, M::get, "crm/lists/{v}/{id}"},
    {E::list_members, M::get, "crm/lists/{v}/{id}/memberships"},
    {E::list_join_order, M::get, "crm/lists/{v}/{id}/memberships/join-order"},
    {E::account, M::get, "account-info/{v}/details"},
    {E::api_usage, M::get, "account-info/{v}/api-usage/daily/private-apps"},
    {E::uninstall, M::del, "appinstalls/{v}/external-install"},
    {E::schemas, M::get, "crm-object-schemas/{v}/schemas"},
    {E::company_currency, M::get, "settings/currencies/{v}/company-currency"},
    {E::currency_codes, M::get, "settings/currencies/{v}/codes"},
    {E::exchange_rates, M::get, "settings/currencies/{v}/exchange-rates"},
    {E::current_exchange_rates, M::get, "settings/currencies/{v}/exchange-rates/current"},
    {E::exchange_rate, M::get, "settings/currencies/{v}/exchange-rates/{id}"},
    {E::webhook_settings, M::get, "app-webhooks/{v9}/{id}/settings"},
    {E::webhook_settings, M::put, "app-webhooks/{v9}/{id}/settings"},
    {E::webhook_settings, M::del, "app-webhooks/{v9}/{id}/settings"},
    {E::webhook_subscriptions, M::get, "app-webhooks/{v9}/{id}/subscriptions"},
    {E::webhook_subscriptions, M::post, "app-webhooks/{v9}/{id}/subscriptions"},
    {E::webhook_subscription, M::get, "app-webhooks/{v9}/{id}/subscriptions/{sub}"},
    {E::webhook_subscription, M::patch, "app-webhooks/{v9}/{id}/subscriptions/{sub}"},
    {E::webhook_subscription, M::del, "app-webhooks/{v9}/{id}/subscriptions/{sub}"},

    {E::batch_read, M::post, "crm/{v3}/objects/{T}/batch/read"},
    {E::search, M::post, "crm/{v3}/objects/{T}/search"},
    {E::list, M::get, "crm/{v3}/objects/{T}"},
    {E::get, M::get, "crm/{v3}/objects/{T}/{id}"},
    {E::record_associations, M::get, "crm/{v3}/objects/{T}/{id}/associations/{to}"},
    {E::record_associations, M::get, "crm/{v4}/objects/{T}/{id}/associations/{to}"},
    {E::association_batch, M::post, "crm/{v3}/associations/{T}/{to}/batch/read"},
    {E::association_batch, M::post, "crm/{v4}/associations/{T}/{to}/batch/read"},
    {E::association_labels, M::get, "crm/{v4}/associations/{T}/{to}/labels"},
    {E::association_labels, M::get, "crm/associations/{v4}/{T}/{to}/labels"},
    {E::property_batch, M::post, "crm/{v3}/properties/{T}/batch/read"},
    {E::property_groups, M::get, "crm/{v3}/properties/{T}/groups"},
    {E::property_group, M::get, "crm/{v3}/properties/{T}/groups/{id}"},
    {E::properties, M::get, "crm/{v3}/properties/{T}"},
    {E::property, M::get, "crm/{v3}/properties/{T}/{id}"},
    {E::pipelines, M::get, "crm/{v3}/pipelines/{T}"},
    {E::pipeline, M::get, "crm/{v3}/pipelines/{T}/{id}"},
    {E::pipeline_audit, M::get, "crm/{v3}/pipelines/{T}/{id}/audit"},
    {E::stages, M::get, "crm/{v3}/pipelines/{T}/{id}/stages"},
    {E::stage, M::get, "crm/{v3}/pipelines/{T}/{id}/stages/{sub}"},
    {E::stage_audit, M::get, "crm/{v3}/pipelines/{T}/{id}/stages/{sub}/audit"},
    {E::owners, M::get, "crm/{v3}/owners"},
    {E::owner, M::get, "crm/{v3}/owners/{id}"},
    {E::lists_search, M::post, "crm/{v3}/lists/search"},
    {E::list_id_mapping, M::get, "crm/{v3}/lists/idmapping"},
    {E::lists_of_records, M::post, "crm/{v3}/lists/records/memberships/batch/read"},
    {E::lists_of_record, M::get, "crm/{v3}/lists/records/{T}/{id}/memberships"},
    {E::lists_by_id, M::get, "crm/{v3}/lists"},
    {E::list_by_id, M::get, "crm/{v3}/lists/{id}"},
    {E::list_members, M::get, "crm/{v3}/lists/{id}/memberships"},
    {E::list_join_order, M::get, "crm/{v3}/lists/{id}/memberships/join-order"},
    {E::account, M::get, "account-info/{v3}/details"},
    {E::api_usage, M::get, "account-info/{v3}/api-usage/daily/private-apps"},
    {E::uninstall, M::del, "appinstalls/{v3}/external-install"},
    {E::schemas, M::get, "crm-object-schemas/{v3}/schemas"},
    {E::schemas, M::get, "crm/{v3}/schemas"},
    {E::company_currency, M::get, "settings/{v3}/currencies/company-currency"},
    {E::currency_codes, M::get, "settings/{v3}/currencies/codes"},
    {E::exchange_rates, M::get, "settings/{v3}/currencies/exchange-rates"},
    {E::current_exchange_rates, M::get, "settings/{v3}/currencies/exchange-rates/current"},
    {E::exchange_rate, M::get, "settings/{v3}/currencies/exchange-rates/{id}"},
    {E::tax_rates, M::get, "tax-rates/{v1}/tax-rates"},
    {E::tax_rate, M::get, "tax-rates/{v1}/tax-rates/{id}"},
    {E::webhook_settings, M::get, "webhooks/{v3}/{id}/settings"},
    {E::webhook_settings, M::put, "webhooks/{v3}/{id}/settings"},
    {E::webhook_settings, M::del, "webhooks/{v3}/{id}/settings"},
    {E::webhook_subscriptions, M::get, "webhooks/{v3}/{id}/subscriptions"},
    {E::webhook_subscriptions, M::post, "webhooks/{v3}/{id}/subscriptions"},
    {E::webhook_subscription, M::get, "webhooks/{v3}/{id}/subscriptions/{sub}"},
    {E::webhook_subscription, M::patch, "webhooks/{v3}/{id}/subscriptions/{sub}"},
    {E::webhook_subscription, M::del, "webhooks/{v3}/{id}/subscriptions/{sub}"},
    {E::webhook_settings, M::get, "webhooks/{v03}/{id}/settings"},
    {E::webhook_settings, M::put, "webhooks/{v03}/{id}/settings"},
    {E::webhook_settings, M::del, "webhooks/{v03}/{id}/settings"},
    {E::webhook_subscriptions, M::get, "webhooks/{v03}/{id}/subscriptions"},
    {E::webhook_subscriptions, M::post, "webhooks/{v03}/{id}/subscriptions"},
    {E::webhook_subscription, M::get, "webhooks/{v03}/{id}/subscriptions/{sub}"},
    {E::webhook_subscription, M::patch, "webhooks/{v03}/{id}/subscriptions/{sub}"},
    {E::webhook_subscription, M::del, "webhooks/{v03}/{id}/subscriptions/{sub}"},
};

struct Spelling {
  std::string_view place, text;
  Version version;
};
constexpr Spelling kVersions[] = {
    {"{v}", "2026-09", Version::v2026_09},
    {"{v}", "2026-03", Version::v2026_03},
    {"{v9}", "2026-09", Version::v2026_09},
    {"{v03}", "2026-03", Version::v2026_03},
    {"{v4}", "v4", Version::v4},
    {"{v3}", "v3", Version::v3},
    {"{v1}", "v1", Version::v1},
};

bool fits(std::string_view place, const std::string& part, Route& route) {
  if (!place.starts_with('{')) return place == part;
  if (place == "{T}") route.type = part;
  if (place == "{to}") route.to = part;
  if (place == "{id}") route.id = part;
  if (place == "{sub}") route.sub = part;
  if (!place.starts_with("{v")) return true;
  for (const Spelling& s : kVersions) {
    if (s.place != place || s.text != part) continue;
    route.version = s.version;
    return true;
  }
  return false;
}

std::optional<Route> fit(const Row& row, const std::vector<std::string>& parts) {
  Route out{row.endpoint, row.method, Version::v2026_09, "", "", "", ""};
  std::string_view rest = row.path;
  for (const std::string& part : parts) {
    if (rest.empty()) return std::nullopt;
    const auto slash = rest.find('/');
    if (!fits(rest.substr(0, slash), part, out)) return std::nullopt;
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  }
  return rest.empty() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::string_view name(Endpoint endpoint) {
  static constexpr std::string_view kNames[] = {
      "list",
      "get",
      "batch_read",
      "search",
      "record_associations",
      "association_batch",
      "association_labels",
      "properties",
      "property",
      "property_batch",
      "property_groups",
      "property_group",
      "pipelines",
      "pipeline",
      "pipeline_audit",
      "stages",
      "stage",
      "stage_audit",
      "owners",
      "owner",
      "lists_all",
      "lists_search",
      "lists_by_id",
      "list_by_id",
      "list_members",
      "list_join_order",
      "lists_of_record",
      "lists_of_records",
      "list_id_mapping",
      "account",
      "api_usage",
      "uninstall",
      "schemas",
      "company_currency",
      "currency_codes",
      "exchange_rates",
      "exchange_rate",
      "current_exchange_rates",
      "tax_rates",
      "tax_rate",
      "webhook_settings",
      "webhook_subscriptions",
      "webhook_subscription",
  };
  return kNames[static_cast<std::size_t>(endpoint)];
}

std::optional<Route> route(http::Method method, std::string_view path) {
  std::vector<std::string> parts = split(path, '/');
  // The other word order, /crm/2026-09/objects/..., is routed as well.
  if (parts.size() > 2 && parts[0] == "crm" && parts[1].starts_with("20")) std::swap(parts[1], parts[2]);
  std::optional<Route> other;
  for (const Row& row : kRows) {
    auto found = fit(row, parts);
    if (!found) continue;
    if (row.method == method) return found;
    if (!other) other = std::move(found);
  }
  return other;
}

}  // namespace every::sandbox
