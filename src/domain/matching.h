// When two records are the same person. Exact means the same e-mail address after normalising; the same phone
// number, or the same name at the same company, only make it possible: shown with that evidence, and never
// merged by itself.
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

// When one of several HubSpot contacts replaces a record here: what becomes of the others. By one e-mail they
// are the same person, and skipped; where that was only possible, they are somebody else.
Decision others_of(bool exact);

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

// What a person is known by beside the e-mail addresses.
struct Identity {
  std::string name;                  // first and last name; "" when there is none
  std::vector<std::string> phones;   // as written
  std::vector<std::string> domains;  // company_domain of its companies and its e-mail addresses
};
// The domain of a company by its website or by an address of it ("pinecrest.example" for
// "https://www.Pinecrest.example/team"); "" for a provider's where anybody may have an address.
std::string company_domain(std::string_view website_or_email);
// Why the two are possibly the same person: "phone" (one E.164 number, by `country` where a number has no
// prefix), "name_domain" (one name, of two words or more, and one company's domain). None when nothing says
// so.
std::vector<std::string> likeness(const Identity& here, const Identity& hubspot, std::string_view country);

// Digits of a phone number with a leading + kept; equal for two ways of writing one number.
std::string normal_phone(std::string_view phone);

}  // namespace every::domain
