// What a person has to know about the rules of the sync: a mapped property that HubSpot no longer has, a list
// that was deleted. Raised once, however often it is met; healed when it is well again; then it may be raised
// anew.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct Notice {
  std::string key;      // what it is about: "property/contact/favourite_colour"
  std::string code;     // an error code's name
  std::string subject;  // "Favourite colour"
  std::string detail, fix;
  Instant raised_at;
};

class Notices {
 public:
  Notices(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  bool raise(const Notice& notice);               // true: it was not open before
  bool heal(const std::string& key, Instant at);  // true: it was open
  std::vector<Notice> open();                     // oldest first
  std::vector<std::string> open_keys(const std::string& prefix);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
