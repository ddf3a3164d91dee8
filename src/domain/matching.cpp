#include "domain/matching.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "domain/phone.h"

namespace every::domain {
namespace {

// Letters and digits only, folded: equal for values that differ in case, blanks or punctuation.
std::string letters(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const auto u = static_cast<unsigned char>(c);
    const bool ascii_mark = u < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z');
    if (!ascii_mark) out.push_back(c);
  }
  return out;
}

// Anybody may have an address there: it says nothing about a company.
constexpr std::string_view kProviders[] = {
    "aol.com",     "fastmail.com",   "free.fr",        "gmail.com",   "gmx.at",      "gmx.ch",
    "gmx.de",      "gmx.net",        "googlemail.com", "hey.com",     "hotmail.com", "hotmail.co.uk",
    "hotmail.fr",  "icloud.com",     "libero.it",      "live.com",    "mac.com",     "mail.com",
    "mail.ru",     "me.com",         "msn.com",        "orange.fr",   "outlook.com", "outlook.de",
    "proton.me",   "protonmail.com", "qq.com",         "t-online.de", "web.de",      "yahoo.com",
    "yahoo.co.uk", "yahoo.de",       "yahoo.fr",       "yandex.ru",   "ymail.com",   "zoho.com",
    "163.com",     "126.com"};

std::vector<std::string> numbers(const Identity& person, std::string_view country) {
  std::vector<std::string> out;
  for (const std::string& phone : person.phones)
    if (auto number = e164(phone, country)) out.push_back(*std::move(number));
  return out;
}

bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
    return !one.empty() && std::find(b.begin(), b.end(), one) != b.end();
  });
}

}  // namespace

std::string company_domain(std::string_view text) {
  std::string host = to_lower_ascii(trim(text));
  if (const auto scheme = host.find("://"); scheme != std::string::npos) host.erase(0, scheme + 3);
  if (const auto end = host.find_first_of("/?#:"); end != std::string::npos) host.erase(end);
  if (const auto at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  host = ascii_host(host);
  if (host.starts_with("www.")) host.erase(0, 4);
  const bool provider = std::find(std::begin(kProviders), std::end(kProviders), host) != std::end(kProviders);
  return provider || host.find('.') == std::string::npos ? "" : host;
}

std::vector<std::string> likeness(const Identity& here, const Identity& hubspot, std::string_view country) {
  std::vector<std::string> out;
  if (meet(numbers(here, country), numbers(hubspot, country))) out.emplace_back("phone");
  const std::string name = fold(here.name);
  if (name.find(' ') != std::string::npos && name == fold(hubspot.name) &&
      meet(here.domains, hubspot.domains))
    out.emplace_back("name_domain");
  return out;
}

bool is_forgotten_email(std::string_view email) {
  return fold(trim(email)).ends_with("@gdpr-forgotten.hubspot.com");
}

std::optional<std::string> normal_email(std::string_view email) {
  const std::string text = fold(email);
  if (is_forgotten_email(text)) return std::nullopt;
  const auto at = text.rfind('@');
  if (at == std::string::npos || at == 0 || at + 1 == text.size() || text.size() > 320) return std::nullopt;
  const std::string_view local = std::string_view(text).substr(0, at);
  const auto bad = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '@' || c == ',' || c == ';' || c == '<' || c == '>';
  };
  if (std::any_of(local.begin(), local.end(), bad)) return std::nullopt;
  const std::string host = ascii_host(std::string_view(text).substr(at + 1));
  const bool host_ok = !host.empty() && host.front() != '.' && host.back() != '.' &&
                       host.find("..") == std::string::npos &&
                       std::all_of(host.begin(), host.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
                       });
  if (!host_ok) return std::nullopt;
  return std::string(local) + "@" + host;
}

std::string_view name(Decision decision) {
  switch (decision) {
    case Decision::replace:
      return "replace";
    case Decision::skip:
      return "skip";
    case Decision::create:
      return "create";
  }
  return "skip";
}

std::optional<Decision> decision_from(std::string_view text) {
  for (const Decision decision : {Decision::replace, Decision::skip, Decision::create})
    if (name(decision) == text) return decision;
  return std::nullopt;
}

Decision others_of(bool exact) {
  return exact ? Decision::skip : Decision::create;
}

std::string normal_phone(std::string_view phone) {
  std::string out;
  for (const char c : phone) {
    if (c == '+' && out.empty()) out.push_back(c);
    if (c >= '0' && c <= '9') out.push_back(c);
  }
  // "00" is the other way to write the international prefix.
  if (out.starts_with("00")) out.replace(0, 2, "+");
  return out;
}

std::vector<FieldDifference> compare(const Comparable& here, const Comparable& hubspot) {
  std::vector<FieldDifference> out;
  const auto add = [&](const char* field, const char* label, const std::string& a, const std::string& b,
                       const std::string& loose_a, const std::string& loose_b) {
    FieldDifference d{field, label, a, b};
    d.same = a == b;
    d.formatting_only = !d.same && !a.empty() && !b.empty() && loose_a == loose_b;
    out.push_back(std::move(d));
  };
  const auto text = [&](const char* field, const char* label, const std::string& a, const std::string& b) {
    add(field, label, a, b, letters(a), letters(b));
  };
  text("name", "Name", here.name, hubspot.name);
  add("email", "Email", here.email, hubspot.email, normal_email(here.email).value_or(here.email),
      normal_email(hubspot.email).value_or(hubspot.email));
  add("phone", "Phone", here.phone, hubspot.phone, normal_phone(here.phone), normal_phone(hubspot.phone));
  text("company", "Company", here.company, hubspot.company);
  text("jobTitle", "Job title", here.job_title, hubspot.job_title);
  text("address", "Address", here.address, hubspot.address);
  return out;
}

}  // namespace every::domain
