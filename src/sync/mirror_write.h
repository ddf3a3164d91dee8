// HubSpot's records into the mirror: upserts, aliases of merged records, records that are gone. Each call is
// a part of the caller's transaction.
#pragma once

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
};

// Upserts the records and follows what their hs_merged_object_ids tell.
Written write_records(store::Tx& tx, RunContext& run, ObjectType type, std::span<const Record> records);

// The record is no longer live in HubSpot. `as`: archived, merged (into `survivor`), purged. The mirror keeps
// it marked; what is linked with it here is unlocked and says so, or follows the survivor when that has no
// record here yet.
void write_gone(store::Tx& tx, RunContext& run, ObjectType type, const std::string& id, const std::string& as,
                const std::string& survivor);

}  // namespace every::sync
