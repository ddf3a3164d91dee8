#include "sync/contact_plan.h"

#include <gtest/gtest.h>

namespace every::sync {
namespace {

using Outcome = ContactPlan::Outcome;
using domain::Decision;

ContactFacts sofia() {
  ContactFacts facts;
  facts.selected = true;
  facts.values.first_name = "Sofia";
  facts.values.last_name = "Moreau";
  facts.values.email = "sofia@pinecrest.example";
  facts.values.source = domain::Source::hubspot;
  facts.values.hubspot = domain::HubSpotLink{"contact", "501", "77", "https://hs/501", {}, {}};
  return facts;
}

MatchFact match(const std::string& id, bool with_client = true) {
  MatchFact out;
  out.contact.id = id;
  out.contact.first_name = "S.";
  out.contact.email = "SOFIA@pinecrest.example";
  if (with_client) {
    domain::Membership m;
    m.client_id = "client-of-" + id;
    m.contact_id = id;
    out.contact.memberships.push_back(m);
    out.only_client.emplace();
    out.only_client->id = m.client_id;
    out.only_client->name = "Pinecrest Works";
  }
  return out;
}

struct Case {
  const char* what;
  std::optional<Decision> decision;
  std::string target;
  std::vector<std::string> matches;
  MatchPolicy policy;
  bool preferred;
  Outcome outcome;
  std::optional<Code> why;
  std::string replaced;  // id of the contact taken over
  bool remember;
};

TEST(ContactPlan, DecisionsAndPoliciesOverMatches) {
  const Case cases[] = {
      {"nobody matches", {}, "", {}, MatchPolicy::ask, true, Outcome::created, {}, "", false},
      {"undecided, ask",
       {},
       "",
       {"a"},
       MatchPolicy::ask,
       true,
       Outcome::left_out,
       Code::match_undecided,
       "",
       false},
      {"undecided, several",
       {},
       "",
       {"a", "b"},
       MatchPolicy::ask,
       true,
       Outcome::left_out,
       Code::match_many,
       "",
       false},
      {"undecided, replace", {}, "", {"a"}, MatchPolicy::replace, true, Outcome::updated, {}, "a", false},
      {"undecided, replace, several here",
       {},
       "",
       {"a", "b"},
       MatchPolicy::replace,
       true,
       Outcome::left_out,
       Code::match_many,
       "",
       false},
      {"undecided, replace, another was chosen",
       {},
       "",
       {"a"},
       MatchPolicy::replace,
       false,
       Outcome::skipped,
       {},
       "",
       true},
      {"undecided, skip", {}, "", {"a"}, MatchPolicy::skip, true, Outcome::skipped, {}, "", true},
      {"replace the second",
       Decision::replace,
       "b",
       {"a", "b"},
       MatchPolicy::ask,
       true,
       Outcome::updated,
       {},
       "b",
       false},
      {"replace the only one",
       Decision::replace,
       "",
       {"a"},
       MatchPolicy::skip,
       true,
       Outcome::updated,
       {},
       "a",
       false},
      {"replace one that is taken",
       Decision::replace,
       "x",
       {"a"},
       MatchPolicy::ask,
       true,
       Outcome::left_out,
       Code::match_undecided,
       "",
       false},
      {"replace one that went",
       Decision::replace,
       "x",
       {},
       MatchPolicy::ask,
       true,
       Outcome::created,
       {},
       "",
       false},
      {"skip beats the policy",
       Decision::skip,
       "",
       {"a"},
       MatchPolicy::replace,
       true,
       Outcome::skipped,
       {},
       "",
       false},
      {"create beside it",
       Decision::create,
       "",
       {"a"},
       MatchPolicy::ask,
       true,
       Outcome::created,
       {},
       "",
       false},
  };
  for (const Case& c : cases) {
    ContactFacts facts = sofia();
    facts.decision = c.decision;
    facts.decided_target = c.target;
    facts.preferred = c.preferred;
    for (const auto& id : c.matches) facts.matches.push_back(match(id));
    const ContactPlan plan = plan_contact(facts, {c.policy, false});
    EXPECT_EQ(plan.outcome, c.outcome) << c.what;
    EXPECT_EQ(plan.why, c.why) << c.what;
    EXPECT_EQ(plan.replaces ? plan.contact.id : "", c.replaced) << c.what;
    EXPECT_EQ(plan.remember_skip, c.remember) << c.what;
  }
}

TEST(ContactPlan, AContactWithoutACompanyIsAClientOfItsOwn) {
  const ContactPlan plan = plan_contact(sofia(), {});
  EXPECT_TRUE(plan.create_person);
  EXPECT_TRUE(plan.join_person);
  EXPECT_TRUE(plan.create_companies.empty());
}

TEST(ContactPlan, CompaniesBecomeItsClientsThePrimaryFirst) {
  ContactFacts facts = sofia();
  facts.companies = {{"900", ""}, {"800", "client-800"}};
  const ContactPlan plan = plan_contact(facts, {});
  EXPECT_EQ(plan.create_companies, std::vector<std::string>{"900"});
  EXPECT_EQ(plan.join_companies, (std::vector<std::string>{"900", "800"}));
  EXPECT_FALSE(plan.create_person);
}

TEST(ContactPlan, AReplacedRecordsClientBecomesTheCompanysClient) {
  ContactFacts facts = sofia();
  facts.decision = Decision::replace;
  facts.matches = {match("a")};
  facts.companies = {{"900", ""}};
  const ContactPlan plan = plan_contact(facts, {});
  ASSERT_TRUE(plan.adopt);
  EXPECT_EQ(plan.adopt->id, "client-of-a");
  EXPECT_EQ(plan.adopt_company, "900");
  EXPECT_TRUE(plan.create_companies.empty());

  facts.companies = {{"900", "client-900"}};  // the company is a client already: two clients stay two
  EXPECT_FALSE(plan_contact(facts, {}).adopt);
  facts.companies.clear();  // without a company the client becomes the person's
  const ContactPlan person = plan_contact(facts, {});
  ASSERT_TRUE(person.adopt);
  EXPECT_EQ(person.adopt_company, "");
  EXPECT_TRUE(person.join_person);
}

TEST(ContactPlan, ALinkedContactThatIsEqualStaysUntouched) {
  ContactFacts facts = sofia();
  facts.linked = facts.values;
  facts.linked->id = "c1";
  domain::Membership m;
  m.client_id = "client-900";
  m.from_hubspot = true;
  facts.linked->memberships = {m};
  facts.companies = {{"900", "client-900"}};
  facts.company_clients = {"client-900"};
  EXPECT_EQ(plan_contact(facts, {}).outcome, Outcome::unchanged);
  facts.values.phone = "+1 415 555 0116";
  const ContactPlan changed = plan_contact(facts, {});
  EXPECT_EQ(changed.outcome, Outcome::updated);
  ASSERT_EQ(changed.contact_changes.size(), 1U);
  EXPECT_EQ(changed.contact_changes[0], (FieldChange{"phone", "Phone", "", "+1 415 555 0116"}));
}

TEST(ContactPlan, AContactThatLosesItsCompanyLeavesItAndIsItsOwnClient) {
  ContactFacts facts = sofia();
  facts.linked = facts.values;
  facts.linked->id = "c1";
  domain::Membership m;
  m.client_id = "client-900";
  m.from_hubspot = true;
  facts.linked->memberships = {m};
  facts.company_clients = {"client-900"};
  const ContactPlan plan = plan_contact(facts, {});
  EXPECT_EQ(plan.leave, std::vector<std::string>{"client-900"});
  EXPECT_TRUE(plan.create_person);
  EXPECT_EQ(plan.outcome, Outcome::updated);
}

TEST(ContactPlan, WithoutEmailItComesOnlyWhenWanted) {
  ContactFacts facts = sofia();
  facts.values.email.clear();
  facts.has_email = false;
  EXPECT_EQ(plan_contact(facts, {}).why, Code::contact_no_email);
  EXPECT_EQ(plan_contact(facts, {MatchPolicy::ask, true}).outcome, Outcome::created);
  facts.bad_email = true;
  EXPECT_EQ(plan_contact(facts, {}).why, Code::contact_bad_email);
}

TEST(ContactPlan, WhatIsNotSelectedOrGoneIsNoneOfOurs) {
  ContactFacts facts = sofia();
  facts.selected = false;
  EXPECT_EQ(plan_contact(facts, {}).outcome, Outcome::ignored);
  facts.selected = true;
  facts.gone = true;
  EXPECT_EQ(plan_contact(facts, {}).outcome, Outcome::ignored);
}

}  // namespace
}  // namespace every::sync
