// Billing profiles: the workspace's own, under the empty id, and those of its clients.
#pragma once

#include <string>

#include "base/time.h"
#include "domain/billing_profile.h"
#include "store/database.h"

namespace every::store {

struct StoredProfile {
  domain::BillingProfile profile;
  std::int64_t version = 0;  // 0: nothing was kept yet
};

class BillingProfiles {
 public:
  BillingProfiles(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  StoredProfile find(const std::string& client_id);
  // False when `expected_version` is no longer the row's.
  bool put(const std::string& client_id, const domain::BillingProfile& profile, Instant at,
           std::int64_t expected_version);
  void remove(const std::string& client_id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
