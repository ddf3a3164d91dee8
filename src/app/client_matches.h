// The client here that a row of a table may be. The same evidence as for HubSpot's contacts: one e-mail
// address is exact; a phone number, or a name at one company's domain, make it possible (domain/matching.h).
// A company by the same name is possible too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/client_import.h"
#include "domain/matching.h"
#include "store/clients.h"

namespace every::app {

struct ClientMatch {
  std::string client_id, client_name;
  std::string reason;  // email, phone, name_domain, name
};

class ClientMatcher {
 public:
  // `country`: of phone numbers without a prefix. Lives no longer than the transaction.
  ClientMatcher(store::Tx& tx, const store::Tenant& tenant, std::string country)
      : tx_(tx), tenant_(tenant), country_(std::move(country)) {}

  // Archived clients are found as well. The strongest evidence wins, of equal ones the first by id.
  std::optional<ClientMatch> find(const domain::ImportRow& row);
  // Who has this address here, "" for nobody.
  std::string contact_with(const std::string& email);

 private:
  std::optional<ClientMatch> by_email(const domain::ImportRow& row);
  std::optional<ClientMatch> by_person(const domain::ImportRow& row, const domain::Identity& wanted);
  std::optional<ClientMatch> by_name(const domain::ImportRow& row, const domain::Identity& wanted);
  std::optional<ClientMatch> of_contact(const std::string& contact_id, std::string reason);

  store::Tx& tx_;
  store::Tenant tenant_;
  std::string country_;
};

}  // namespace every::app
