#include <algorithm>

#include "base/sentence.h"
#include "base/text.h"
#include "store/notes.h"
#include "sync/projector.h"
#include "sync/review.h"

namespace every::sync {
namespace {

constexpr std::size_t kChangesNamedMax = 3;

// "Company changed from Pinecrest Works to Pinecrest Works Inc."
std::string told(const std::string& name, const std::vector<FieldChange>& changes) {
  std::vector<const FieldChange*> fields;
  for (const auto& change : changes)
    if (change.field != "hubspot") fields.push_back(&change);
  if (fields.empty()) return sentence("{} linked with HubSpot", name);
  std::string out = name + ": ";
  for (std::size_t i = 0; i < fields.size() && i < kChangesNamedMax; ++i) {
    const FieldChange& c = *fields[i];
    if (i > 0) out += "; ";
    const std::string label = ours(c.label), from = shorten(c.from, 80), to = shorten(c.to, 80);
    out += from.empty() && to.empty() ? sentence("{} changed", label)
           : from.empty()             ? sentence("{} changed to {}", label, to)
           : to.empty()               ? sentence("{} changed from {} to empty", label, from)
                                      : sentence("{} changed from {} to {}", label, from, to);
  }
  if (fields.size() > kChangesNamedMax)
    out += "; " + sentence("and {} more", fields.size() - kChangesNamedMax);
  return out;
}

}  // namespace

void Projector::journal(const std::string& kind, const std::string& subject_kind,
                        const std::string& subject_id, const std::string& client_id, const std::string& text,
                        const std::vector<FieldChange>& changes) {
  store::Activity activity;
  activity.id = fresh_id();
  activity.subject_kind = subject_kind;
  activity.subject_id = subject_id;
  activity.client_id = client_id;
  activity.kind = kind;
  activity.actor = "HubSpot sync";
  activity.run_id = parts_.run_id;
  activity.text = text;
  activity.data = R"({"changes":)" + changes_json(changes) + "}";
  activity.at = parts_.clock.now();
  store::Journal(tx_, parts_.tenant).add(activity);
}

void Projector::remark(const store::MirrorRecord& record, const std::string& name, const Remark& what) {
  if (!writes()) return;
  store::RunError error;
  error.object_type = record.object_type;
  error.object_id = record.id;
  error.name = name;
  error.code = every::name(what.code);
  error.detail = what.detail.empty() ? std::string(title(what.code)) : what.detail;
  error.fix = what.fix;
  error.url = record_url(parts_.surroundings.reading.portal, record);
  errors_.push_back(std::move(error));
}

// `remarks`: everything that is wrong with the record now.
void Projector::note(const store::MirrorRecord& record, const std::string& name, std::string_view outcome,
                     const std::string& every_id, const std::vector<FieldChange>& changes,
                     const std::vector<Remark>& remarks) {
  if (parts_.book == nullptr) return;
  parts_.book->judge(parts_.surroundings.reading.portal, record, name, remarks);
  if (outcome != "unchanged") parts_.book->note(record, name, outcome, every_id, "", changes);
}

void Projector::note_company(const std::string& company_id, const domain::Client& client,
                             std::string_view outcome, const std::vector<FieldChange>& changes,
                             const std::vector<Remark>& remarks) {
  if (parts_.book == nullptr) return;
  if (const auto record = store::Mirror(tx_, parts_.tenant).find("company", company_id))
    note(*record, client.name, outcome, client.id, changes, remarks);
}

std::optional<Projector::CompanyValues> Projector::company_values(const std::string& company_id) {
  const auto record = store::Mirror(tx_, parts_.tenant).find("company", company_id);
  if (!record || record->gone_at) return std::nullopt;
  const auto owner =
      parts_.surroundings.owners.find(Values::parse(record->properties).text("hubspot_owner_id"));
  CompanyValues out;
  out.client =
      company_of(parts_.surroundings.reading, *record,
                 owner == parts_.surroundings.owners.end() ? "" : owner->second, out.remarks, &out.given);
  return out;
}

// Makes or adopts the clients of the contact's companies. HubSpot company id -> client id.
std::map<std::string, std::string> Projector::apply_companies(const ContactPlan& plan) {
  store::Clients clients(tx_, parts_.tenant);
  const Instant now = parts_.clock.now();
  std::map<std::string, std::string> out;
  for (const auto& id : plan.join_companies) {
    if (plan.adopt && plan.adopt_company == id) continue;
    if (std::find(plan.create_companies.begin(), plan.create_companies.end(), id) ==
        plan.create_companies.end()) {
      out[id] = company_client(id);
      continue;
    }
    auto values = company_values(id);
    if (!values) continue;
    domain::Client& client = values->client;
    client.id = fresh_id();
    client.created_at = client.updated_at = now;
    client.hubspot->synced_at = now;
    clients.insert(client, store::Carry::later);
    uncarried_.insert(client.id);
    journal("sync.created", "client", client.id, client.id, sentence("{} came from HubSpot", client.name),
            {});
    note_company(id, client, "created", {}, values->remarks);
    out[id] = client.id;
  }
  if (plan.adopt && !plan.adopt_company.empty()) {
    if (const auto values = company_values(plan.adopt_company)) {
      domain::Client client = *plan.adopt;
      const auto changes = take(client, values->client, values->given);
      client.hubspot->synced_at = client.updated_at = now;
      client.unlocked_at.reset();
      clients.update(client, 0);
      journal("sync.replaced", "client", client.id, client.id, told(client.name, changes), changes);
      note_company(plan.adopt_company, client, "updated", changes, values->remarks);
    }
    out[plan.adopt_company] = plan.adopt->id;
  }
  return out;
}

// Makes, adopts or updates the client that the contact is by itself; its id, if the contact belongs to one.
std::string Projector::apply_person(const ContactPlan& plan, const ContactFacts& facts) {
  store::Clients clients(tx_, parts_.tenant);
  const Instant now = parts_.clock.now();
  if (plan.create_person) {
    domain::Client client = person_of(plan.contact);
    client.id = fresh_id();
    client.created_at = client.updated_at = now;
    client.hubspot->synced_at = now;
    clients.insert(client, store::Carry::later);
    uncarried_.insert(client.id);
    journal("sync.created", "client", client.id, client.id, sentence("{} came from HubSpot", client.name),
            {});
    return client.id;
  }
  if (plan.adopt && plan.adopt_company.empty()) {
    domain::Client client = *plan.adopt;
    const auto changes = take(client, person_of(plan.contact), person_given(facts.given));
    client.hubspot->synced_at = client.updated_at = now;
    client.unlocked_at.reset();
    clients.update(client, 0);
    journal("sync.replaced", "client", client.id, client.id, told(client.name, changes), changes);
    return client.id;
  }
  if (!plan.update_person) return "";
  if (!plan.person_changes.empty()) {
    domain::Client client = *plan.update_person;
    client.hubspot->synced_at = client.updated_at = now;
    clients.update(client, 0);
    journal("sync.changed", "client", client.id, client.id, told(client.name, plan.person_changes),
            plan.person_changes);
  }
  return plan.join_person ? plan.update_person->id : "";
}

std::string Projector::apply(const ContactPlan& plan, const ContactFacts& facts) {
  using Outcome = ContactPlan::Outcome;
  if (plan.outcome == Outcome::skipped || plan.outcome == Outcome::left_out) return "";
  if (plan.outcome == Outcome::left) {
    leave_lists(plan);
    return plan.contact.id;
  }
  store::Contacts contacts(tx_, parts_.tenant);
  const Instant now = parts_.clock.now();
  const auto clients = apply_companies(plan);
  const std::string person = apply_person(plan, facts);
  domain::Contact contact = plan.contact;
  if (contact.id.empty()) {
    contact.id = fresh_id();
    contact.created_at = contact.updated_at = now;
    contact.hubspot->synced_at = now;
    contacts.insert(contact);
  } else if (!plan.contact_changes.empty()) {
    contact.hubspot->synced_at = contact.updated_at = now;
    if (plan.replaces) contact.unlocked_at.reset();
    contacts.update(contact, 0);
  }
  std::string first_client;
  for (const auto& company : plan.join_companies) {
    const auto at = clients.find(company);
    if (at == clients.end() || at->second.empty()) continue;
    if (first_client.empty()) first_client = at->second;
    join(at->second, contact.id);
  }
  if (!person.empty()) {
    if (first_client.empty()) first_client = person;
    join(person, contact.id);
  }
  for (const auto& client_id : plan.leave) leave(client_id, contact.id);
  // A person's own client tells its own story; a contact's goes to the client it belongs to.
  if (plan.outcome == Outcome::created && person.empty())
    journal("sync.contact_added", "contact", contact.id, first_client,
            sentence("{} came from HubSpot", contact.display_name()), {});
  else if (plan.outcome == Outcome::updated && !plan.contact_changes.empty() && plan.person_changes.empty())
    journal(plan.replaces ? "sync.replaced" : "sync.changed", "contact", contact.id, first_client,
            told(contact.display_name(), plan.contact_changes), plan.contact_changes);
  return contact.id;
}

// What is here stays; its fields are unlocked and it is updated no more.
void Projector::leave_lists(const ContactPlan& plan) {
  const Instant now = parts_.clock.now();
  if (!plan.person_changes.empty()) {
    domain::Client client = *plan.update_person;
    client.hubspot->left_at = client.updated_at = now;
    store::Clients(tx_, parts_.tenant).update(client, 0);
  }
  if (plan.contact_changes.empty()) return;
  domain::Contact contact = plan.contact;
  contact.hubspot->left_at = contact.updated_at = now;
  store::Contacts(tx_, parts_.tenant).update(contact, 0);
  journal(
      "sync.left", "contact", contact.id,
      contact.memberships.empty() ? "" : contact.memberships.front().client_id,
      sentence("{} left the lists that are synced. It stays here and can be edited.", contact.display_name()),
      {});
}

void Projector::join(const std::string& client_id, const std::string& contact_id) {
  store::Contacts contacts(tx_, parts_.tenant);
  domain::Membership membership;
  bool member = false;
  for (const auto& m : contacts.memberships_of_contact(contact_id)) {
    if (m.client_id != client_id) continue;
    membership = m;
    member = true;
  }
  if (member && membership.from_hubspot) return;
  membership.client_id = client_id;
  membership.contact_id = contact_id;
  membership.from_hubspot = true;
  contacts.put_membership(membership, store::Carry::later);
  uncarried_.insert(client_id);
  keep_primary(client_id);
}

void Projector::leave(const std::string& client_id, const std::string& contact_id) {
  store::Contacts(tx_, parts_.tenant).remove_membership(client_id, contact_id);
  if (parts_.with_primary != nullptr) parts_.with_primary->erase(client_id);
  keep_primary(client_id);
}

void Projector::keep_primary(const std::string& client_id) {
  if (parts_.with_primary != nullptr && parts_.with_primary->contains(client_id)) return;
  store::Contacts contacts(tx_, parts_.tenant);
  uncarried_.insert(client_id);
  if (give_primary(contacts, client_id, store::Carry::later) && parts_.with_primary != nullptr)
    parts_.with_primary->insert(client_id);
}

bool give_primary(store::Contacts& contacts, const std::string& client_id, store::Carry carry) {
  auto members = contacts.memberships_of_client(client_id);
  if (members.empty()) return false;
  std::sort(members.begin(), members.end(),
            [](const auto& a, const auto& b) { return a.contact_id < b.contact_id; });
  const auto has = [&](auto role) {
    return std::any_of(members.begin(), members.end(),
                       [&](const auto& m) { return m.*role == domain::Role::primary; });
  };
  const bool invoice = has(&domain::Membership::invoice_role),
             proposal = has(&domain::Membership::proposal_role);
  if (!invoice) members.front().invoice_role = domain::Role::primary;
  if (!proposal) members.front().proposal_role = domain::Role::primary;
  if (!invoice || !proposal) contacts.put_membership(members.front(), carry);
  return true;
}

void Projector::tidy(std::span<const std::string> contact_ids) {
  if (!writes()) return;
  store::Clients clients(tx_, parts_.tenant);
  store::Contacts contacts(tx_, parts_.tenant);
  store::Deals deals(tx_, parts_.tenant);
  store::Notes notes(tx_, parts_.tenant);
  for (const std::string& hubspot_id : contact_ids) {
    const std::string mine = clients.id_by_hubspot("contact", hubspot_id);
    const auto person = mine.empty() ? std::nullopt : clients.find(mine);
    if (!person || !person->is_person) continue;
    const auto contact = contacts.by_hubspot(hubspot_id);
    if (!contact) continue;
    const auto company =
        std::find_if(contact->memberships.begin(), contact->memberships.end(),
                     [&](const auto& m) { return m.from_hubspot && m.client_id != person->id; });
    if (company == contact->memberships.end()) continue;
    const bool held = clients.has_documents(person->id) || deals.count_of_client(person->id) > 0 ||
                      !notes.of_client(person->id).empty() ||
                      contacts.memberships_of_client(person->id).size() > 1;
    if (held) continue;
    journal("sync.joined", "contact", contact->id, company->client_id,
            sentence("{} now belongs to this client; their own client was empty and went",
                     contact->display_name()),
            {});
    clients.remove(person->id);
  }
}

}  // namespace every::sync
