#include "sandbox/object_kind.h"

#include "base/text.h"

namespace every::sandbox {
namespace {

struct Names {
  std::string_view plural, singular, type_id, scope, inline_name;
};
constexpr std::array<Names, kKindCount> kNames = {{
    {"contacts", "contact", "0-1", "crm.objects.contacts.read", "contacts"},
    {"companies", "company", "0-2", "crm.objects.companies.read", "companies"},
    {"deals", "deal", "0-3", "crm.objects.deals.read", "deals"},
    {"line_items", "line_item", "0-8", "crm.objects.line_items.read", "line items"},
    {"products", "product", "0-7", "crm.objects.products.read", "products"},
    {"quotes", "quote", "0-14", "crm.objects.quotes.read", "quotes"},
}};
const Names& names(Kind kind) {
  return kNames[index(kind)];
}

}  // namespace

std::optional<Kind> kind_from(std::string_view text) {
  for (const Kind kind : kKinds) {
    const Names& n = names(kind);
    if (iequals_ascii(text, n.plural) || iequals_ascii(text, n.singular) || text == n.type_id) return kind;
  }
  return std::nullopt;
}

std::string_view plural(Kind kind) {
  return names(kind).plural;
}
std::string_view singular(Kind kind) {
  return names(kind).singular;
}
std::string_view type_id(Kind kind) {
  return names(kind).type_id;
}
std::string_view read_scope(Kind kind) {
  return names(kind).scope;
}
std::string_view inline_name(Kind kind) {
  return names(kind).inline_name;
}
std::string_view modified_property(Kind kind) {
  return kind == Kind::contact ? "lastmodifieddate" : "hs_lastmodifieddate";
}

const std::vector<std::string_view>& default_properties(Kind kind) {
  static const std::array<std::vector<std::string_view>, kKindCount> kDefaults = {{
      {"email", "firstname", "lastname"},
      {"domain", "name"},
      {"amount", "closedate", "dealname", "dealstage", "pipeline"},
      {"amount", "price", "quantity"},
      {"description", "name", "price"},
      {"hs_expiration_date", "hs_public_url_key", "hs_status", "hs_title"},
  }};
  return kDefaults[index(kind)];
}

std::optional<AssociationTypes> association_types(Kind from, Kind to) {
  struct Pair {
    Kind from, to;
    AssociationTypes types;
  };
  static constexpr Pair kPairs[] = {
      {Kind::contact, Kind::company, {279, 1}}, {Kind::company, Kind::contact, {280, 2}},
      {Kind::contact, Kind::deal, {4, 0}},      {Kind::deal, Kind::contact, {3, 0}},
      {Kind::company, Kind::deal, {342, 6}},    {Kind::deal, Kind::company, {341, 5}},
      {Kind::deal, Kind::line_item, {19, 0}},   {Kind::line_item, Kind::deal, {20, 0}},
      {Kind::deal, Kind::quote, {63, 0}},       {Kind::quote, Kind::deal, {64, 0}},
      {Kind::quote, Kind::line_item, {67, 0}},  {Kind::line_item, Kind::quote, {68, 0}},
      {Kind::contact, Kind::quote, {70, 0}},    {Kind::quote, Kind::contact, {69, 0}},
      {Kind::contact, Kind::contact, {449, 0}}, {Kind::company, Kind::company, {450, 0}},
      {Kind::deal, Kind::deal, {451, 0}},       {Kind::company, Kind::quote, {72, 0}},
      {Kind::quote, Kind::company, {71, 0}},
  };
  for (const Pair& pair : kPairs)
    if (pair.from == from && pair.to == to) return pair.types;
  return std::nullopt;
}

}  // namespace every::sandbox
