// The mirror: HubSpot's records as HubSpot sent them, with associations, aliases, owners and pipelines. It
// knows nothing of clients or invoices.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "domain/deal.h"
#include "store/database.h"

namespace every::store {

struct MirrorRecord {
  std::string object_type;  // contact, company, deal, line_item
  std::string id;
  std::string properties;  // canonical JSON object: names sorted, values strings or null
  Instant created_at, updated_at;
  std::string url;
  std::optional<Instant> gone_at;  // archived, merged away or purged at HubSpot
  std::string gone_as;             // "", archived, merged, purged
};

// Of everything that a write would change: equal hash, equal row.
std::string content_hash(const MirrorRecord& record);

struct MirrorAssociation {
  std::string from_type, from_id, to_type, to_id;
  bool primary = false;
};

struct MirrorOwner {
  std::string id, email, name;
  bool archived = false;
};

// A record as little as tells whether it differs from the row that is here.
struct Fingerprint {
  std::string_view id;
  std::array<char, 32> content;  // content_hash's hex digits
};
// Of everything that a write would change: equal hash, equal row. `properties` as the mirror keeps them.
std::array<char, 32> fingerprint(std::string_view properties, std::string_view url, Instant created_at,
                                 Instant updated_at);

struct UpsertCounts {
  std::int64_t created = 0, updated = 0, unchanged = 0;
};

class Mirror {
 public:
  Mirror(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  // Writes only rows whose content differs (guarded by a content hash); a row that was gone comes back.
  // `changed` gets the ids that were created or updated. Where a row is known and differs, `keep` is asked
  // first: it gets the index of the record and the known properties, and gives those to write.
  using Keep = std::function<std::string(std::size_t index, const std::string& known)>;
  UpsertCounts upsert(std::span<const MirrorRecord> records, std::vector<std::string>* changed = nullptr,
                      const Keep& keep = {});
  // True when what is live behind `after`, up to the last of these, is exactly these records with this
  // content. `records` are in the order of their ids.
  bool matches(const std::string& object_type, const std::string& after,
               std::span<const Fingerprint> records);
  // True when upserting the records would write nothing.
  bool holds(std::span<const MirrorRecord> records, const Keep& keep = {});
  std::optional<MirrorRecord> find(const std::string& object_type, const std::string& id);
  std::vector<MirrorRecord> find_many(const std::string& object_type, std::span<const std::string> ids);
  // Live records with id greater than `after` in the order of their numbers (then of their text), at most
  // `limit`.
  std::vector<MirrorRecord> after(const std::string& object_type, const std::string& after,
                                  std::int64_t limit);
  // Ids of live records greater than `after` and, unless it is empty, not greater than `upto`, in that order.
  std::vector<std::string> live_ids(const std::string& object_type, const std::string& after,
                                    const std::string& upto);
  // At most `limit` ids of live records between `after` and `before` (neither included, "" is no bound), in
  // that order or from the far end.
  std::vector<std::string> ids_between(const std::string& object_type, const std::string& after,
                                       const std::string& before, std::int64_t limit, bool descending);
  // Ids of live deals greater than `after` that are neither won nor lost, in order.
  std::vector<std::string> open_deals(const std::string& after, std::int64_t limit);
  // The same, live and gone ones: for exports.
  std::vector<MirrorRecord> all_after(const std::string& object_type, const std::string& after,
                                      std::int64_t limit);
  // (id, modified) of the given ids that are here and live.
  std::vector<std::pair<std::string, Instant>> modified(const std::string& object_type,
                                                        std::span<const std::string> ids);
  std::int64_t count(const std::string& object_type);  // live
  // A record that is gone already keeps the moment at which it went; `as` is what is known of it now.
  void mark_gone(const std::string& object_type, const std::string& id, const std::string& as, Instant at);

  void put_alias(const std::string& object_type, const std::string& old_id, const std::string& current_id);
  std::string resolve(const std::string& object_type,
                      const std::string& id);  // follows chains; the id itself if none

  // Replaces all associations from each of `from_ids` to `to_type` by `found`: the records of both sides
  // whose associations changed.
  struct Relinked {
    std::vector<std::string> from, to;  // `to` may name one more than once
  };
  Relinked replace_associations(const std::string& from_type, const std::string& to_type,
                                std::span<const std::string> from_ids,
                                std::span<const MirrorAssociation> found);
  // What leads from `from_type` to `old_id` leads to `current_id` from now on. Gives the ids it leads from.
  std::vector<std::string> move_associations(const std::string& from_type, const std::string& to_type,
                                             const std::string& old_id, const std::string& current_id);
  void drop_associations(const std::string& from_type, const std::string& from_id);
  // Primary first, then by id.
  std::vector<MirrorAssociation> associations(const std::string& from_type, const std::string& from_id,
                                              const std::string& to_type);
  std::vector<MirrorAssociation> associations(const std::string& from_type,
                                              std::span<const std::string> from_ids,
                                              const std::string& to_type);
  // Who points at it: the `from` side of an association.
  std::vector<std::string> associated_from(const std::string& from_type, const std::string& to_type,
                                           const std::string& to_id);
  std::int64_t count_associations(const std::string& from_type, const std::string& to_type);

  void put_owners(
      std::span<const MirrorOwner> owners);  // keeps those that HubSpot no longer lists, and the name
                                             // of a deactivated one, whom HubSpot takes it from
  std::vector<MirrorOwner> owners();
  void put_pipelines(
      std::span<const domain::Pipeline> pipelines);  // those missing are marked archived, not deleted
  std::vector<domain::Pipeline> pipelines();         // by display order; archived ones last

 private:
  // A record beside the row that is here.
  struct Compared {
    std::string hash;                 // of what would be written
    std::optional<std::string> kept;  // what `keep` made of the properties
    bool known = false, same = false;
  };
  bool none_known(std::span<const MirrorRecord> records);
  Compared compare(const MirrorRecord& record, std::size_t index, const Keep& keep);

  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
