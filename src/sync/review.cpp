#include "sync/review.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "domain/phone.h"
#include "store/connection.h"
#include "sync/review_detail.h"
#include "sync/values.h"

namespace every::sync {

namespace {

constexpr std::int64_t kLookedAtMax = 200;  // of those who share a number or a name

}  // namespace

ReviewDesk::ReviewDesk(store::Tx& tx, const store::Tenant& tenant) : tx_(tx), tenant_(tenant) {}

void ReviewDesk::refresh(std::span<const std::string> hubspot_ids) {
  std::vector<Derived> rows = derive(hubspot_ids);
  if (rows.empty()) return;
  match(rows);
  store::Review review(tx_, tenant_);
  std::vector<store::ReviewMatch> matches;
  std::vector<std::string> known;  // only they can have had matches
  for (Derived& d : rows) {
    judge(d);
    if (d.was) known.push_back(d.row.hubspot_id);
    matches.insert(matches.end(), d.matches.begin(), d.matches.end());
    if (d.was || !d.emails.empty()) review.put_emails(d.row.hubspot_id, d.emails);
    review.put(d.row, d.was);
  }
  review.put_matches(known, matches);
  refresh_clusters(rows);
}

// The row's own values, from the mirror.
std::vector<ReviewDesk::Derived> ReviewDesk::derive(std::span<const std::string> hubspot_ids) {
  store::Mirror mirror(tx_, tenant_);
  if (!owners_) {
    owners_.emplace();
    for (const auto& owner : mirror.owners()) owners_->emplace(owner.id, owner.name);
    reading_ = load_reading(tx_, tenant_);
    inclusion_ = Inclusion(tx_, tenant_, store::Connections(tx_, tenant_).settings().lists);
  }
  const auto records = mirror.find_many("contact", hubspot_ids);
  std::map<std::string, std::string> company_of_contact, company_names;
  std::map<std::string, store::ReviewRow> standing;
  for (const auto& a : mirror.associations("contact", hubspot_ids, "company"))
    company_of_contact.try_emplace(a.from_id, a.to_id);  // the primary comes first
  std::set<std::string> company_ids;
  for (const auto& [contact, company] : company_of_contact) company_ids.insert(company);
  for (const auto& company :
       mirror.find_many("company", std::vector<std::string>(company_ids.begin(), company_ids.end())))
    company_names[company.id] = Values::parse(company.properties).text("name");
  for (auto& row : store::Review(tx_, tenant_).find_many(hubspot_ids)) {
    std::string id = row.hubspot_id;
    standing.emplace(std::move(id), std::move(row));
  }

  std::vector<Derived> out;
  std::vector<Remark> remarks;
  for (const store::MirrorRecord& record : records) {
    const Values values = Values::parse(record.properties);
    Derived d;
    d.values = contact_of(*reading_, record, remarks);
    const domain::Contact& contact = d.values;
    d.row.hubspot_id = record.id;
    d.row.name = contact.display_name();
    d.row.email = contact.email;
    d.row.phone = contact.phone.empty() ? contact.mobile : contact.phone;
    const auto company = company_of_contact.find(record.id);
    if (company != company_of_contact.end()) d.company_id = company->second;
    d.row.company = company != company_of_contact.end() ? company_names[company->second] : "";
    if (d.row.company.empty()) d.row.company = shorten(values.text("company"), 200);
    d.row.job_title = contact.job_title;
    const auto owner = owners_->find(values.text("hubspot_owner_id"));
    d.row.owner_name = owner == owners_->end() ? "" : owner->second;
    d.row.lifecycle_stage = values.text("lifecyclestage");
    d.row.address = contact.address.one_line();
    d.row.url = contact.hubspot->url;
    d.row.modified_at = record.updated_at;
    d.row.deals = static_cast<std::int64_t>(mirror.associated_from("deal", "contact", record.id).size());
    d.row.state = record.gone_at ? "gone" : "new";
    d.emails = normal_emails(values);
    d.row.no_email = d.emails.empty();
    if (const auto at = standing.find(record.id); at != standing.end()) d.was = std::move(at->second);
    out.push_back(std::move(d));
  }
  return out;
}

// Links and matches with the contacts here.
void ReviewDesk::match(std::vector<Derived>& rows) {
  store::Contacts contacts(tx_, tenant_);
  std::vector<std::string> ids;
  std::set<std::string> emails;
  for (const Derived& d : rows) {
    ids.push_back(d.row.hubspot_id);
    emails.insert(d.emails.begin(), d.emails.end());
  }
  const auto linked = contacts.ids_by_hubspot(ids);
  const auto here = contacts.by_emails(std::vector<std::string>(emails.begin(), emails.end()));
  MatchFinder finder(tx_, tenant_, reading_->country);
  for (Derived& d : rows) {
    if (const auto at = linked.find(d.row.hubspot_id); at != linked.end()) {
      d.row.contact_id = at->second;
      const auto memberships = contacts.memberships_of_contact(at->second);
      if (!memberships.empty()) d.row.client_id = memberships.front().client_id;
      continue;
    }
    d.matches = finder.find({d.row.hubspot_id, d.values, d.emails, d.company_id}, here);
  }
}

void ReviewDesk::judge(Derived& d) {
  if (d.row.state == "gone") {
    d.matches.clear();
    return;
  }
  const auto decided = store::Review(tx_, tenant_).decision(d.row.hubspot_id);
  const auto included = inclusion_.contact(tx_, tenant_, d.row.hubspot_id);
  if (!d.row.contact_id.empty())
    d.row.state = included == Inclusion::Answer::out ? "left" : "imported";
  else if (included != Inclusion::Answer::in) {
    d.row.state = "filtered";
    d.matches.clear();
  } else if (decided && decided->decision == domain::Decision::skip)
    d.row.state = "skipped";
  else
    d.row.state = d.matches.empty() ? "new" : "duplicate";
}

void ReviewDesk::contacts_changed(std::span<const std::string> emails) {
  store::Review review(tx_, tenant_);
  std::set<std::string> ids;
  for (const std::string& email : emails) {
    const auto normal = domain::normal_email(email);
    if (!normal) continue;
    for (auto& id : review.with_email(*normal)) ids.insert(std::move(id));
  }
  if (!ids.empty()) refresh(std::vector<std::string>(ids.begin(), ids.end()));
}

void ReviewDesk::person_changed(const domain::Contact& contact) {
  std::vector<std::string> emails = contact.more_emails;
  emails.push_back(contact.email);
  contacts_changed(emails);
  store::Review review(tx_, tenant_);
  std::set<std::string> ids;
  for (const std::string& phone : {contact.phone, contact.mobile})
    if (const std::string tail = domain::phone_tail(phone); !tail.empty())
      for (auto& id : review.with_phone_tail(tail, kLookedAtMax)) ids.insert(std::move(id));
  const std::string name = trim(contact.first_name + " " + contact.last_name);
  if (name.find(' ') != std::string::npos)
    for (auto& id : review.named(name, kLookedAtMax)) ids.insert(std::move(id));
  if (!ids.empty()) refresh(std::vector<std::string>(ids.begin(), ids.end()));
}

}  // namespace every::sync
