#include "sandbox/scopes.h"

#include <algorithm>

#include "base/text.h"

namespace every::sandbox {
namespace {

constexpr Scope kScopes[] = {
    {"oauth", "Know which HubSpot account this is"},
    {"crm.objects.contacts.read", "Read contacts"},
    {"crm.objects.companies.read", "Read companies"},
    {"crm.objects.deals.read", "Read deals"},
    {"crm.objects.owners.read", "Read the names of the people who own records"},
    {"crm.objects.line_items.read", "Read line items"},
    {"crm.objects.products.read", "Read products"},
    {"crm.objects.quotes.read", "Read quotes"},
    {"crm.objects.invoices.read", "Read invoices"},
    {"crm.objects.custom.read", "Read custom objects"},
    {"crm.lists.read", "Read lists"},
    {"crm.schemas.contacts.read", "Read which properties contacts have"},
    {"crm.schemas.companies.read", "Read which properties companies have"},
    {"crm.schemas.deals.read", "Read which properties and pipelines deals have"},
    {"crm.schemas.line_items.read", "Read which properties line items have"},
    {"crm.schemas.custom.read", "Read how custom objects are built"},
    {"e-commerce", "Read products and line items (older permission)"},
    {"settings.currencies.read", "Read the account's currencies and rates"},
    {"tax_rates.read", "Read tax rates"},
};

}  // namespace

std::span<const Scope> known_scopes() {
  return kScopes;
}

bool is_scope(std::string_view name) {
  return std::any_of(std::begin(kScopes), std::end(kScopes), [&](const Scope& s) { return s.name == name; });
}

std::string_view in_words(std::string_view scope) {
  for (const Scope& s : kScopes)
    if (s.name == scope) return s.words;
  return scope;
}

std::vector<std::string> split_scopes(std::string_view text) {
  return split(text, ' ');
}

}  // namespace every::sandbox
