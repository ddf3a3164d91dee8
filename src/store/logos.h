// The workspace's logo, at most one.
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
  std::optional<StoredLogo> find();
  void put(const StoredLogo& logo, Instant at);
  bool remove();

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
