// The tax rates that a workspace has names for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/tax_rate.h"
#include "store/database.h"

namespace every::store {

class TaxRates {
 public:
  TaxRates(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  // Both take the default away from the one that was it when this one is. False: one that is in use has this
  // name; of update, also: another version is here.
  bool insert(const domain::TaxRate& rate);
  bool update(const domain::TaxRate& rate, std::int64_t expected_version);
  std::optional<domain::TaxRate> find(const std::string& id);
  std::vector<domain::TaxRate> all();  // those in use first, by name

 private:
  bool name_taken(const domain::TaxRate& rate);
  void make_room(const domain::TaxRate& rate);

  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
