#include "app/client_matches.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "domain/phone.h"
#include "store/review.h"

namespace every::app {
namespace {

constexpr std::int64_t kCandidatesMax = 50;
// A number that more people have is a switchboard's: it says nothing about one of them.
constexpr std::size_t kOneNumberMax = 5;

void add_domain(std::vector<std::string>& domains, std::string_view text) {
  if (std::string domain = domain::company_domain(text); !domain.empty())
    domains.push_back(std::move(domain));
}

domain::Identity identity_of(const domain::ImportRow& row) {
  domain::Identity out;
  add_domain(out.domains, row.client.website);
  add_domain(out.domains, row.client.email);
  if (!row.contact) return out;
  out.name = trim(row.contact->first_name + " " + row.contact->last_name);
  out.phones = {row.contact->phone};
  add_domain(out.domains, row.contact->email);
  return out;
}

std::vector<std::string> emails_of(const domain::ImportRow& row) {
  std::vector<std::string> out;
  for (const std::string& email : {row.client.email, row.contact ? row.contact->email : std::string()})
    if (auto normal = domain::normal_email(email)) out.push_back(*std::move(normal));
  return out;
}

}  // namespace

std::optional<ClientMatch> ClientMatcher::of_contact(const std::string& contact_id, std::string reason) {
  const auto places = store::Contacts(tx_, tenant_).memberships_of_contact(contact_id);
  if (places.empty()) return std::nullopt;
  return ClientMatch{places.front().client_id, places.front().client_name, std::move(reason)};
}

std::string ClientMatcher::contact_with(const std::string& email) {
  const auto normal = domain::normal_email(email);
  if (!normal) return {};
  const std::vector<std::string> wanted{*normal};
  const auto found = store::Contacts(tx_, tenant_).by_emails(wanted);
  return found.empty() ? std::string() : found.begin()->second.front();
}

std::optional<ClientMatch> ClientMatcher::by_email(const domain::ImportRow& row) {
  const auto emails = emails_of(row);
  for (const auto& [email, contacts] : store::Contacts(tx_, tenant_).by_emails(emails))
    for (const std::string& id : contacts)
      if (auto match = of_contact(id, "email")) return match;
  store::Clients clients(tx_, tenant_);
  for (const std::string& email : emails)
    for (const std::string& id : clients.with_email(email, kCandidatesMax))
      if (const auto client = clients.find(id); client && domain::normal_email(client->email) == email)
        return ClientMatch{id, client->name, "email"};
  return std::nullopt;
}

std::optional<ClientMatch> ClientMatcher::by_person(const domain::ImportRow& row,
                                                    const domain::Identity& wanted) {
  if (!row.contact) return std::nullopt;
  store::Contacts contacts(tx_, tenant_);
  std::set<std::string> candidates;
  if (const std::string tail = domain::phone_tail(row.contact->phone); !tail.empty()) {
    for (auto& id : contacts.with_phone_tail(tail, kCandidatesMax)) candidates.insert(std::move(id));
    const auto hubspot = store::Review(tx_, tenant_).with_phone_tail(tail, kCandidatesMax);
    for (const auto& [hubspot_id, id] : contacts.ids_by_hubspot(hubspot)) candidates.insert(id);
  }
  if (wanted.name.find(' ') != std::string::npos)
    for (auto& id : contacts.named(wanted.name, kCandidatesMax)) candidates.insert(std::move(id));
  std::vector<std::string> same_phone, same_name;
  for (const std::string& id : candidates) {
    const auto contact = contacts.find(id);
    if (!contact) continue;
    domain::Identity here{
        trim(contact->first_name + " " + contact->last_name), {contact->phone, contact->mobile}, {}};
    add_domain(here.domains, contact->email);
    for (const std::string& email : contact->more_emails) add_domain(here.domains, email);
    for (const domain::Membership& m : contact->memberships)
      if (const auto client = store::Clients(tx_, tenant_).find(m.client_id))
        add_domain(here.domains, client->website);
    for (const std::string& reason : domain::likeness(here, wanted, country_))
      (reason == "phone" ? same_phone : same_name).push_back(id);
  }
  if (same_phone.size() > kOneNumberMax) same_phone.clear();
  for (const std::string& id : same_name)
    if (auto match = of_contact(id, "name_domain")) return match;
  for (const std::string& id : same_phone)
    if (auto match = of_contact(id, "phone")) return match;
  return std::nullopt;
}

std::optional<ClientMatch> ClientMatcher::by_name(const domain::ImportRow& row,
                                                  const domain::Identity& wanted) {
  store::Clients clients(tx_, tenant_);
  std::optional<ClientMatch> out;
  for (const std::string& id : clients.named(row.client.name, kCandidatesMax)) {
    const auto here = clients.find(id);
    if (!here) continue;
    std::vector<std::string> domains;
    add_domain(domains, here->website);
    add_domain(domains, here->email);
    if (std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
          return std::find(wanted.domains.begin(), wanted.domains.end(), domain) != wanted.domains.end();
        }))
      return ClientMatch{id, here->name, "name_domain"};
    // Two people may have one name: only where an address does not tell them apart.
    const bool told_apart = row.client.is_person && here->is_person && !emails_of(row).empty();
    if (!out && !told_apart) out = ClientMatch{id, here->name, "name"};
  }
  return out;
}

std::optional<ClientMatch> ClientMatcher::find(const domain::ImportRow& row) {
  if (auto match = by_email(row)) return match;
  const domain::Identity wanted = identity_of(row);
  if (auto match = by_person(row, wanted)) return match;
  return by_name(row, wanted);
}

}  // namespace every::app
