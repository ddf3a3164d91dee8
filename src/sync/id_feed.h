// HubSpot ids in ascending order, by keyset: a list that was asked for, or all records of a type.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/mirror.h"
#include "store/review.h"
#include "sync/source.h"
#include "sync/values.h"

namespace every::sync {

class IdFeed {
 public:
  static IdFeed all(ObjectType type) {
    IdFeed feed;
    feed.type_ = type;
    return feed;
  }
  static IdFeed of(const std::set<std::string>& ids) {
    IdFeed feed;
    feed.ids_.emplace(ids.begin(), ids.end());
    std::sort(feed.ids_->begin(), feed.ids_->end(), id_less);
    return feed;
  }

  std::vector<std::string> next(store::Tx& tx, const store::Tenant& tenant, const std::string& after,
                                std::int64_t limit) const {
    std::vector<std::string> out;
    if (ids_) {
      auto at = after.empty() ? ids_->begin() : std::upper_bound(ids_->begin(), ids_->end(), after, id_less);
      for (; at != ids_->end() && std::ssize(out) < limit; ++at) out.push_back(*at);
    } else if (type_ == ObjectType::contact) {
      out = store::Review(tx, tenant).ids({}, after, limit);
    } else {
      for (auto& record : store::Mirror(tx, tenant).after(std::string(name(type_)), after, limit))
        out.push_back(std::move(record.id));
    }
    return out;
  }

  // For progress.
  std::int64_t size(store::Tx& tx, const store::Tenant& tenant) const {
    return ids_ ? std::ssize(*ids_) : store::Mirror(tx, tenant).count(std::string(name(type_)));
  }

 private:
  ObjectType type_ = ObjectType::contact;
  std::optional<std::vector<std::string>> ids_;
};

}  // namespace every::sync
