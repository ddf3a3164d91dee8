// The review: for every HubSpot contact of the mirror one row (what it is, whether it is here, what it
// matches), and the clusters of records that are the same person by e-mail, or possibly so by other evidence.
// Rows and clusters are derived and can be made again at any time; decisions are kept. All of it runs inside
// the caller's write transaction.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "domain/matching.h"
#include "store/clients.h"
#include "store/mirror.h"
#include "store/review.h"
#include "sync/inclusion.h"
#include "sync/match_finder.h"
#include "sync/record_values.h"

namespace every::sync {

// One record of a comparison.
struct MatchSide {
  std::string id;  // HubSpot contact id, or id of the contact here
  domain::Comparable values;
  std::string url;        // HubSpot's side only
  std::string client_id;  // this side only: its first client, "" if none
};

// What the match desk shows for one cluster: both sides, and the fields of the proposed pair.
struct ClusterView {
  store::Cluster cluster;
  std::vector<MatchSide> here, hubspot;
  std::string target_id, hubspot_id;                 // the proposed or decided pair
  std::vector<domain::FieldDifference> differences;  // of that pair
};

class ReviewDesk {
 public:
  ReviewDesk(store::Tx& tx, const store::Tenant& tenant);

  // Derives the rows, matches and clusters of these HubSpot contacts again.
  void refresh(std::span<const std::string> hubspot_ids);
  // Contacts here with these e-mails (as typed or normalised) were made, edited or removed: whatever HubSpot
  // contact has one of them is derived again. Call with the addresses before and after an edit.
  void contacts_changed(std::span<const std::string> emails);
  // The same by everything that a contact here is known by: its addresses, phones and name.
  void person_changed(const domain::Contact& contact);

  // Decides a cluster as a whole. replace: `target_id` ("" = the only one, else the first) takes the values
  // of `hubspot_id` ("" = the most recently modified), the cluster's other HubSpot contacts are skipped.
  // skip, create: for every HubSpot contact of the cluster. nullopt takes the decision back. Error:
  // not_found, validation (a target or HubSpot contact that is not in the cluster).
  Status decide(const std::string& cluster_id, std::optional<domain::Decision> decision,
                const std::string& target_id, const std::string& hubspot_id, const std::string& by,
                Instant at);
  // The same for one HubSpot contact: of the cluster it belongs to, or alone (skip / take back) when it
  // matches nothing.
  Status decide_contact(const std::string& hubspot_contact_id, std::optional<domain::Decision> decision,
                        const std::string& target_id, const std::string& by, Instant at);

  // "Not a duplicate": the cluster's pairs of these two (all of a side that is "") are not the same, and are
  // not asked about again. Error: not_found, validation.
  Status set_apart(const std::string& cluster_id, const std::string& target_id, const std::string& hubspot_id,
                   const std::string& by, Instant at);

  std::optional<ClusterView> view(const std::string& cluster_id);

 private:
  struct Derived;
  std::vector<Derived> derive(std::span<const std::string> hubspot_ids);
  void match(std::vector<Derived>& rows);
  void judge(Derived& row);
  void refresh_clusters(std::span<const Derived> rows);
  void put_cluster(const std::string& id, const std::vector<std::string>& hubspot_ids,
                   const std::vector<std::string>& contact_ids, const std::set<std::string>& evidence);
  std::vector<MatchSide> here_sides(const std::vector<std::string>& contact_ids);
  std::vector<MatchSide> hubspot_sides(const std::vector<std::string>& hubspot_ids);
  std::string proposed(const std::vector<std::string>& hubspot_ids);
  void put_decision(const std::string& hubspot_id, std::optional<domain::Decision> decision,
                    const std::string& target_id, const std::string& by, Instant at);

  store::Tx& tx_;
  store::Tenant tenant_;
  std::optional<std::map<std::string, std::string>> owners_;  // id -> name, read at first need
  std::optional<Reading> reading_;                            // likewise
  Inclusion inclusion_;                                       // likewise
};

}  // namespace every::sync
