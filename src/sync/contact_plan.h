// What a HubSpot contact becomes here. Pure: facts in, a plan of writes out; the run applies it, the preview
// counts it.
//
//   skip decided, gone, no e-mail (unless wanted)         nothing
//   linked, and left every included list                  stays, and is no longer updated
//   linked already                                        takes HubSpot's values
//   matches nobody, or "create"                           a new contact
//   matches, replace (decided, or the policy)             the record here is linked and takes HubSpot's
//   values; its
//                                                         only client becomes the company's (or the person's)
//                                                         client
//   matches, undecided                                    left out, or skipped by the policy
//   matches possibly, undecided                           left out, whatever the policy: a person decides
//
// A contact belongs to the clients of its companies, the primary first; one without a company is a client of
// its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/matching.h"
#include "domain/party.h"
#include "sync/project.h"
#include "sync/record_values.h"

namespace every::sync {

// A contact here with the same e-mail, not linked with HubSpot; or one that is possibly the same.
struct MatchFact {
  domain::Contact contact;                    // with memberships
  std::optional<domain::Client> only_client;  // its client, when it has exactly one and that is not linked
  bool exact = true;
};

struct CompanyFact {
  std::string id;         // HubSpot's
  std::string client_id;  // its client here; "" when there is none yet
};

struct ContactFacts {
  domain::Contact values;       // as HubSpot has them
  Given given;                  // which fields they fill
  std::vector<Remark> remarks;  // of reading them
  bool gone = false, has_email = true, bad_email = false;
  bool selected = false;
  bool left = false;  // in none of the lists that the sync is limited to
  std::optional<domain::Decision> decision;
  std::string decided_target;
  bool preferred =
      true;  // of several HubSpot contacts that match the same record: the one that may replace it
  std::vector<MatchFact> matches;         // by id
  std::optional<domain::Contact> linked;  // with memberships
  std::optional<domain::Client> person;   // the client that this contact is by itself
  std::vector<CompanyFact> companies;     // primary first; only those that the mirror has
  std::vector<std::string>
      company_clients;  // client ids among the linked contact's memberships that are companies of
                        // HubSpot: where it is no longer associated, it leaves
};

struct ContactRules {
  MatchPolicy undecided = MatchPolicy::ask;
  bool include_no_email = false;
};

struct ContactPlan {
  enum class Outcome { ignored, created, updated, unchanged, skipped, left_out, left };
  Outcome outcome = Outcome::ignored;
  std::optional<Code> why;     // of left_out
  bool remember_skip = false;  // the policy skipped it: decided from now on
  bool replaces = false;       // an existing, unlinked contact is taken over

  // What to write; for left only the contact and the person, whose links are marked by whoever applies it.
  // Else for created, updated and unchanged. `contact.id` empty: a new one.
  domain::Contact contact;
  std::vector<FieldChange> contact_changes;
  std::vector<std::string> create_companies;  // HubSpot companies that become clients
  std::optional<domain::Client> adopt;  // an existing client, now linked with `adopt_company` or the person
  std::string adopt_company;            // "": with the contact itself
  bool create_person = false;
  std::optional<domain::Client> update_person;
  std::vector<FieldChange> person_changes;
  std::vector<std::string> join_companies;  // HubSpot company ids, primary first
  bool join_person = false;
  std::vector<std::string> leave;  // client ids
};

ContactPlan plan_contact(const ContactFacts& facts, const ContactRules& rules);
// The one change of a record that left every included list.
FieldChange left_lists();

}  // namespace every::sync
