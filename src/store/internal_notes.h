// What people here write down about an invoice, also once it is issued: beside the document, never on it.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct InternalNote {
  std::string text, by;  // "": nobody wrote one yet
  std::optional<Instant> at;
  std::int64_t version = 0;
};

class InternalNotes {
 public:
  InternalNotes(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  InternalNote find(const std::string& invoice_id);
  // False: the version is not `expected_version` any more.
  bool put(const std::string& invoice_id, const std::string& text, const std::string& by, Instant at,
           std::int64_t expected_version);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
