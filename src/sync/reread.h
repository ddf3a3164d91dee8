// HubSpot's word on some records, read into the mirror as the truth: for mending and for trying again.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "sync/run_context.h"
#include "sync/source.h"

namespace every::sync {

struct FreshRead {
  BatchRead read;
  std::map<ObjectType, std::vector<Association>> links;  // by the type they lead to
};

// The records with their associations. A type that may not be read is an error, one that they lead to is not.
Result<FreshRead> read_fresh(RunContext& run, ObjectType type, std::span<const std::string> ids);
// Into the mirror, with the review rows that show it; what is gone is marked so. The ids are left for the
// projection ("changed/…" cursors, incremental.h).
void write_fresh(store::Tx& tx, RunContext& run, ObjectType type, const std::vector<std::string>& ids,
                 const FreshRead& truth, Step& step);

// The records that a "retry" is about: its subject, {"contact": ["512"], …}.
std::string retry_subject(std::span<const std::pair<std::string, std::string>> records);
// The work of a retry's run, up to the projection.
Status reread(RunContext& run, const std::string& subject);

}  // namespace every::sync
