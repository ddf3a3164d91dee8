#include "sync/contact_plan.h"

#include <algorithm>

namespace every::sync {
namespace {

using Outcome = ContactPlan::Outcome;

ContactPlan leave_out(Code why) {
  ContactPlan plan;
  plan.outcome = Outcome::left_out;
  plan.why = why;
  return plan;
}

ContactPlan skip(bool remember) {
  ContactPlan plan;
  plan.outcome = Outcome::skipped;
  plan.remember_skip = remember;
  return plan;
}

const MatchFact* match_of(const ContactFacts& facts, const std::string& contact_id) {
  for (const MatchFact& match : facts.matches)
    if (match.contact.id == contact_id) return &match;
  return nullptr;
}

// Which record here is taken over; or why none may be.
struct Target {
  const MatchFact* match = nullptr;
  std::optional<ContactPlan> instead;
};

Target target_of(const ContactFacts& facts, const ContactRules& rules) {
  if (facts.matches.empty() || facts.decision == domain::Decision::create) return {};
  if (facts.decision == domain::Decision::replace) {
    // A target that was taken or removed since leaves the choice open, unless only one record is left.
    if (const MatchFact* match = match_of(facts, facts.decided_target)) return {match, {}};
    if (facts.matches.size() == 1 && facts.decided_target.empty()) return {&facts.matches.front(), {}};
    return {nullptr, leave_out(facts.matches.size() > 1 ? Code::match_many : Code::match_undecided)};
  }
  const bool exact = std::all_of(facts.matches.begin(), facts.matches.end(),
                                 [](const MatchFact& match) { return match.exact; });
  switch (exact ? rules.undecided : MatchPolicy::ask) {
    case MatchPolicy::ask:
      return {nullptr, leave_out(facts.matches.size() > 1 ? Code::match_many : Code::match_undecided)};
    case MatchPolicy::skip:
      return {nullptr, skip(true)};
    case MatchPolicy::replace:
      break;
  }
  if (facts.matches.size() > 1) return {nullptr, leave_out(Code::match_many)};
  if (!facts.preferred) return {nullptr, skip(true)};
  return {&facts.matches.front(), {}};
}

bool changes_clients(const ContactPlan& plan) {
  return !plan.create_companies.empty() || plan.adopt || plan.create_person || !plan.leave.empty() ||
         !plan.person_changes.empty();
}

bool is_member(const domain::Contact& contact, const std::string& client_id) {
  return std::any_of(contact.memberships.begin(), contact.memberships.end(),
                     [&](const auto& m) { return m.client_id == client_id; });
}

// The clients of the contact's companies; true when the contact becomes a member of one it was not in.
bool plan_companies(const ContactFacts& facts, const MatchFact* target, ContactPlan& plan) {
  bool joins = false;
  for (std::size_t i = 0; i < facts.companies.size(); ++i) {
    const CompanyFact& company = facts.companies[i];
    if (company.client_id.empty()) {
      // The replaced record's own client becomes the client of the primary company.
      if (i == 0 && target != nullptr && target->only_client) {
        plan.adopt = target->only_client;
        plan.adopt_company = company.id;
      } else {
        plan.create_companies.push_back(company.id);
      }
      joins = true;
    } else {
      joins = joins || !is_member(plan.contact, company.client_id);
    }
    plan.join_companies.push_back(company.id);
  }
  for (const std::string& client_id : facts.company_clients) {
    const bool still = std::any_of(facts.companies.begin(), facts.companies.end(),
                                   [&](const CompanyFact& c) { return c.client_id == client_id; });
    if (!still) plan.leave.push_back(client_id);
  }
  return joins;
}

// The contact's own client, when it has no company.
bool plan_person(const ContactFacts& facts, const MatchFact* target, ContactPlan& plan) {
  if (facts.person) {
    plan.update_person = facts.person;
    plan.person_changes = take(*plan.update_person, person_of(plan.contact), person_given(facts.given));
    // With a company the person's client only stays until it can go; it is no reason to join it again.
    if (!facts.companies.empty()) return false;
    plan.join_person = true;
    return !is_member(plan.contact, facts.person->id);
  }
  if (!facts.companies.empty()) return false;
  const auto left = static_cast<std::ptrdiff_t>(plan.leave.size());
  const bool has_client = std::ssize(plan.contact.memberships) > left;
  if (target != nullptr && target->only_client) {
    plan.adopt = target->only_client;
  } else if (!has_client) {
    plan.create_person = true;
  } else {
    return false;
  }
  plan.join_person = true;
  return true;
}

// It stays as it is. Said once: afterwards its link is marked.
ContactPlan leave_lists(const ContactFacts& facts) {
  ContactPlan plan;
  plan.outcome = Outcome::left;
  plan.contact = *facts.linked;
  if (plan.contact.hubspot && !plan.contact.hubspot->left_at) plan.contact_changes.push_back(left_lists());
  if (facts.person && facts.person->hubspot && !facts.person->hubspot->left_at) {
    plan.update_person = facts.person;
    plan.person_changes.push_back(left_lists());
  }
  return plan;
}

}  // namespace

FieldChange left_lists() {
  return {"hubspot", "HubSpot record", "in the selected lists", "left the lists"};
}

ContactPlan plan_contact(const ContactFacts& facts, const ContactRules& rules) {
  if (facts.gone) return {};
  if (facts.left) return facts.linked ? leave_lists(facts) : ContactPlan{};
  const MatchFact* target = nullptr;
  if (!facts.linked) {
    if (!facts.selected) return {};
    if (facts.decision == domain::Decision::skip) return skip(false);
    if (!facts.has_email && !rules.include_no_email)
      return leave_out(facts.bad_email ? Code::contact_bad_email : Code::contact_no_email);
    Target found = target_of(facts, rules);
    if (found.instead) return *std::move(found.instead);
    target = found.match;
  }
  ContactPlan plan;
  plan.replaces = target != nullptr;
  plan.contact = facts.linked ? *facts.linked : target != nullptr ? target->contact : facts.values;
  if (facts.linked || target != nullptr) plan.contact_changes = take(plan.contact, facts.values, facts.given);
  bool moves = plan_companies(facts, target, plan);
  moves = plan_person(facts, target, plan) || moves;
  if (!facts.linked && target == nullptr)
    plan.outcome = Outcome::created;
  else
    plan.outcome = !plan.contact_changes.empty() || moves || changes_clients(plan) ? Outcome::updated
                                                                                   : Outcome::unchanged;
  return plan;
}

}  // namespace every::sync
