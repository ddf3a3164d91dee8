// The language model that the owner plugged in: where it is asked, its key sealed.
#pragma once

#include <string>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct LanguageModel {
  std::string url;    // of the API, without what follows: "https://api.example.com/v1"
  std::string model;  // as the endpoint calls it
  std::string key_sealed;
  bool enabled = false;
  std::int64_t version = 0;  // 0: nothing was kept yet
};

class LanguageModels {
 public:
  LanguageModels(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  LanguageModel find();
  // False when `expected_version` is no longer the row's.
  bool put(const LanguageModel& model, Instant at, std::int64_t expected_version);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
