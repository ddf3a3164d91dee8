// The projection of batches: loads the facts of some HubSpot records, plans, and writes. With an Overlay it
// writes nothing and remembers there what it would have written, so that a preview counts by the very same
// plans.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/deals.h"
#include "store/journal.h"
#include "store/mirror.h"
#include "store/review.h"
#include "store/runs.h"
#include "sync/contact_plan.h"
#include "sync/inclusion.h"
#include "sync/project.h"
#include "sync/record_values.h"
#include "sync/run_book.h"
#include "sync/stage_entry.h"

namespace every::sync {

struct ProjectRules {
  MatchPolicy undecided = MatchPolicy::ask;
  bool include_deals = true, include_no_email = false;
  bool chosen = false;      // the ids that are projected were chosen: no look at the remembered selection
  bool everything = false;  // all contacts are selected, and companies without contacts come as well
  bool all_rows = false;    // the rules changed: every row of the review is derived again
  std::set<std::string> except;
  std::map<std::string, ImportDecision> decisions;  // they count before the stored ones
};

// What a preview pretends to have written.
struct Overlay {
  struct Person {
    std::string contact_id, client_id;
  };
  std::map<std::string, std::string> company_clients;   // HubSpot company -> client
  std::map<std::string, Person> contacts;               // HubSpot contact -> what it became
  std::set<std::string> taken_contacts, taken_clients;  // records here that got linked
  std::set<std::string> skipped;                        // HubSpot contacts that the policy skipped
};

// How runs project that nobody chose anything for.
ProjectRules rules_of(const store::SyncSettings& settings);

// What does not change while a run projects.
struct Surroundings {
  Reading reading;
  std::map<std::string, std::string> owners;  // id -> name
  std::vector<domain::Pipeline> pipelines;
  Inclusion inclusion;
  std::optional<Instant> connected_at;
};
Surroundings load_surroundings(store::Tx& tx, const store::Tenant& tenant);
// By settings that are not saved: for previews.
Surroundings load_surroundings(store::Tx& tx, const store::Tenant& tenant,
                               const store::SyncSettings& settings);

// Decisions of a request as they are stored: of a cluster's HubSpot contacts one replaces and the others are
// skipped.
std::map<std::string, ImportDecision> whole_clusters(store::Tx& tx, const store::Tenant& tenant,
                                                     const std::map<std::string, ImportDecision>& decisions);

// A client with contacts has exactly one primary for each kind of document; the first contact becomes it.
// False: it has no contacts.
bool give_primary(store::Contacts& contacts, const std::string& client_id,
                  store::Carry carry = store::Carry::now);

class Projector {
 public:
  struct Parts {
    store::Tenant tenant;
    const ProjectRules& rules;
    const Surroundings& surroundings;
    Clock& clock;
    Random& random;
    std::string run_id;
    Overlay* overlay = nullptr;  // set: a preview
    std::set<std::string>* with_primary =
        nullptr;                       // clients known to have both primary contacts; kept over batches
    RunBook* book = nullptr;           // where outcomes are noted
    const Witness* witness = nullptr;  // is told of each record that changes, in a preview as in a run
  };
  Projector(const Parts& parts, store::Tx& tx) : parts_(parts), tx_(tx) {}

  // Each adds to the totals and notes what the owner of a record should know.
  void contacts(std::span<const std::string> ids, ImportTotals& totals);
  void companies(std::span<const std::string> ids, ImportTotals& totals);
  void deals(std::span<const std::string> ids, ImportTotals& totals);
  // Person clients of contacts that have a company by now go, unless documents, deals or notes hold them.
  void tidy(std::span<const std::string> contact_ids);

  const std::vector<store::RunError>& errors() const { return errors_; }

 private:
  struct ContactBatch;
  bool writes() const { return parts_.overlay == nullptr; }
  // contacts
  ContactBatch load_contacts(std::span<const std::string> ids);
  ContactFacts facts_of(ContactBatch& batch, const store::MirrorRecord& record);
  void load_matches(ContactBatch& batch, ContactFacts& facts, const store::MirrorRecord& record);
  bool preferred(const std::string& hubspot_id, const std::string& contact_id);
  std::optional<ImportDecision> decision_of(const std::string& hubspot_id);
  bool selected(const std::string& hubspot_id);
  std::string company_client(const std::string& company_id);
  void tell(const ContactPlan& plan, const ContactFacts& facts, const std::string& hubspot_id);
  void tell(const domain::Client& client, std::string what, std::vector<FieldChange> changes);
  void tell(const domain::Deal& deal, std::string what, std::vector<FieldChange> changes);
  void tell_made(const domain::Client& client);
  void leave_lists(const ContactPlan& plan);
  void count(const ContactPlan& plan, const store::MirrorRecord& record, const ContactFacts& facts,
             ImportTotals& totals);
  void pretend(const ContactPlan& plan, const std::string& hubspot_id, const ContactFacts& facts);
  std::string apply(const ContactPlan& plan, const ContactFacts& facts);  // id of the contact here, or ""
  void note(const ContactPlan& plan, const store::MirrorRecord& record, const ContactFacts& facts,
            const std::string& contact_id);
  void note(const store::MirrorRecord& record, const std::string& name, std::string_view outcome,
            const std::string& every_id, const std::vector<FieldChange>& changes,
            const std::vector<Remark>& remarks);
  std::map<std::string, std::string> apply_companies(const ContactPlan& plan);
  std::string apply_person(const ContactPlan& plan, const ContactFacts& facts);
  void join(const std::string& client_id, const std::string& contact_id);
  void leave(const std::string& client_id, const std::string& contact_id);
  void keep_primary(const std::string& client_id);
  std::vector<std::string> rivals(const ContactPlan& plan, const std::string& hubspot_id);
  std::vector<std::string> onlookers(const ContactPlan& plan);
  void skip_by_policy(const std::string& hubspot_id);
  // companies, deals
  struct CompanyValues {
    domain::Client client;
    Given given;
    std::vector<Remark> remarks;
  };
  std::optional<CompanyValues> company_values(const std::string& company_id);
  std::string client_of_contact(const std::string& hubspot_id, const std::string& contact_id);
  void deal(const store::MirrorRecord& record, const std::vector<std::string>& companies,
            const std::string& primary, const std::vector<std::string>& contacts, ImportTotals& totals);
  Inclusion::Answer deal_included(const std::string& id, const std::vector<std::string>& companies,
                                  const std::vector<std::string>& contacts, bool linked);
  std::string deal_client(const std::vector<std::string>& companies, const std::string& primary,
                          const std::vector<std::string>& contacts,
                          const std::map<std::string, std::string>& here);
  StageEntry stages() {
    return {tx_, parts_.tenant, parts_.surroundings.pipelines, parts_.surroundings.reading.mapping};
  }
  // journal
  void journal(const std::string& kind, const std::string& subject_kind, const std::string& subject_id,
               const std::string& client_id, const std::string& text,
               const std::vector<FieldChange>& changes);
  void remark(const store::MirrorRecord& record, const std::string& name, const Remark& remark);
  void note_company(const std::string& company_id, const domain::Client& client, std::string_view outcome,
                    const std::vector<FieldChange>& changes, const std::vector<Remark>& remarks);
  std::string fresh_id() { return new_id(parts_.clock, parts_.random); }

  const Parts& parts_;
  store::Tx& tx_;
  std::vector<store::RunError> errors_;
  std::set<std::string> uncarried_;  // clients whose members this batch of contacts changed
};

}  // namespace every::sync
