// The workspace's logo, at most one, and those that stand on issued documents. A picture is kept once and
// known by its hash.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct StoredLogo {
  std::string type;   // image/png or image/jpeg
  std::string image;  // the file, in base64
};

class Logos {
 public:
  Logos(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  std::string current();  // the hash; "" when there is none
  std::optional<StoredLogo> find(const std::string& hash);
  void put(const StoredLogo& logo, Instant at);
  bool remove();

 private:
  void forget_unused();

  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
