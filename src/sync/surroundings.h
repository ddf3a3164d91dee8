// What surrounds the records: the account, owners, pipelines, and the links between records. No search and no
// date tells when they change, so each is read again after a while; a run between two sweeps reads the one
// thing that is longest due, and never more than that in one request.
//
//   pipelines, owners             every quarter of an hour
//   deactivated owners, account   once a day
//   links of a thousand records   in every run in which nothing else is due (link_watch)
//
// A person who asks for a run has changed something in HubSpot, a stage as likely as a record: pipelines are
// due at once then, and the rest only when it has not been read for a day.
//
// The members of included lists are read in every run: nothing tells when they change.
//
// A stage or an owner that a changed record names and nobody here knows is read at once.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "sync/run_context.h"

namespace every::sync {

// Account, owners and pipelines into the mirror and the connection: at the beginning of a load. A missing
// scope for owners or pipelines is recorded on the run, which goes on. Error: account_mismatch when the token
// belongs to another portal than the connection; whatever the Source could not get.
Status read_surroundings(RunContext& run);

enum class Chore { pipelines, owners, archived_owners, account };
inline constexpr Chore kChores[] = {Chore::pipelines, Chore::owners, Chore::archived_owners, Chore::account};
// When each was last done, in the order of kChores.
using ChoresDone = std::array<std::optional<Instant>, std::size(kChores)>;
// The one that has been due for longest; nothing when none is. `asked`: a person is waiting for the result.
std::optional<Chore> longest_due(const ChoresDone& done, Instant now, bool asked);

// One request: that chore, or the next thousand links.
Status read_what_is_due(RunContext& run);
// Pipelines and owners, if the records that this run changed name one that is not here.
Status read_what_is_unknown(RunContext& run);

}  // namespace every::sync
