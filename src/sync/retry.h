// Records that failed, tried again: because their cause changed, or because a person asks.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "sync/run_context.h"

namespace every::sync {

// The records that a "retry" is about, type and id: its subject, {"contact": ["512"], …}.
std::string retry_subject(std::span<const std::pair<std::string, std::string>> records);
// The work of a retry's run, up to the projection: the records as HubSpot has them now, left for the
// projection whether they changed or not.
Status retry_records(RunContext& run, const std::string& subject);

}  // namespace every::sync
