// When two records are the same person. Exact means the same e-mail address after normalising; nothing else
// is ever merged by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/party.h"

namespace every::domain {

// Trimmed, case-folded, the domain in ASCII (IDNA). Nothing for text that is not an e-mail address.
std::optional<std::string> normal_email(std::string_view email);
// HubSpot's placeholder for the address of a person who was deleted for privacy: nobody is to be written to
// there, and nobody is to be matched by it.
bool is_forgotten_email(std::string_view email);

enum class Decision { replace, skip, create };
std::string_view name(Decision decision);
std::optional<Decision> decision_from(std::string_view name);

// One line of the comparison that a person decides on.
struct FieldDifference {
  std::string field;  // "phone"
  std::string label;  // "Phone"
  std::string here, hubspot;
  bool same = false;
  bool formatting_only = false;  // differs only in case, blanks or punctuation
};

// What the two sides look like on the match desk; `company` is the client's name.
struct Comparable {
  std::string name, email, phone, company, job_title, address;
};
std::vector<FieldDifference> compare(const Comparable& here, const Comparable& hubspot);

// Digits of a phone number with a leading + kept; equal for two ways of writing one number.
std::string normal_phone(std::string_view phone);

}  // namespace every::domain
