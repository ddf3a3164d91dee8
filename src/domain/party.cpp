#include "domain/party.h"

#include "base/text.h"

namespace every::domain {

std::string_view name(Source source) {
  switch (source) {
    case Source::manual:
      return "manual";
    case Source::csv:
      return "csv";
    case Source::hubspot:
      return "hubspot";
  }
  return "manual";
}

std::optional<Source> source_from(std::string_view text) {
  for (const Source source : {Source::manual, Source::csv, Source::hubspot})
    if (name(source) == text) return source;
  return std::nullopt;
}

std::string_view name(Role role) {
  switch (role) {
    case Role::none:
      return "none";
    case Role::cc:
      return "cc";
    case Role::primary:
      return "primary";
  }
  return "none";
}

std::optional<Role> role_from(std::string_view text) {
  for (const Role role : {Role::none, Role::cc, Role::primary})
    if (name(role) == text) return role;
  return std::nullopt;
}

bool Address::empty() const {
  return *this == Address{};
}

std::string Address::one_line() const {
  std::string out;
  const auto add = [&](const std::string& part, std::string_view separator) {
    if (part.empty()) return;
    if (!out.empty()) out.append(separator);
    out.append(part);
  };
  add(street, ", ");
  add(street2, ", ");
  add(city, ", ");
  add(region, ", ");
  add(postal_code, region.empty() ? ", " : " ");
  add(country, ", ");
  return out;
}

std::string Contact::display_name() const {
  if (is_visible(first_name) && is_visible(last_name)) return first_name + " " + last_name;
  for (const std::string* part : {&first_name, &last_name, &email, &phone, &mobile})
    if (is_visible(*part)) return *part;
  return "Unnamed contact";
}

std::string visible_name(const Client& client) {
  for (const std::string* part : {&client.name, &client.legal_name, &client.email, &client.website})
    if (is_visible(*part)) return *part;
  return "Unnamed client";
}

}  // namespace every::domain
