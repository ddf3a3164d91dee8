#include "hubspot/endpoints.h"

namespace every::hubspot {
namespace {

constexpr std::string_view kPageSize = "100";  // HubSpot's maximum for lists and owners

constexpr std::string_view kMembersPage = "250";

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string percent_encode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (unreserved(c)) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
  return out;
}

std::string encode_pairs(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out.push_back('&');
    out += percent_encode(name) + "=" + percent_encode(value);
  }
  return out;
}

std::string_view plural(sync::ObjectType type) {
  switch (type) {
    case sync::ObjectType::contact:
      return "contacts";
    case sync::ObjectType::company:
      return "companies";
    case sync::ObjectType::deal:
      return "deals";
    case sync::ObjectType::line_item:
      return "line_items";
  }
  return "contacts";
}

std::string_view type_id(sync::ObjectType type) {
  switch (type) {
    case sync::ObjectType::contact:
      return "0-1";
    case sync::ObjectType::company:
      return "0-2";
    case sync::ObjectType::deal:
      return "0-3";
    case sync::ObjectType::line_item:
      return "0-8";
  }
  return "0-1";
}

Endpoints::Endpoints(std::string api, std::string app) : api_(std::move(api)), app_(std::move(app)) {
  while (api_.ends_with('/')) api_.pop_back();
  while (app_.ends_with('/')) app_.pop_back();
}

std::string Endpoints::versioned(std::string_view before, std::string_view after) const {
  return api_ + std::string(before) + std::string(kApiVersion) + std::string(after);
}

std::string Endpoints::authorize(std::string_view portal_id) const {
  return app_ + "/oauth/" + (portal_id.empty() ? "" : percent_encode(portal_id) + "/") + "authorize";
}

std::string Endpoints::properties(sync::ObjectType type) const {
  return versioned("/crm/properties/", "/" + std::string(plural(type)));
}

std::string Endpoints::owners(std::string_view after, bool archived) const {
  Pairs query{{"limit", std::string(kPageSize)}, {"archived", archived ? "true" : "false"}};
  if (!after.empty()) query.emplace_back("after", after);
  return versioned("/crm/owners/", "?" + encode_pairs(query));
}

std::string Endpoints::list_members(std::string_view list_id, std::string_view after) const {
  Pairs query{{"limit", std::string(kMembersPage)}};
  if (!after.empty()) query.emplace_back("after", after);
  return versioned("/crm/lists/", "/" + percent_encode(list_id) + "/memberships?" + encode_pairs(query));
}

std::string Endpoints::list(sync::ObjectType type, std::span<const std::string> properties,
                            std::string_view after) const {
  // The commas between names stay bare: they are legal there and keep the address short.
  std::string names;
  for (const std::string& name : properties) names += (names.empty() ? "" : ",") + percent_encode(name);
  std::string query = "?limit=" + std::string(kPageSize) + "&archived=false&properties=" + names;
  if (!after.empty()) query += "&after=" + percent_encode(after);
  return versioned("/crm/objects/", "/" + std::string(plural(type)) + query);
}

std::string Endpoints::batch_read(sync::ObjectType type, bool archived) const {
  return versioned("/crm/objects/",
                   "/" + std::string(plural(type)) + "/batch/read" + (archived ? "?archived=true" : ""));
}

std::string Endpoints::search(sync::ObjectType type) const {
  return versioned("/crm/objects/", "/" + std::string(plural(type)) + "/search");
}

std::string Endpoints::associations(sync::ObjectType from, sync::ObjectType to) const {
  return versioned("/crm/associations/",
                   "/" + std::string(plural(from)) + "/" + std::string(plural(to)) + "/batch/read");
}

}  // namespace every::hubspot
