// Some records of one type, read as the truth and written: what a search says has changed, what a webhook
// names, what a sweep misses, what failed before. A batch read says what each id is now (itself, merged into
// another, in the recycle bin, gone for good), its associations come with it, and one transaction writes all.
//
//   read_truth    asks HubSpot, writes nothing
//   write_truth   writes the answer, as a part of the caller's transaction
//   read_again    both, a thousand ids at a time
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "sync/mirror_write.h"
#include "sync/run_context.h"

namespace every::sync {

// HubSpot's limit of one request for associations; a batch is also one transaction.
inline constexpr std::size_t kTruthBatch = 1'000;

struct Truth {
  ObjectType type = ObjectType::contact;
  std::vector<std::string> asked;
  BatchRead live;
  std::vector<std::string> archived, purged;  // of those that are missing, and known here
  std::vector<Record> unheard;                // archived ones that one of those was merged into
  std::map<ObjectType, std::vector<Association>> associations;  // by the type they lead to
};

// Up to kTruthBatch ids. A scope that is missing for associations leaves them out; an error is HubSpot's.
Result<Truth> read_truth(RunContext& run, ObjectType type, std::span<const std::string> ids,
                         std::span<const std::string> properties);

struct Wrote {
  store::RunCounts counts;  // created, updated, unchanged, deleted, merged
  // Every record whose mirror row, mark or associations this may have changed: what has to be projected.
  std::map<ObjectType, std::set<std::string>> touched;
  std::vector<std::string> arrived;  // of truth.type: were not here, or gone
  std::vector<std::string> purged;   // gone for good, of truth.type: what they were may have to be erased
};

// Upserts, marks what is gone, follows merges, replaces associations, derives the review rows that show any
// of it, and remembers with the run what is to be projected.
Wrote write_truth(store::Tx& tx, RunContext& run, const Truth& truth);

// Reads and writes any number of ids, each batch in one transaction together with what `also` writes
// (a queue's marks, a cursor); it is called with the ids of the batch.
Status read_again(RunContext& run, ObjectType type, std::span<const std::string> ids,
                  const std::function<void(store::Tx&, Step&, std::span<const std::string> ids)>& also = {});

// Who HubSpot links with these records and this mirror does not, by type: theirs are the associations that
// have to be read again. Asked in the direction from the few to the many, so only for records that are new.
Result<std::map<ObjectType, std::vector<std::string>>> unknown_links(RunContext& run, ObjectType type,
                                                                     std::span<const std::string> ids);

// The properties that are read of a type, as far as this account defines them.
Result<std::vector<std::string>> asked_properties(RunContext& run, ObjectType type);

// Notes with the run that these records changed, for the projection that follows (Changed in incremental.h).
void remember_changed(store::Tx& tx, RunContext& run,
                      const std::map<ObjectType, std::set<std::string>>& touched);

}  // namespace every::sync
