// The records here that a HubSpot contact may be. The review shows them and the projection decides by them,
// so both ask here. Candidates come from indexes; domain/matching.h judges.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "domain/party.h"
#include "store/clients.h"
#include "store/review.h"

namespace every::sync {

inline constexpr std::size_t kClusterMax = 200;  // records looked at in one cluster, each side

class MatchFinder {
 public:
  // `country`: of phone numbers without a prefix. Lives no longer than the transaction.
  MatchFinder(store::Tx& tx, const store::Tenant& tenant, std::string country)
      : tx_(tx), tenant_(tenant), country_(std::move(country)) {}

  // What is known about the HubSpot contact.
  struct Wanted {
    std::string hubspot_id;
    const domain::Contact& values;
    std::span<const std::string> emails;  // normalised
    std::string company_id;               // HubSpot's, "" without one
  };
  // Contacts here, not linked with HubSpot, that share an e-mail; only where there is none, those that are
  // possibly the same. By id. What a person said is no duplicate is not among them. `by_email` knows the
  // contacts here by normalised e-mail.
  std::vector<store::ReviewMatch> find(const Wanted& wanted,
                                       const std::map<std::string, std::vector<std::string>>& by_email);

 private:
  const domain::Contact* free_contact(const std::string& id);
  std::vector<store::ReviewMatch> possible(const Wanted& wanted, const std::set<std::string>& different);

  store::Tx& tx_;
  store::Tenant tenant_;
  std::string country_;
  std::optional<bool> any_free_;
  std::map<std::string, std::optional<domain::Contact>> known_;  // nothing: linked, or not there
};

}  // namespace every::sync
