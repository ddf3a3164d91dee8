// Whoever watches a projection hears of each record that changes, from the very plans that are applied.
#include "sync/projector.h"

namespace every::sync {
namespace {

RecordChange about(const char* kind, const std::string& id, const std::optional<domain::HubSpotLink>& link,
                   std::string name, std::string what, std::vector<FieldChange> changes) {
  RecordChange out;
  out.kind = kind;
  out.id = id;
  if (link) {
    out.object_type = link->object_type;
    out.object_id = link->object_id;
  }
  out.name = std::move(name);
  out.what = std::move(what);
  out.changes = std::move(changes);
  return out;
}

template <class Row>
std::vector<FieldChange> filled(const Row& made) {
  Row blank;
  return take(blank, made, Given{});
}

}  // namespace

void Projector::tell(const domain::Client& client, std::string what, std::vector<FieldChange> changes) {
  if (parts_.witness == nullptr) return;
  (*parts_.witness)(
      about("client", client.id, client.hubspot, client.name, std::move(what), std::move(changes)));
}

void Projector::tell_made(const domain::Client& client) {
  if (parts_.witness != nullptr) tell(client, "created", filled(client));
}

void Projector::tell(const domain::Deal& deal, std::string what, std::vector<FieldChange> changes) {
  if (parts_.witness == nullptr) return;
  if (what == "created") changes = filled(deal);
  (*parts_.witness)(about("deal", deal.id, deal.hubspot, deal.name, std::move(what), std::move(changes)));
}

void Projector::tell(const ContactPlan& plan, const ContactFacts& facts, const std::string& hubspot_id) {
  using Outcome = ContactPlan::Outcome;
  if (parts_.witness == nullptr || plan.outcome == Outcome::skipped || plan.outcome == Outcome::left_out ||
      plan.outcome == Outcome::ignored)
    return;
  const bool left = plan.outcome == Outcome::left;
  for (const auto& company : plan.create_companies)
    if (const auto values = company_values(company)) tell_made(values->client);
  if (plan.adopt) {
    domain::Client client = *plan.adopt;
    std::vector<FieldChange> changes;
    if (plan.adopt_company.empty())
      changes = take(client, person_of(plan.contact), person_given(facts.given));
    else if (const auto values = company_values(plan.adopt_company))
      changes = take(client, values->client, values->given);
    tell(client, "updated", std::move(changes));
  }
  if (plan.create_person) tell_made(person_of(plan.contact));
  if (plan.update_person && !plan.person_changes.empty())
    tell(*plan.update_person, left ? "left" : "updated", plan.person_changes);
  const bool created = plan.outcome == Outcome::created;
  if (!created && plan.contact_changes.empty()) return;
  (*parts_.witness)(about("contact", plan.contact.id,
                          plan.contact.hubspot
                              ? plan.contact.hubspot
                              : std::optional(domain::HubSpotLink{"contact", hubspot_id, "", "", {}, {}}),
                          plan.contact.display_name(),
                          left      ? "left"
                          : created ? "created"
                                    : "updated",
                          created ? filled(plan.contact) : plan.contact_changes));
}

}  // namespace every::sync
