// What people are told of under the bell: the journal's events that ask for somebody's eyes, and what each
// person has seen already.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/journal.h"

namespace every::store {

struct BellMark {
  Instant seen_at{};                           // events until then are read
  std::map<std::string, std::int64_t> counts;  // of what stands as it is: how many there were
};

class Bell {
 public:
  Bell(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  // Newest first. What the person called `but` did is not news to them.
  std::vector<Activity> events(Instant since, const std::string& but, std::int64_t limit);
  BellMark mark(const std::string& user_id);
  void put_mark(const std::string& user_id, const BellMark& mark);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
