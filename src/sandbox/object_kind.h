// The kinds of records a portal holds, under all the names HubSpot gives them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace every::sandbox {

enum class Kind : std::uint8_t { contact, company, deal, line_item, product, quote };
inline constexpr std::array kKinds = {Kind::contact,   Kind::company, Kind::deal,
                                      Kind::line_item, Kind::product, Kind::quote};
inline constexpr std::size_t kKindCount = kKinds.size();
inline std::size_t index(Kind kind) {
  return static_cast<std::size_t>(kind);
}

// As it may stand in a path: "contacts", "contact", "CONTACT" or "0-1".
std::optional<Kind> kind_from(std::string_view text);
std::string_view plural(Kind kind);             // "line_items"
std::string_view singular(Kind kind);           // "line_item"
std::string_view type_id(Kind kind);            // "0-8"
std::string_view read_scope(Kind kind);         // "crm.objects.line_items.read"
std::string_view modified_property(Kind kind);  // "lastmodifieddate" for contacts, else "hs_lastmodifieddate"
std::string_view inline_name(Kind kind);        // key of an inline association: "line items"
// What comes when nothing is asked for.
const std::vector<std::string_view>& default_properties(Kind kind);

// HUBSPOT_DEFINED association type ids of one direction.
struct AssociationTypes {
  int plain = 0;
  int primary = 0;  // 0: this pair knows no primary
};
// Nothing: records of these kinds cannot be associated.
std::optional<AssociationTypes> association_types(Kind from, Kind to);

}  // namespace every::sandbox
