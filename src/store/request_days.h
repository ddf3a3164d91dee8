// What was asked of HubSpot on each day of the account, kept so that a restart does not forget it. The names
// are those of the meter ("kind.list", "class.ok", "limited.daily").
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

class RequestDays {
 public:
  using Counts = std::map<std::string, std::int64_t>;

  RequestDays(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void add(Date day, const Counts& counts);  // to what the day has; forgets days older than five weeks
  Counts of(Date day);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
