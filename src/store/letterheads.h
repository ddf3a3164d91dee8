// Letterheads of issued documents: each kept once, found by what it says, never changed.
#pragma once

#include <optional>
#include <string>

#include "domain/letterhead.h"
#include "store/database.h"

namespace every::store {

class Letterheads {
 public:
  Letterheads(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  // Its id, the same for the same content.
  std::string keep(const domain::Letterhead& letterhead);
  std::optional<domain::Letterhead> find(const std::string& id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
