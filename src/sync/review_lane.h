// The review rows of a load, derived in batches behind the lanes that read. A lane notes in its own
// transaction which contacts changed; this one works the notes off, a contact that changed three times
// meanwhile once. What a kill or a cancel leaves is worked off by the next run before anything else.
#pragma once

#include "sync/lane_board.h"
#include "sync/mirror_write.h"

namespace every::sync {

// Notes, in the transaction of `written`, the contacts whose review rows show something of it. How many.
std::size_t note_review(store::Tx& tx, const store::Tenant& tenant, ObjectType type, const Written& written);

// Derives everything that is due now, in short transactions.
Status derive_due(RunContext& run);

// The same for as long as the board's lanes read.
Status review_lane(RunContext& run, LaneBoard& board);

}  // namespace every::sync
