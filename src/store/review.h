// What could be imported and what was decided about it: one row for each HubSpot contact of the mirror
// (derived, can be made again at any time) and the decisions (kept, never derived).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/matching.h"
#include "store/database.h"

namespace every::store {

// `state`: new, duplicate (matches a contact here and is not linked yet), imported, skipped, left (imported,
// and in none of the included lists any more), filtered (not imported, in none of them), gone.
struct ReviewRow {
  std::string hubspot_id;
  std::string name, email, phone, company, job_title, owner_name, lifecycle_stage, address, url;
  Instant modified_at;
  std::string state;
  bool no_email = false;
  std::string cluster_id;             // of a duplicate; "" otherwise
  std::string contact_id, client_id;  // linked ones, when imported
  std::int64_t deals = 0;
  std::optional<domain::Decision> decision;
};

struct ReviewMatch {
  std::string hubspot_id, contact_id;
  std::string reason;  // "email", or why it is only possible: "phone", "name_domain", "phone,name_domain"
  bool exact() const { return reason == "email"; }
};

struct ReviewCounts {
  std::int64_t found = 0, fresh = 0, duplicate = 0, undecided = 0, imported = 0, skipped = 0, left = 0,
               filtered = 0, gone = 0, no_email = 0;
};

// A cluster of HubSpot contacts and contacts here that are the same by some e-mail, or possibly the same by
// other evidence, resolved as a whole. Never both: what an e-mail tells is not mixed with what may be.
struct Cluster {
  std::string id;
  bool exact = true;                              // by e-mail; else possible, by `evidence`
  std::vector<std::string> evidence = {"email"};  // "email", "phone", "name_domain"
  std::string name, email;
  std::int64_t differences = 0;
  bool formatting_only = false;
  std::int64_t open_invoices = 0;
  std::vector<std::string> hubspot_ids, contact_ids;
  std::optional<domain::Decision> decision;
  std::string target_id;   // the contact here that is replaced
  std::string hubspot_id;  // the HubSpot contact that replaces it
  std::optional<Instant> decided_at;
  std::string decided_by;
};

struct ReviewFilter {
  std::string state;       // "" = all; also "no_email"
  std::string q;           // name, e-mail, company
  std::string list = {};   // id of a list of contacts whose members were read (store/mirror_lists)
  std::string owner = {};  // name
  std::optional<Instant> modified_from = {}, modified_before = {};  // in HubSpot
};

struct ClusterFilter {
  std::optional<bool> decided;
  bool formatting_only = false;
  bool conflicts_only = false;  // those that differ in more than formatting, or not at all
  std::optional<bool> exact;    // by e-mail, or only possible
  std::string q;
};

class Review {
 public:
  Review(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  void put(std::span<const ReviewRow> rows);  // by hubspot_id; leaves decision alone
  void put(const ReviewRow& row, const std::optional<ReviewRow>& was);  // `was`: as it stands now, if it does
  // The matches of these HubSpot contacts, replaced.
  void put_matches(std::span<const std::string> hubspot_ids, std::span<const ReviewMatch> matches);
  std::vector<ReviewMatch> matches(std::span<const std::string> hubspot_ids);
  std::vector<ReviewMatch> matches_of_contact(const std::string& contact_id);
  std::optional<ReviewRow> find(const std::string& hubspot_id);
  std::vector<ReviewRow> find_many(std::span<const std::string> hubspot_ids);
  // E-mails (normalised) of the HubSpot contacts, so that a contact made here later finds its match.
  void put_emails(const std::string& hubspot_id, std::span<const std::string> normal_emails);
  std::vector<std::string> with_email(const std::string& normal_email);  // hubspot ids

  // HubSpot contacts that may have this number or are called so; at most `limit`.
  std::vector<std::string> with_phone_tail(const std::string& tail, std::int64_t limit);
  std::vector<std::string> named(const std::string& name, std::int64_t limit);

  ReviewCounts counts();
  Window<ReviewRow> list(const ReviewFilter& filter,
                         const Slice& slice);  // sorts: name, email, company, modifiedAt, state
  std::vector<std::string> owners();           // names, by name
  // Ids only, in id order after `after`: for imports over a query.
  std::vector<std::string> ids(const ReviewFilter& filter, const std::string& after, std::int64_t limit);

  void put_cluster(const Cluster& cluster);  // derived part only
  void drop_cluster(
      const std::string& id);  // when nothing matches any more; its decision stays remembered per contact
  std::optional<Cluster> cluster(const std::string& id);
  Window<Cluster> clusters(const ClusterFilter& filter,
                           const Slice& slice);  // sorts: differences, name, invoices
  std::vector<std::string> cluster_ids(const ClusterFilter& filter);

  // A decision about one HubSpot contact. nullopt takes it back.
  struct DecisionRow {
    std::string hubspot_id;
    domain::Decision decision;
    std::string target_id;  // of replace
    std::string decided_by;
    Instant decided_at;
  };
  void put_decision(const DecisionRow& decision);
  void delete_decision(const std::string& hubspot_id);
  std::optional<DecisionRow> decision(const std::string& hubspot_id);

  // A person said that the two are not the same; it is not asked again.
  void put_not_duplicate(const std::string& hubspot_id, const std::string& contact_id, const std::string& by,
                         Instant at);
  void forget_not_duplicates(const std::string& hubspot_id);
  std::vector<std::string> not_duplicates(const std::string& hubspot_id);  // contact ids

  // Selected for import, and so kept in step from then on.
  void select(std::span<const std::string> hubspot_ids);
  bool selected(const std::string& hubspot_id);
  std::int64_t selected_count();
  void clear();  // rows, matches and clusters (not decisions, not the selection): before a rebuild

  // HubSpot contacts whose rows are to be derived again: noted in the transaction that changes the mirror,
  // worked off later in larger batches (sync/review_lane.h), so that a kill in between loses nothing.
  struct Due {
    std::int64_t upto = 0;                 // 0: nothing is due
    std::vector<std::string> hubspot_ids;  // each once, in id order
  };
  void put_due(std::span<const std::string> hubspot_ids);
  void put_all_due();  // every row there is: what they all show has changed (owners, the account)
  Due due();           // the oldest few thousand
  void drop_due(std::int64_t upto);

 private:
  void insert(const ReviewRow& row);
  void replace(const ReviewRow& row, const ReviewRow& old);
  void amend(const ReviewRow& row);

  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
