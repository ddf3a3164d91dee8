// A party's address on a document, line by line. Private to render/.
#pragma once

#include <string>

#include "domain/invoice.h"

namespace every::render {

inline std::string party_lines(const domain::PartySnapshot& party) {
  std::string out;
  const auto add = [&](const std::string& line) {
    if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
  };
  if (party.legal_name != party.name) add(party.legal_name);
  add(party.address.street);
  add(party.address.street2);
  std::string city = party.address.postal_code;
  if (!party.address.city.empty()) city += (city.empty() ? "" : " ") + party.address.city;
  if (!party.address.region.empty()) city += (city.empty() ? "" : ", ") + party.address.region;
  add(city);
  add(party.address.country);
  add(party.email);
  if (!party.tax_id.empty()) add("Tax ID " + party.tax_id);
  return out;
}

}  // namespace every::render
