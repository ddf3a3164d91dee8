#include "sync/values.h"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "domain/mapping.h"

namespace every::sync {
namespace {

// What the review, the matching and the deal rules read beside the mapped fields.
constexpr std::string_view kContactExtra[] = {"company", "lifecyclestage", "hubspot_owner_id",
                                              "associatedcompanyid"};
constexpr std::string_view kCompanyExtra[] = {"name", "domain", "hubspot_owner_id", "lifecyclestage"};
constexpr std::string_view kDealExtra[] = {"deal_currency_code", "hs_is_closed", "hs_is_closed_won"};
constexpr std::string_view kLineItem[] = {"name",
                                          "description",
                                          "quantity",
                                          "price",
                                          "amount",
                                          "discount",
                                          "hs_discount_percentage",
                                          "hs_total_discount",
                                          "hs_tax_rate_group_id",
                                          "tax",
                                          "hs_line_item_currency_code",
                                          "hs_position_on_quote",
                                          "hs_sku",
                                          "hs_product_id",
                                          "recurringbillingfrequency"};

std::set<std::string> candidates(ObjectType type, const domain::Mapping& mapping) {
  std::set<std::string> out;
  if (const auto object = mapped_object(type))
    for (auto& property : domain::mapped_properties(mapping, *object)) out.insert(std::move(property));
  switch (type) {
    case ObjectType::contact:
      out.insert(std::begin(kContactExtra), std::end(kContactExtra));
      break;
    case ObjectType::company:
      out.insert(std::begin(kCompanyExtra), std::end(kCompanyExtra));
      break;
    case ObjectType::deal:
      out.insert(std::begin(kDealExtra), std::end(kDealExtra));
      break;
    case ObjectType::line_item:
      out.insert(std::begin(kLineItem), std::end(kLineItem));
      break;
  }
  return out;
}

// As Boost.JSON writes a string: only what must be escaped is.
void append_quoted(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text.substr(plain, i - plain));
    plain = i + 1;
    const auto named = std::string_view("\b\f\n\r\t\"\\").find(text[i]);
    if (named != std::string_view::npos)
      out.append({'\\', "bfnrt\"\\"[named]});
    else
      out.append("\\u00").append({kHex[c >> 4], kHex[c & 15]});
  }
  out.append(text.substr(plain)).push_back('"');
}

constexpr auto by_name = [](const auto& a, const auto& b) { return a.first < b.first; };

}  // namespace

std::string canonical_json(const Properties& properties) {
  std::string out;
  write_canonical_json(out, properties);
  return out;
}

void write_canonical_json(std::string& out, const Properties& properties) {
  out.clear();
  out.reserve(properties.bytes() + 10 * properties.size() + 2);
  out.push_back('{');
  for (const auto& [name, value] : properties) {
    if (out.size() > 1) out.push_back(',');
    append_quoted(out, name);
    out.push_back(':');
    if (value)
      append_quoted(out, *value);
    else
      out += "null";
  }
  out.push_back('}');
}

std::string with_left_out(const Properties& properties, std::string_view known) {
  boost::system::error_code failed;
  const json::value parsed = json::parse({known.data(), known.size()}, failed);
  if (failed || !parsed.is_object()) return canonical_json(properties);
  Properties all = properties;
  for (const auto& member : parsed.get_object()) {
    const std::string_view name = member.key();
    if (properties.find(name)) continue;
    const auto* text = member.value().if_string();
    all.emplace_back(name, text == nullptr ? std::nullopt : std::optional(std::string_view(*text)));
  }
  all.sort();
  return canonical_json(all);
}

Values Values::parse(std::string_view canonical) {
  Values out;
  boost::system::error_code failed;
  // A record's values fit here, so that reading them asks for no memory but the map's.
  std::array<unsigned char, 8 * 1024> first;
  json::monotonic_resource memory(first.data(), first.size());
  const json::value parsed = json::parse({canonical.data(), canonical.size()}, failed, &memory);
  if (failed || !parsed.is_object()) return out;
  out.values_.reserve(parsed.get_object().size());
  for (const auto& member : parsed.get_object()) {
    const auto* text = member.value().if_string();
    out.values_.emplace_back(member.key(), text != nullptr ? std::string_view(*text) : std::string_view());
  }
  // As the mirror keeps it the text is sorted by name; what others wrote need not be.
  if (!std::is_sorted(out.values_.begin(), out.values_.end(), by_name))
    std::sort(out.values_.begin(), out.values_.end(), by_name);
  return out;
}

const std::string* Values::find(std::string_view name) const {
  const auto at =
      std::lower_bound(values_.begin(), values_.end(), name,
                       [](const auto& value, std::string_view wanted) { return value.first < wanted; });
  return at != values_.end() && at->first == name ? &at->second : nullptr;
}

const std::string& Values::raw(std::string_view name) const {
  static const std::string kEmpty;
  const std::string* value = find(name);
  return value != nullptr ? *value : kEmpty;
}

std::string Values::text(std::string_view name) const {
  return trim(raw(name));
}

std::optional<domain::MappedObject> mapped_object(ObjectType type) {
  switch (type) {
    case ObjectType::contact:
      return domain::MappedObject::contact;
    case ObjectType::company:
      return domain::MappedObject::company;
    case ObjectType::deal:
      return domain::MappedObject::deal;
    case ObjectType::line_item:
      break;
  }
  return std::nullopt;
}

std::vector<std::string> wanted_properties(ObjectType type, const std::vector<PropertyDefinition>& defined,
                                           const domain::Mapping& mapping) {
  std::set<std::string> wanted = candidates(type, mapping);
  std::set<std::string> known;
  for (const PropertyDefinition& d : defined) {
    known.insert(d.name);
    if (!d.currency_property.empty() && wanted.contains(d.name)) wanted.insert(d.currency_property);
  }
  if (!known.empty()) std::erase_if(wanted, [&](const std::string& n) { return !known.contains(n); });
  // HubSpot answers these whether it lists them or not.
  wanted.insert({"hs_object_id", std::string(modified_property(type)), "hs_merged_object_ids"});
  return {wanted.begin(), wanted.end()};
}

bool id_less(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return a < b;
}

}  // namespace every::sync
