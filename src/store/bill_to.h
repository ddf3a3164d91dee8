// Whom and where one document is addressed to instead of its client. Kept beside it; what was issued keeps
// its own (the database refuses a change).
#pragma once

#include <string>

#include "domain/party.h"
#include "store/database.h"

namespace every::store {

class BillTos {
 public:
  BillTos(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  domain::BillTo find(const std::string& invoice_id);  // empty: as the client has it
  void put(const std::string& invoice_id, const domain::BillTo& instead);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
