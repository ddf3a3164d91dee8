// What a change of one record means for others, done in the same transaction: search words, sort keys,
// balances. Private to store/.
#pragma once

#include <string>
#include <vector>

#include "store/tx.h"

namespace every::store {

// A client is found by its contacts' names and addresses too.
void carry_client_search(Tx& tx, const Tenant& tenant, const std::string& client_id);
void drop_client_search(Tx& tx, const Tenant& tenant, const std::string& client_id);
// A client sorts by the address that its documents go to: its primary contact's, else its own.
void carry_email(Tx& tx, const Tenant& tenant, const std::string& client_id);
// Where documents of the client go; "" when it has no address.
std::string document_email(Tx& tx, const Tenant& tenant, const std::string& client_id);
// What the client owes, less its credit, by currency; what is nothing is absent.
std::vector<Money> balances(Tx& tx, const Tenant& tenant, const std::string& client_id);
// A client sorts by what it owes: the largest sum over its currencies.
void carry_balance(Tx& tx, const Tenant& tenant, const std::string& client_id);
// Deals, invoices and proposals are found by their client's name.
void carry_client_name(Tx& tx, const Tenant& tenant, const std::string& client_id);
void carry_deal_search(Tx& tx, const Tenant& tenant, const std::string& deal_id);
void carry_invoice_search(Tx& tx, const Tenant& tenant, const std::string& invoice_id);
void carry_proposal_search(Tx& tx, const Tenant& tenant, const std::string& proposal_id);

// Archived clients are searched apart.
inline std::string_view client_index(bool archived) {
  return archived ? "client_archived" : "client";
}

}  // namespace every::store
