#include "hubspot/scopes.h"

#include <algorithm>
#include <array>

namespace every::hubspot {
namespace {

constexpr std::string_view kRequired[] = {"oauth", "crm.objects.contacts.read", "crm.objects.companies.read",
                                          "crm.objects.deals.read", "crm.objects.owners.read"};
constexpr std::string_view kOptional[] = {
    "crm.lists.read",          "crm.objects.line_items.read", "crm.objects.products.read",
    "crm.objects.quotes.read", "settings.currencies.read",    "tax_rates.read"};

struct Purpose {
  std::string_view scope, off;
};
constexpr Purpose kPurposes[] = {
    {"oauth", "The HubSpot account cannot be identified."},
    {"crm.objects.contacts.read", "Contacts are not read."},
    {"crm.objects.companies.read", "Companies are not read."},
    {"crm.objects.deals.read", "Deals and their pipelines are not read."},
    {"crm.objects.owners.read", "Owners of records have no names here."},
    {"crm.lists.read", "Lists cannot narrow what is imported."},
    {"crm.objects.line_items.read",
     "Line items of deals are not read; invoices get one line with the deal's amount."},
    {"crm.objects.products.read", "Products are not read."},
    {"crm.objects.quotes.read", "Quotes are not read."},
    {"settings.currencies.read", "Exchange rates of the HubSpot account are not read."},
    {"tax_rates.read", "Tax rates of line items are not read."},
};

bool holds(std::span<const std::string> granted, std::string_view scope) {
  return std::find(granted.begin(), granted.end(), scope) != granted.end();
}

// Older apps hold the line items' and products' former scope.
bool satisfied(std::span<const std::string> granted, std::string_view scope) {
  if (holds(granted, scope)) return true;
  const bool commerce = scope == "crm.objects.line_items.read" || scope == "crm.objects.products.read";
  return commerce && holds(granted, "e-commerce");
}

std::string_view scope_of(sync::ObjectType type) {
  switch (type) {
    case sync::ObjectType::contact:
      return "crm.objects.contacts.read";
    case sync::ObjectType::company:
      return "crm.objects.companies.read";
    case sync::ObjectType::deal:
      return "crm.objects.deals.read";
    case sync::ObjectType::line_item:
      return "crm.objects.line_items.read";
  }
  return "crm.objects.contacts.read";
}

MissingScope missing(std::string_view scope, bool required) {
  const auto purpose = std::find_if(std::begin(kPurposes), std::end(kPurposes),
                                    [&](const Purpose& p) { return p.scope == scope; });
  return {
      .scope = std::string(scope),
      .required = required,
      .off = std::string(purpose == std::end(kPurposes) ? std::string_view() : purpose->off),
      .why = required
                 ? "HubSpot did not grant it. Add it to the HubSpot app or token, then connect again."
                 : "The app or token does not ask for it, or the HubSpot account's edition does not include "
                   "it. To use it, add the permission and connect again."};
}

}  // namespace

std::span<const std::string_view> required_scopes() {
  return kRequired;
}
std::span<const std::string_view> optional_scopes() {
  return kOptional;
}

std::vector<MissingScope> missing_scopes(std::span<const std::string> granted) {
  std::vector<MissingScope> out;
  for (const std::string_view scope : kRequired)
    if (!satisfied(granted, scope)) out.push_back(missing(scope, true));
  for (const std::string_view scope : kOptional)
    if (!satisfied(granted, scope)) out.push_back(missing(scope, false));
  return out;
}

WayIn way_in(bool oauth) {
  if (oauth)
    return {.webhooks = true,
            .why =
                "Every looks for changes all the time. With webhooks in the HubSpot app they come within "
                "seconds."};
  return {.webhooks = false,
          .why =
              "HubSpot sends no webhooks to a pasted token. Every looks for changes all the time; connect a "
              "HubSpot app to have them within seconds.",
          .daily_limit = true};
}

bool can_read(sync::ObjectType type, std::span<const std::string> granted) {
  return satisfied(granted, scope_of(type));
}

Result<std::vector<std::string>> probe_scopes(sync::Source& source, std::stop_token stop) {
  std::vector<std::string> granted{
      "oauth"};  // account details answer to any token, and they were asked for first
  const std::vector<std::string> id_only{"hs_object_id"};
  for (const sync::ObjectType type : sync::kObjectTypes) {
    const auto page = source.list(type, id_only, "", stop);
    if (page)
      granted.emplace_back(scope_of(type));
    else if (page.error().code != Code::scope_missing)
      return page.error();
  }
  const auto owners = source.owners(false, stop);
  if (owners)
    granted.emplace_back("crm.objects.owners.read");
  else if (owners.error().code != Code::scope_missing)
    return owners.error();
  return granted;
}

}  // namespace every::hubspot
