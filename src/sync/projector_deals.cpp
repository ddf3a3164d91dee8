#include <algorithm>

#include "sync/projector.h"

#include "base/sentence.h"

namespace every::sync {
namespace {

constexpr const char* kNoContact = "This deal has no contact and no company in HubSpot.";
constexpr const char* kNoClient =
    "None of the deal's contacts and companies is a client here yet, or it has several companies and none is "
    "primary.";

}  // namespace

void Projector::companies(std::span<const std::string> ids, ImportTotals& totals) {
  store::Clients clients(tx_, parts_.tenant);
  store::Mirror mirror(tx_, parts_.tenant);
  const Instant now = parts_.clock.now();
  const auto included = [&](const std::string& id) {
    return parts_.surroundings.inclusion.company(tx_, parts_.tenant, id);
  };
  for (const std::string& id : ids) {
    // What a preview made or took over has HubSpot's values already.
    if (!writes() && parts_.overlay->company_clients.contains(id)) {
      ++totals.companies;
      continue;
    }
    const auto values = company_values(id);
    if (!values) continue;
    auto client = clients.by_hubspot("company", id);
    if (!client) {
      // Companies come with their contacts; one that has none comes when everything was chosen.
      if (!parts_.rules.everything) continue;
      const auto members = mirror.associated_from("contact", "company", id);
      if (!mirror.modified("contact", members).empty()) continue;  // those who were deleted bring nobody
      if (included(id) != Inclusion::Answer::in) continue;
      ++totals.clients_created;
      ++totals.companies_created;
      ++totals.companies;
      tell_made(values->client);
      if (!writes()) {
        parts_.overlay->company_clients[id] = "new:company/" + id;
        continue;
      }
      domain::Client made = values->client;
      made.id = fresh_id();
      made.created_at = made.updated_at = now;
      made.hubspot->synced_at = now;
      clients.insert(made);
      journal("sync.created", "client", made.id, made.id, sentence("{} came from HubSpot", made.name), {});
      note_company(id, made, "created", {}, values->remarks);
      continue;
    }
    ++totals.companies;
    if (included(id) == Inclusion::Answer::out) {
      if (client->hubspot->left_at) continue;
      ++totals.clients_updated;
      tell(*client, "left", {left_lists()});
      note_company(id, *client, "updated", {left_lists()}, {});
      if (!writes()) continue;
      client->hubspot->left_at = client->updated_at = now;
      clients.update(*client, 0);
      journal("sync.left", "client", client->id, client->id,
              sentence("{} left the lists that are synced. It stays here and can be edited.", client->name),
              {});
      continue;
    }
    const auto changes = take(*client, values->client, values->given);
    if (changes.empty() && values->remarks.empty() && parts_.book != nullptr)
      parts_.book->settle("company", id);
    if (!changes.empty() || !values->remarks.empty())
      note_company(id, *client, changes.empty() ? "unchanged" : "updated", changes, values->remarks);
    if (changes.empty()) continue;
    ++totals.clients_updated;
    tell(*client, "updated", changes);
    if (!writes()) continue;
    client->hubspot->synced_at = client->updated_at = now;
    clients.update(*client, 0);
    std::string text = client->name;
    for (const auto& c : changes)
      if (c.field != "hubspot") {
        text = sentence("{} changed from {} to {}", ours(c.label), c.from.empty() ? ours("empty") : c.from,
                        c.to.empty() ? ours("empty") : c.to);
        break;
      }
    journal("sync.changed", "client", client->id, client->id, sentence("{} · HubSpot sync", text), changes);
    if (const auto record = mirror.find("company", id))
      for (const Remark& r : values->remarks) remark(*record, client->name, r);
  }
}

// The client of an imported contact: of its primary company, else its own, else the first it belongs to.
std::string Projector::client_of_contact(const std::string& hubspot_id, const std::string& contact_id) {
  if (!writes())
    if (const auto at = parts_.overlay->contacts.find(hubspot_id); at != parts_.overlay->contacts.end())
      return at->second.client_id;
  for (const auto& a : store::Mirror(tx_, parts_.tenant).associations("contact", hubspot_id, "company"))
    if (const std::string client = company_client(a.to_id); !client.empty()) return client;
  if (const auto person = store::Clients(tx_, parts_.tenant).by_hubspot("contact", hubspot_id))
    return person->id;
  const auto memberships = store::Contacts(tx_, parts_.tenant).memberships_of_contact(contact_id);
  return memberships.empty() ? "" : memberships.front().client_id;
}

std::string Projector::deal_client(const std::vector<std::string>& companies, const std::string& primary,
                                   const std::vector<std::string>& contacts,
                                   const std::map<std::string, std::string>& here) {
  // One company is the deal's company whether it is marked primary or not; of several, the mark decides.
  const std::string company = !primary.empty() ? primary : companies.size() == 1 ? companies.front() : "";
  if (!company.empty())
    if (std::string client = company_client(company); !client.empty()) return client;
  for (const auto& id : contacts)
    if (const auto at = here.find(id); at != here.end())
      if (std::string client = client_of_contact(id, at->second); !client.empty()) return client;
  return "";
}

// A deal that is here follows the lists of deals. A new one comes with somebody who takes part.
Inclusion::Answer Projector::deal_included(const std::string& id, const std::vector<std::string>& companies,
                                           const std::vector<std::string>& contacts, bool linked) {
  const Inclusion& inclusion = parts_.surroundings.inclusion;
  const auto listed = inclusion.deal(tx_, parts_.tenant, id);
  if (linked || inclusion.everybody() || inclusion.limits_deals()) return listed;
  for (const auto& contact : contacts)
    if (inclusion.contact(tx_, parts_.tenant, contact) == Inclusion::Answer::in) return Inclusion::Answer::in;
  for (const auto& company : companies)
    if (inclusion.company(tx_, parts_.tenant, company) == Inclusion::Answer::in) return Inclusion::Answer::in;
  return Inclusion::Answer::out;
}

void Projector::deals(std::span<const std::string> ids, ImportTotals& totals) {
  store::Mirror mirror(tx_, parts_.tenant);
  std::map<std::string, std::vector<std::string>> companies, contacts;
  std::map<std::string, std::string> primary;
  for (const auto& a : mirror.associations("deal", ids, "company")) {
    companies[a.from_id].push_back(a.to_id);
    if (a.primary) primary[a.from_id] = a.to_id;
  }
  for (const auto& a : mirror.associations("deal", ids, "contact")) contacts[a.from_id].push_back(a.to_id);
  std::map<std::string, store::MirrorRecord> records;
  for (auto& record : mirror.find_many("deal", ids)) {
    std::string id = record.id;
    records.emplace(std::move(id), std::move(record));
  }
  for (const std::string& id : ids) {
    const auto record = records.find(id);
    if (record != records.end() && !record->second.gone_at)
      deal(record->second, companies[id], primary[id], contacts[id], totals);
  }
}

void Projector::deal(const store::MirrorRecord& record, const std::vector<std::string>& companies,
                     const std::string& primary, const std::vector<std::string>& contacts,
                     ImportTotals& totals) {
  store::Deals deals(tx_, parts_.tenant);
  const auto linked = deals.by_hubspot(record.id);
  std::map<std::string, std::string> here = store::Contacts(tx_, parts_.tenant).ids_by_hubspot(contacts);
  if (!writes())
    for (const auto& id : contacts)
      if (const auto at = parts_.overlay->contacts.find(id); at != parts_.overlay->contacts.end())
        here[id] = at->second.contact_id;
  const bool company_here = std::any_of(companies.begin(), companies.end(),
                                        [&](const auto& id) { return !company_client(id).empty(); });
  const bool wanted = !here.empty() || company_here || (companies.empty() && contacts.empty());
  if (!linked && !(parts_.rules.include_deals && wanted)) return;
  const auto included = deal_included(record.id, companies, contacts, linked.has_value());
  if (!linked && included != Inclusion::Answer::in) return;
  if (included == Inclusion::Answer::out) {
    ++totals.deals;
    if (linked->hubspot->left_at) return;
    ++totals.deals_updated;
    tell(*linked, "left", {left_lists()});
    note(record, linked->name, "updated", linked->id, {left_lists()}, {});
    if (!writes()) return;
    domain::Deal left = *linked;
    left.hubspot->left_at = left.updated_at = parts_.clock.now();
    deals.update(left, 0);
    return journal("sync.left", "deal", left.id, left.client_id,
                   sentence("Deal {} left the lists that are synced. It stays here.", left.name), {});
  }

  std::vector<Remark> remarks;
  Given given;
  const auto owner =
      parts_.surroundings.owners.find(Values::parse(record.properties).text("hubspot_owner_id"));
  domain::Deal values =
      deal_of(parts_.surroundings.reading, record, parts_.surroundings.pipelines,
              owner == parts_.surroundings.owners.end() ? "" : owner->second, remarks, &given);
  for (const auto& id : contacts)
    if (const auto at = here.find(id); at != here.end()) values.contact_ids.push_back(at->second);
  values.client_id = deal_client(companies, primary, contacts, here);
  // A client that a person chose for a deal that HubSpot gives none stays.
  if (values.client_id.empty() && linked) values.client_id = linked->client_id;
  if (values.client_id.empty())
    remarks.push_back(
        companies.empty() && contacts.empty()
            ? Remark{Code::deal_no_contact, kNoContact,
                     "Add a contact to the deal in HubSpot, or choose a client."}
            : Remark{Code::deal_no_client, kNoClient, "Import its contact, or choose a client."});
  ++totals.deals;
  const Instant now = parts_.clock.now();
  if (!linked) {
    ++totals.deals_created;
    tell(values, "created", {});
    for (const Remark& r : remarks) remark(record, values.name, r);
    if (!writes()) return;
    values.id = fresh_id();
    values.created_at = values.updated_at = now;
    values.hubspot->synced_at = now;
    deals.insert(values);
    stages().arrived(values, record.created_at, parts_.surroundings.connected_at, now);
    note(record, values.name, "created", values.id, {}, remarks);
    if (!values.client_id.empty())
      journal("sync.deal_added", "deal", values.id, values.client_id,
              sentence("Deal {} came from HubSpot", values.name), {});
    return;
  }
  domain::Deal changed = *linked;
  const auto changes = take(changed, values, given);
  note(record, values.name, changes.empty() ? "unchanged" : "updated", linked->id, changes, remarks);
  if (changes.empty()) return;
  ++totals.deals_updated;
  tell(changed, "updated", changes);
  for (const Remark& r : remarks) remark(record, values.name, r);
  if (!writes()) return;
  changed.hubspot->synced_at = changed.updated_at = now;
  deals.update(changed, 0);
  stages().moved_in_hubspot(*linked, changed, now);
  std::string text = sentence("Deal {} changed in HubSpot", changed.name);
  journal("sync.deal_changed", "deal", changed.id, changed.client_id, text, changes);
}

}  // namespace every::sync
