// What people have ticked for the next import: the workspace's, so that a reload and a second person see it.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct ImportChoice {
  bool all = true;
  std::vector<std::string> ids;  // HubSpot contacts: the exceptions when all, else the chosen
  bool include_deals = true, include_no_email = false;
  std::string by;  // who changed it last; "": nobody, it is as it begins
  Instant at;
  std::int64_t version = 0;
};

class ImportChoices {
 public:
  ImportChoices(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  ImportChoice get();
  // False: somebody changed it since `version`.
  bool put(const ImportChoice& choice, std::int64_t version);
  void begin_anew();

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
