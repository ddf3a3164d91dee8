// What happened in a workspace, newest first, read on from where the last page ended: lines that come
// meanwhile move nothing. Each question has an index; what that index does not tell apart is looked through a
// bounded number of lines at a time, so that no question takes long, whatever is asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/journal.h"

namespace every::store {

struct ActivityFilter {
  std::string area;  // domain/activity.h; "" = all of them
  std::string actor_id, client_id;
  std::string document_id;             // of an invoice or a proposal
  std::optional<Instant> from, until;  // the second is not included
};

struct ActivityPlace {  // a line's; the next page begins behind it
  Instant at;
  std::string id;
};

struct ActivityPage {
  std::vector<Activity> items;
  std::optional<ActivityPlace>
      next;  // nothing: there is no more. The page may be short of `limit`, or empty.
};

ActivityPage activity_feed(Tx& tx, const Tenant& tenant, const ActivityFilter& filter,
                           const std::optional<ActivityPlace>& after, std::int64_t limit);

}  // namespace every::store
