#include <algorithm>

#include "base/sentence.h"
#include "base/text.h"
#include "sync/projector.h"
#include "sync/review.h"

namespace every::sync {
namespace {

// What a person can do about a contact that was left out.
const char* way_out(Code why) {
  switch (why) {
    case Code::contact_no_email:
      return "Add an email in HubSpot, or include contacts without email when you import.";
    case Code::contact_bad_email:
      return "Correct the email in HubSpot; the next sync brings the contact.";
    case Code::match_undecided:
    case Code::match_many:
      return "Decide under Review contacts whether to replace, skip or create it.";
    default:
      return "";
  }
}

constexpr std::size_t kCompaniesMax = 50;  // of one contact

// What the owner of a contact that comes in should know.
std::vector<Remark> remarks_of(const ContactFacts& facts) {
  std::vector<Remark> out = facts.remarks;
  if (facts.bad_email)
    out.push_back({Code::contact_bad_email,
                   sentence("\"{}\" is not an email address.", shorten(facts.values.email, 80)),
                   "Correct the email in HubSpot."});
  return out;
}

std::string placeholder(const char* type, const std::string& id) {
  return std::string("new:") + type + "/" + id;
}

}  // namespace

// What a batch of contacts needs, loaded with few queries.
struct Projector::ContactBatch {
  std::map<std::string, store::MirrorRecord> records;
  std::map<std::string, std::vector<std::string>> emails;     // contact -> its normal e-mails
  std::map<std::string, std::vector<std::string>> companies;  // contact -> live companies, primary first
  std::map<std::string, std::string> linked;                  // HubSpot contact -> contact
  std::map<std::string, std::vector<std::string>> by_email;   // normal e-mail -> contacts here
};

ProjectRules rules_of(const store::SyncSettings& settings) {
  ProjectRules rules;
  rules.undecided = match_policy_from(settings.duplicate_policy).value_or(MatchPolicy::ask);
  rules.include_deals = settings.include_deals;
  rules.include_no_email = settings.include_no_email;
  rules.everything = settings.select_all;
  rules.all_rows = settings.rules != settings.projected_rules;
  return rules;
}

Surroundings load_surroundings(store::Tx& tx, const store::Tenant& tenant) {
  return load_surroundings(tx, tenant, store::Connections(tx, tenant).settings());
}

Surroundings load_surroundings(store::Tx& tx, const store::Tenant& tenant,
                               const store::SyncSettings& settings) {
  Surroundings out;
  out.reading = load_reading(tx, tenant, domain::mapping_from(settings.mapping));
  out.inclusion = Inclusion(tx, tenant, settings.lists);
  store::Mirror mirror(tx, tenant);
  for (const auto& owner : mirror.owners()) out.owners.emplace(owner.id, owner.name);
  out.pipelines = mirror.pipelines();
  out.connected_at = store::Connections(tx, tenant).get().connected_at;
  return out;
}

std::map<std::string, ImportDecision> whole_clusters(store::Tx& tx, const store::Tenant& tenant,
                                                     const std::map<std::string, ImportDecision>& decisions) {
  std::map<std::string, ImportDecision> out;
  store::Review review(tx, tenant);
  for (const auto& [id, asked] : decisions) {
    ImportDecision decision = asked;
    const auto row = review.find(id);
    const auto cluster = row && !row->cluster_id.empty() ? review.cluster(row->cluster_id) : std::nullopt;
    if (decision.decision == domain::Decision::replace && cluster) {
      if (decision.target_id.empty() && cluster->contact_ids.size() == 1)
        decision.target_id = cluster->contact_ids.front();
      for (const auto& other : cluster->hubspot_ids)
        if (!decisions.contains(other)) out[other] = {domain::others_of(cluster->exact), ""};
    }
    out[id] = decision;
  }
  return out;
}

Projector::ContactBatch Projector::load_contacts(std::span<const std::string> ids) {
  store::Mirror mirror(tx_, parts_.tenant);
  store::Contacts contacts(tx_, parts_.tenant);
  ContactBatch batch;
  std::set<std::string> emails;
  for (auto& record : mirror.find_many("contact", ids)) {
    std::string id = record.id;
    const auto& own = batch.emails[id] = normal_emails(Values::parse(record.properties));
    emails.insert(own.begin(), own.end());
    batch.records.emplace(std::move(id), std::move(record));
  }
  const auto associations = mirror.associations("contact", ids, "company");
  std::set<std::string> company_ids, live;
  for (const auto& a : associations) company_ids.insert(a.to_id);
  for (const auto& company :
       mirror.find_many("company", std::vector<std::string>(company_ids.begin(), company_ids.end())))
    if (!company.gone_at) live.insert(company.id);
  for (const auto& a : associations) {
    auto& mine = batch.companies[a.from_id];
    const std::string id = live.contains(a.to_id) ? a.to_id : mirror.resolve("company", a.to_id);
    const auto record = live.contains(id) ? std::nullopt : mirror.find("company", id);
    const bool here = live.contains(id) || (record && !record->gone_at);
    if (here && mine.size() < kCompaniesMax && std::find(mine.begin(), mine.end(), id) == mine.end())
      mine.push_back(id);
  }
  batch.linked = contacts.ids_by_hubspot(ids);
  batch.by_email = contacts.by_emails(std::vector<std::string>(emails.begin(), emails.end()));
  return batch;
}

std::string Projector::company_client(const std::string& company_id) {
  if (parts_.overlay != nullptr)
    if (const auto at = parts_.overlay->company_clients.find(company_id);
        at != parts_.overlay->company_clients.end())
      return at->second;
  return store::Clients(tx_, parts_.tenant).id_by_hubspot("company", company_id);
}

std::optional<ImportDecision> Projector::decision_of(const std::string& hubspot_id) {
  if (const auto asked = parts_.rules.decisions.find(hubspot_id); asked != parts_.rules.decisions.end())
    return asked->second;
  if (parts_.overlay != nullptr && parts_.overlay->skipped.contains(hubspot_id))
    return ImportDecision{domain::Decision::skip, ""};
  const auto stored = store::Review(tx_, parts_.tenant).decision(hubspot_id);
  if (!stored) return std::nullopt;
  return ImportDecision{stored->decision, stored->target_id};
}

bool Projector::selected(const std::string& hubspot_id) {
  if (parts_.rules.except.contains(hubspot_id)) return false;
  if (parts_.rules.chosen || parts_.rules.everything) return true;
  return store::Review(tx_, parts_.tenant).selected(hubspot_id);
}

ContactFacts Projector::facts_of(ContactBatch& batch, const store::MirrorRecord& record) {
  store::Contacts contacts(tx_, parts_.tenant);
  store::Clients clients(tx_, parts_.tenant);
  ContactFacts facts;
  facts.values = contact_of(parts_.surroundings.reading, record, facts.remarks, &facts.given);
  facts.gone = record.gone_at.has_value();
  const auto included = parts_.surroundings.inclusion.contact(tx_, parts_.tenant, record.id);
  facts.left = included == Inclusion::Answer::out;
  facts.has_email = domain::normal_email(facts.values.email).has_value();
  facts.bad_email = !facts.has_email && !facts.values.email.empty();
  if (const auto at = batch.linked.find(record.id); at != batch.linked.end())
    facts.linked = contacts.find(at->second);
  for (const auto& id : batch.companies[record.id]) facts.companies.push_back({id, company_client(id)});
  if (facts.linked) {
    facts.person = clients.by_hubspot("contact", record.id);
    for (const auto& membership : facts.linked->memberships) {
      if (!membership.from_hubspot) continue;
      const auto client = clients.find(membership.client_id);
      if (client && client->hubspot && client->hubspot->object_type == "company")
        facts.company_clients.push_back(client->id);
    }
    return facts;
  }
  facts.selected = included == Inclusion::Answer::in && selected(record.id);
  if (facts.selected && !facts.gone) load_matches(batch, facts, record);
  return facts;
}

void Projector::load_matches(ContactBatch& batch, ContactFacts& facts, const store::MirrorRecord& record) {
  store::Contacts contacts(tx_, parts_.tenant);
  store::Clients clients(tx_, parts_.tenant);
  if (const auto decision = decision_of(record.id)) {
    facts.decision = decision->decision;
    facts.decided_target = decision->target_id;
  }
  const std::vector<std::string>& emails = batch.emails[record.id];
  const std::string company = facts.companies.empty() ? "" : facts.companies.front().id;
  MatchFinder finder(tx_, parts_.tenant, parts_.surroundings.reading.country);
  for (const auto& found : finder.find({record.id, facts.values, emails, company}, batch.by_email)) {
    if (parts_.overlay != nullptr && parts_.overlay->taken_contacts.contains(found.contact_id)) continue;
    auto contact = contacts.find(found.contact_id);
    if (!contact) continue;
    MatchFact match{*std::move(contact), std::nullopt};
    if (match.contact.memberships.size() == 1) {
      auto client = clients.find(match.contact.memberships.front().client_id);
      const bool taken =
          parts_.overlay != nullptr && client && parts_.overlay->taken_clients.contains(client->id);
      if (client && !taken && (!client->hubspot || client->hubspot->gone_at))
        match.only_client = std::move(client);
    }
    match.exact = found.exact();
    facts.matches.push_back(std::move(match));
    if (facts.matches.size() >= kClusterMax) break;
  }
  if (facts.matches.size() == 1 && !facts.decision)
    facts.preferred = preferred(record.id, facts.matches.front().contact.id);
}

// Of the undecided HubSpot contacts that match one record here, the most recently modified may replace it.
bool Projector::preferred(const std::string& hubspot_id, const std::string& contact_id) {
  store::Review review(tx_, parts_.tenant);
  std::vector<std::string> ids;
  for (const auto& match : review.matches_of_contact(contact_id))
    if (match.exact()) ids.push_back(match.hubspot_id);
  const store::ReviewRow* best = nullptr;
  const auto rows = review.find_many(ids);
  for (const auto& row : rows) {
    if (row.state == "gone" || row.state == "imported" || decision_of(row.hubspot_id)) continue;
    if (row.hubspot_id != hubspot_id && !selected(row.hubspot_id)) continue;
    const bool newer = best == nullptr || row.modified_at > best->modified_at ||
                       (row.modified_at == best->modified_at && id_less(best->hubspot_id, row.hubspot_id));
    if (newer) best = &row;
  }
  return best == nullptr || best->hubspot_id == hubspot_id;
}

// Others that match the record which this plan takes over: their question is answered with it.
std::vector<std::string> Projector::rivals(const ContactPlan& plan, const std::string& hubspot_id) {
  std::vector<std::string> out;
  if (!plan.replaces) return out;
  for (const auto& match : store::Review(tx_, parts_.tenant).matches_of_contact(plan.contact.id))
    if (match.exact() && match.hubspot_id != hubspot_id && !decision_of(match.hubspot_id))
      out.push_back(match.hubspot_id);
  return out;
}

// Those whose rows show the record that was taken over.
std::vector<std::string> Projector::onlookers(const ContactPlan& plan) {
  std::vector<std::string> out;
  if (!plan.replaces) return out;
  for (const auto& match : store::Review(tx_, parts_.tenant).matches_of_contact(plan.contact.id))
    out.push_back(match.hubspot_id);
  return out;
}

void Projector::contacts(std::span<const std::string> ids, ImportTotals& totals) {
  ContactBatch batch = load_contacts(ids);
  const ContactRules rules{parts_.rules.undecided, parts_.rules.include_no_email};
  std::vector<std::string> wanted;
  std::set<std::string> touched;
  for (const std::string& id : ids) {
    const auto at = batch.records.find(id);
    if (at == batch.records.end()) continue;
    const ContactFacts facts = facts_of(batch, at->second);
    const ContactPlan plan = plan_contact(facts, rules);
    if (plan.outcome == ContactPlan::Outcome::ignored) continue;
    count(plan, at->second, facts, totals);
    if (facts.selected && plan.outcome != ContactPlan::Outcome::skipped) wanted.push_back(id);
    if (plan.outcome != ContactPlan::Outcome::unchanged) touched.insert(id);
    for (const auto& rival : rivals(plan, id)) {
      skip_by_policy(rival);
      touched.insert(rival);
    }
    for (const auto& other : onlookers(plan)) touched.insert(other);
    if (plan.remember_skip) skip_by_policy(id);
    tell(plan, facts, id);
    if (writes())
      note(plan, at->second, facts, apply(plan, facts));
    else
      pretend(plan, id, facts);
  }
  if (!writes()) return;
  for (const auto& client : uncarried_) store::Clients(tx_, parts_.tenant).carry(client);
  uncarried_.clear();
  store::Review(tx_, parts_.tenant).select(wanted);
  if (parts_.rules.all_rows) touched.insert(ids.begin(), ids.end());
  ReviewDesk(tx_, parts_.tenant).refresh(std::vector<std::string>(touched.begin(), touched.end()));
}

void Projector::skip_by_policy(const std::string& hubspot_id) {
  if (!writes()) {
    parts_.overlay->skipped.insert(hubspot_id);
    return;
  }
  store::Review(tx_, parts_.tenant)
      .put_decision({hubspot_id, domain::Decision::skip, "", "the policy for matches", parts_.clock.now()});
}

void Projector::count(const ContactPlan& plan, const store::MirrorRecord& record, const ContactFacts& facts,
                      ImportTotals& totals) {
  using Outcome = ContactPlan::Outcome;
  ++totals.contacts;
  totals.clients_created +=
      static_cast<std::int64_t>(plan.create_companies.size()) + (plan.create_person ? 1 : 0);
  totals.companies_created += static_cast<std::int64_t>(plan.create_companies.size());
  switch (plan.outcome) {
    case Outcome::ignored:
      break;
    case Outcome::created:
      ++totals.contacts_created;
      break;
    case Outcome::updated:
      ++totals.updated;
      break;
    case Outcome::unchanged:
      ++totals.unchanged;
      return;
    case Outcome::skipped:
      ++totals.skipped;
      return;
    case Outcome::left:
      plan.contact_changes.empty() ? ++totals.unchanged : ++totals.left;
      return;
    case Outcome::left_out:
      ++totals.left_out[std::string(every::name(*plan.why))];
      if (*plan.why == Code::match_undecided || *plan.why == Code::match_many) ++totals.undecided;
      remark(record, facts.values.display_name(), {*plan.why, "", way_out(*plan.why)});
      return;
  }
  for (const Remark& r : remarks_of(facts)) remark(record, facts.values.display_name(), r);
}

// What became of the contact, and what is wrong with it now.
void Projector::note(const ContactPlan& plan, const store::MirrorRecord& record, const ContactFacts& facts,
                     const std::string& contact_id) {
  using Outcome = ContactPlan::Outcome;
  if (parts_.book == nullptr) return;
  // Said once, when it left.
  if (plan.outcome == Outcome::left && plan.contact_changes.empty() && plan.person_changes.empty()) return;
  const std::string name = facts.values.display_name();
  const std::string_view code = plan.why ? every::name(*plan.why) : std::string_view();
  std::vector<Remark> remarks;
  if (plan.outcome == Outcome::left_out) remarks.push_back({*plan.why, "", way_out(*plan.why)});
  if (plan.outcome != Outcome::left_out && plan.outcome != Outcome::skipped) remarks = remarks_of(facts);
  parts_.book->judge(parts_.surroundings.reading.portal, record, name, remarks);
  if (plan.outcome == Outcome::unchanged) return;
  const bool skipped = plan.outcome == Outcome::skipped || plan.outcome == Outcome::left_out;
  parts_.book->note(record, name,
                    skipped                            ? "skipped"
                    : plan.outcome == Outcome::created ? "created"
                                                       : "updated",
                    contact_id, code,
                    plan.contact_changes.empty() ? plan.person_changes : plan.contact_changes);
}

void Projector::pretend(const ContactPlan& plan, const std::string& hubspot_id, const ContactFacts& facts) {
  using Outcome = ContactPlan::Outcome;
  if (plan.outcome == Outcome::skipped || plan.outcome == Outcome::left_out || plan.outcome == Outcome::left)
    return;
  if (plan.outcome == Outcome::unchanged) return;  // what is here says it all
  Overlay& overlay = *parts_.overlay;
  for (const auto& company : plan.create_companies)
    overlay.company_clients[company] = placeholder("company", company);
  if (plan.adopt) {
    overlay.taken_clients.insert(plan.adopt->id);
    if (!plan.adopt_company.empty()) overlay.company_clients[plan.adopt_company] = plan.adopt->id;
  }
  if (plan.replaces) overlay.taken_contacts.insert(plan.contact.id);
  Overlay::Person& person = overlay.contacts[hubspot_id];
  person.contact_id = plan.contact.id.empty() ? placeholder("contact", hubspot_id) : plan.contact.id;
  if (!plan.join_companies.empty())
    person.client_id = company_client(plan.join_companies.front());
  else if (plan.adopt)
    person.client_id = plan.adopt->id;
  else if (plan.create_person)
    person.client_id = placeholder("person", hubspot_id);
  else if (facts.person)
    person.client_id = facts.person->id;
  else if (!plan.contact.memberships.empty())
    person.client_id = plan.contact.memberships.front().client_id;
}

}  // namespace every::sync
