#include "sync/match_finder.h"

#include <algorithm>

#include "base/text.h"
#include "domain/matching.h"
#include "domain/phone.h"
#include "store/mirror.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::int64_t kCandidatesMax = 50;
// A number that more people have is a switchboard's: it says nothing about one of them.
constexpr std::ptrdiff_t kOneNumberMax = 5;

std::string person_name(const domain::Contact& contact) {
  return trim(contact.first_name + " " + contact.last_name);
}

std::vector<std::string> phones_of(const domain::Contact& contact) {
  return {contact.phone, contact.mobile};
}

void add_domain(std::vector<std::string>& domains, std::string_view text) {
  if (std::string domain = domain::company_domain(text); !domain.empty())
    domains.push_back(std::move(domain));
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string out;
  for (const std::string& reason : reasons) out += (out.empty() ? "" : ",") + reason;
  return out;
}

}  // namespace

const domain::Contact* MatchFinder::free_contact(const std::string& id) {
  auto known = known_.find(id);
  if (known == known_.end()) {
    auto contact = store::Contacts(tx_, tenant_).find(id);
    // A link that ended (the record is gone in HubSpot) leaves the record here free to be matched again.
    if (contact && contact->hubspot && !contact->hubspot->gone_at) contact.reset();
    known = known_.emplace(id, std::move(contact)).first;
  }
  return known->second ? &*known->second : nullptr;
}

std::vector<store::ReviewMatch> MatchFinder::find(
    const Wanted& wanted, const std::map<std::string, std::vector<std::string>>& by_email) {
  if (!any_free_) any_free_ = store::Contacts(tx_, tenant_).any_free();
  if (!*any_free_) return {};
  std::set<std::string> different;
  for (auto& id : store::Review(tx_, tenant_).not_duplicates(wanted.hubspot_id))
    different.insert(std::move(id));
  std::set<std::string> found;
  for (const std::string& email : wanted.emails) {
    const auto at = by_email.find(email);
    if (at == by_email.end()) continue;
    for (const std::string& id : at->second)
      if (found.size() < kClusterMax && !different.contains(id) && free_contact(id) != nullptr)
        found.insert(id);
  }
  if (found.empty()) return possible(wanted, different);
  std::vector<store::ReviewMatch> out;
  for (const std::string& id : found) out.push_back({wanted.hubspot_id, id, "email"});
  return out;
}

std::vector<store::ReviewMatch> MatchFinder::possible(const Wanted& wanted,
                                                      const std::set<std::string>& different) {
  store::Contacts contacts(tx_, tenant_);
  domain::Identity hubspot{person_name(wanted.values), phones_of(wanted.values), {}};
  std::set<std::string> candidates;
  for (const std::string& phone : hubspot.phones)
    if (const std::string tail = domain::phone_tail(phone); !tail.empty())
      for (auto& id : contacts.with_phone_tail(tail, kCandidatesMax)) candidates.insert(std::move(id));
  if (hubspot.name.find(' ') != std::string::npos)
    for (auto& id : contacts.free_named(hubspot.name, kCandidatesMax)) candidates.insert(std::move(id));
  if (candidates.empty()) return {};
  for (const std::string& email : wanted.emails) add_domain(hubspot.domains, email);
  if (!wanted.company_id.empty())
    if (const auto company = store::Mirror(tx_, tenant_).find("company", wanted.company_id))
      add_domain(hubspot.domains, Values::parse(company->properties).text("domain"));

  std::vector<store::ReviewMatch> out;
  std::ptrdiff_t same_phone = 0;
  for (const std::string& id : candidates) {
    const domain::Contact* contact = free_contact(id);
    if (contact == nullptr || different.contains(id)) continue;
    domain::Identity here{person_name(*contact), phones_of(*contact), {}};
    add_domain(here.domains, contact->email);
    for (const std::string& email : contact->more_emails) add_domain(here.domains, email);
    for (const domain::Membership& m : contact->memberships)
      if (const auto client = store::Clients(tx_, tenant_).find(m.client_id))
        add_domain(here.domains, client->website);
    const auto reasons = domain::likeness(here, hubspot, country_);
    if (reasons.empty()) continue;
    same_phone += reasons.front() == "phone" ? 1 : 0;
    out.push_back({wanted.hubspot_id, id, joined(reasons)});
  }
  if (same_phone > kOneNumberMax)
    std::erase_if(out, [](const auto& match) { return match.reason == "phone"; });
  return out;
}

}  // namespace every::sync
