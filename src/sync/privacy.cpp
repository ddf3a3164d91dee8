#include "sync/privacy.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "domain/matching.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/erasure.h"
#include "store/mirror.h"
#include "sync/projector.h"
#include "sync/record_values.h"
#include "sync/review.h"

namespace every::sync {
namespace {

constexpr std::string_view kSentence = "Erased, because the person asked to be forgotten.";
constexpr std::string_view kInstead = "[erased]";
constexpr const char* kNobody = "Erased person";
constexpr std::size_t kPhoneDigitsMin = 7, kNameMin = 5;

// Everything that is known about the person, read before any of it goes.
struct Person {
  std::vector<std::string> hubspot_ids;
  std::vector<domain::Contact> contacts;
  std::vector<domain::Client> clients;  // those that the person is by itself
  std::set<std::string> emails;         // as written and as compared
  std::set<std::string> names, phones;
};

void add_name(Person& person, const std::string& first, const std::string& last) {
  // A single word may be anybody's, or a word of the language.
  if (first.empty() || last.empty()) return;
  for (const std::string& name : {first + " " + last, last + ", " + first, last + " " + first})
    if (name.size() >= kNameMin) person.names.insert(name);
}

void add_phone(Person& person, const std::string& phone) {
  const auto digits = std::count_if(phone.begin(), phone.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (static_cast<std::size_t>(digits) >= kPhoneDigitsMin) person.phones.insert(phone);
}

void add_email(Person& person, const std::string& email) {
  if (email.find('@') == std::string::npos) return;
  person.emails.insert(email);
  if (const auto normal = domain::normal_email(email)) person.emails.insert(*normal);
}

void add_values(Person& person, const Values& values) {
  add_name(person, values.text("firstname"), values.text("lastname"));
  for (const char* phone : {"phone", "mobilephone"}) add_phone(person, values.text(phone));
  add_email(person, values.text("email"));
  for (const std::string& email : normal_emails(values)) add_email(person, email);
}

void add_contact(Person& person, domain::Contact contact) {
  add_name(person, contact.first_name, contact.last_name);
  add_phone(person, contact.phone);
  add_phone(person, contact.mobile);
  add_email(person, contact.email);
  for (const std::string& email : contact.more_emails) add_email(person, email);
  person.contacts.push_back(std::move(contact));
}

Person read_person(store::Tx& tx, const store::Tenant& tenant, const std::string& hubspot_id) {
  Person person;
  person.hubspot_ids = store::Erasure(tx, tenant).ids_of(hubspot_id);
  store::Mirror mirror(tx, tenant);
  store::Contacts contacts(tx, tenant);
  store::Clients clients(tx, tenant);
  for (const std::string& id : person.hubspot_ids) {
    if (const auto record = mirror.find("contact", id)) add_values(person, Values::parse(record->properties));
    if (auto contact = contacts.by_hubspot(id)) add_contact(person, *std::move(contact));
    if (auto client = clients.by_hubspot("contact", id)) person.clients.push_back(*std::move(client));
  }
  return person;
}

std::vector<std::string> ids_of(const auto& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) out.push_back(row.id);
  return out;
}

// What documents and deals hold on to keeps its row, without anything personal.
void blank(domain::Client& client, Instant now) {
  client.name = kNobody;
  client.legal_name = client.email = client.phone = client.website = client.tax_id = "";
  client.address = {};
  client.bill_to = {};
  client.tags.clear();
  client.hubspot.reset();
  client.unlocked_at.reset();
  client.updated_at = now;
}

json::array texts(const std::vector<std::string>& list) {
  json::array out;
  for (const std::string& text : list) out.emplace_back(text);
  return out;
}

}  // namespace

bool is_forgotten_email(std::string_view email) {
  static constexpr std::string_view kPlaceholder = "@gdpr-forgotten.hubspot.com";
  return email.size() > kPlaceholder.size() &&
         to_lower_ascii(email.substr(email.size() - kPlaceholder.size())) == kPlaceholder;
}

std::optional<store::Receipt> erase_person(store::Tx& tx, const store::Tenant& tenant, Clock& clock,
                                           Random& random, const PrivacyDelete& request) {
  store::Receipts receipts(tx, tenant);
  const auto before = receipts.of_erasure(request.hubspot_id);
  const Instant now = clock.now();
  const Person person = read_person(tx, tenant, request.hubspot_id);
  const std::vector<std::string> emails(person.emails.begin(), person.emails.end());
  store::Erasure erasure(tx, tenant);
  store::Contacts contacts(tx, tenant);
  store::Clients clients(tx, tenant);

  std::vector<std::string> same_address;
  for (const auto& [email, ids] : contacts.by_emails(emails))
    for (const std::string& id : ids)
      if (const auto other = contacts.find(id); other && !other->hubspot) same_address.push_back(id);
  std::sort(same_address.begin(), same_address.end());
  same_address.erase(std::unique(same_address.begin(), same_address.end()), same_address.end());

  const std::vector<std::string> contact_ids = ids_of(person.contacts), client_ids = ids_of(person.clients);
  const auto documents = erasure.documents(client_ids, emails);
  std::int64_t mirrored = 0, notes = 0;
  for (const std::string& id : person.hubspot_ids) {
    if (erasure.mirror(id, now)) ++mirrored;
    erasure.forget_choices(id);
  }
  if (mirrored == 0 && person.contacts.empty() && person.clients.empty()) return before;

  for (const domain::Contact& contact : person.contacts) {
    contacts.remove(contact.id);
    for (const domain::Membership& m : contact.memberships) give_primary(contacts, m.client_id);
  }
  json::array clients_kept;
  for (domain::Client client : person.clients) {
    notes += erasure.notes_of(client.id);
    if (!clients.has_documents(client.id) && store::Deals(tx, tenant).count_of_client(client.id) == 0) {
      clients.remove(client.id);
      continue;
    }
    blank(client, now);
    clients.update(client, 0);
    clients_kept.emplace_back(client.id);
  }
  std::int64_t history = erasure.history(contact_ids, client_ids, kSentence);
  std::int64_t other = erasure.complaints(person.hubspot_ids, kSentence);
  for (const std::set<std::string>* words : {&person.emails, &person.names, &person.phones})
    other += erasure.words(std::vector<std::string>(words->begin(), words->end()), kInstead);
  // The review is derived: from what is left, of this contact and of those that matched the same addresses.
  ReviewDesk desk(tx, tenant);
  desk.refresh(person.hubspot_ids);
  desk.contacts_changed(emails);
  if (before) return before;

  json::array kept;
  for (const auto& document : documents)
    kept.push_back(json::object{{"id", document.id}, {"number", document.number}});
  store::Receipt receipt{
      .id = new_id(clock, random),
      .kind = "privacy_delete",
      .subject = "contact/" + request.hubspot_id,
      .by = request.by,
      .data = json::serialize(json::object{{"hubspotId", request.hubspot_id},
                                           {"reason", request.reason},
                                           {"erased", json::object{{"mirrorRecords", mirrored},
                                                                   {"contacts", person.contacts.size()},
                                                                   {"clients", person.clients.size()},
                                                                   {"notes", notes},
                                                                   {"history", history},
                                                                   {"other", other}}},
                                           {"documents", std::move(kept)},
                                           {"clientsKept", std::move(clients_kept)},
                                           {"sameAddress", texts(same_address)}}),
      .at = now};
  receipts.insert(receipt);
  return receipt;
}

}  // namespace every::sync
