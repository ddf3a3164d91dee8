#include "sync/inclusion.h"

#include <algorithm>

#include "store/mirror.h"
#include "store/mirror_lists.h"

namespace every::sync {
namespace {

std::string key(ObjectType type) {
  return std::string(name(type));
}

}  // namespace

Inclusion::Inclusion(store::Tx& tx, const store::Tenant& tenant, const std::vector<std::string>& lists)
    : lists_(lists.begin(), lists.end()) {
  store::MirrorLists known(tx, tenant);
  for (const std::string& id : lists) {
    const auto list = known.find(id);
    const auto type = list ? object_type_from(list->object_type) : std::nullopt;
    if (type) types_.insert(*type);
    unread_ = unread_ || !type || !list->read_at;
  }
}

bool Inclusion::member(store::Tx& tx, const store::Tenant& tenant, ObjectType type,
                       const std::string& id) const {
  if (!types_.contains(type)) return false;
  const auto lists = store::MirrorLists(tx, tenant).lists_of(key(type), id);
  return std::any_of(lists.begin(), lists.end(),
                     [&](const std::string& one) { return lists_.contains(one); });
}

Inclusion::Answer Inclusion::contact(store::Tx& tx, const store::Tenant& tenant,
                                     const std::string& id) const {
  if (everybody() || member(tx, tenant, ObjectType::contact, id)) return Answer::in;
  store::Mirror mirror(tx, tenant);
  if (types_.contains(ObjectType::company))
    for (const auto& a : mirror.associations("contact", id, "company"))
      if (member(tx, tenant, ObjectType::company, a.to_id)) return Answer::in;
  if (limits_deals() && types_.size() == 1)
    for (const std::string& deal : mirror.associated_from("deal", "contact", id))
      if (member(tx, tenant, ObjectType::deal, deal)) return Answer::in;
  return otherwise();
}

Inclusion::Answer Inclusion::company(store::Tx& tx, const store::Tenant& tenant,
                                     const std::string& id) const {
  if (everybody() || member(tx, tenant, ObjectType::company, id)) return Answer::in;
  for (const std::string& contact : store::Mirror(tx, tenant).associated_from("contact", "company", id))
    if (this->contact(tx, tenant, contact) == Answer::in) return Answer::in;
  return otherwise();
}

Inclusion::Answer Inclusion::deal(store::Tx& tx, const store::Tenant& tenant, const std::string& id) const {
  if (!limits_deals() || member(tx, tenant, ObjectType::deal, id)) return Answer::in;
  return otherwise();
}

}  // namespace every::sync
