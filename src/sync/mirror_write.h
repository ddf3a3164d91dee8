// HubSpot's records into the mirror: upserts, aliases of merged records, records that are gone. Each call is
// a part of the caller's transaction.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "store/mirror.h"
#include "sync/run_context.h"
#include "sync/source.h"

namespace every::sync {

// A record as the mirror keeps it.
store::MirrorRecord mirror_record(ObjectType type, const Record& record);

struct Written {
  store::UpsertCounts counts;
  std::int64_t merged = 0;
  std::vector<std::string> changed;  // ids that were created or updated
  // Other records that a merge touched: those that went, and those that were linked with them.
  std::map<ObjectType, std::set<std::string>> touched;
};

// Upserts the records and follows what their hs_merged_object_ids tell.
Written write_records(store::Tx& tx, RunContext& run, ObjectType type, std::span<const Record> records);

// True when writing the records would change nothing: all of them are here, live, with these values.
bool nothing_new(store::Tx& tx, RunContext& run, ObjectType type, std::span<const Record> records);
// The same at a fraction of the cost, and nothing else is live between `after` and the last of them. False
// may also mean that it cannot be told this way: not in order, or without a property that is known here.
bool exactly_these(store::Tx& tx, RunContext& run, ObjectType type, const std::string& after,
                   std::span<const Record> records);

// `old_id` is `survivor` now: an alias that is kept for good, everything that led to the old one leads to the
// survivor. In whatever order the merges of a chain are learned, each old id resolves to the last survivor.
void write_merge(store::Tx& tx, RunContext& run, ObjectType type, const std::string& old_id,
                 const std::string& survivor, Written& out);

// The record is no longer live in HubSpot. `as`: archived (it lies in the recycle bin), merged (into
// `survivor`), purged (gone for good: deleted for privacy's sake, or too long ago). The mirror keeps it
// marked; what is linked with it here is unlocked and says so, or follows the survivor when that has no
// record here yet.
void write_gone(store::Tx& tx, RunContext& run, ObjectType type, const std::string& id, const std::string& as,
                const std::string& survivor);

}  // namespace every::sync
