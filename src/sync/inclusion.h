// Who takes part when the sync is limited to HubSpot lists. The rule, as it is published:
//
//   no list is included        everybody
//   contacts                   in one of the lists of contacts; or of a company in one of the lists of
//                              companies; or, where only lists of deals are included, of a deal in one of
//                              them
//   companies                  in one of the lists of companies, or with a contact that takes part
//   deals                      where lists of deals are included, those in one of them; else with whom they
//                              belong to
//
// An empty list holds nobody. A list whose members were never read to the end says nothing about anybody:
// what is here stays in step, and nobody new comes in.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "store/database.h"
#include "sync/source.h"

namespace every::sync {

class Inclusion {
 public:
  enum class Answer { in, out, unknown };

  Inclusion() = default;  // everybody
  Inclusion(store::Tx& tx, const store::Tenant& tenant, const std::vector<std::string>& lists);

  bool everybody() const { return lists_.empty(); }
  bool limits_deals() const { return types_.contains(ObjectType::deal); }
  Answer contact(store::Tx& tx, const store::Tenant& tenant, const std::string& id) const;
  Answer company(store::Tx& tx, const store::Tenant& tenant, const std::string& id) const;
  Answer deal(store::Tx& tx, const store::Tenant& tenant, const std::string& id) const;

 private:
  bool member(store::Tx& tx, const store::Tenant& tenant, ObjectType type, const std::string& id) const;
  Answer otherwise() const { return unread_ ? Answer::unknown : Answer::out; }

  std::set<std::string> lists_;
  std::set<ObjectType> types_;  // of which there is an included list
  bool unread_ = false;
};

}  // namespace every::sync
