// A look at HubSpot's search index between two runs: what changed since the last one becomes hints. Four
// requests when nothing did.
#pragma once

#include "sync/engine.h"
#include "sync/source.h"

namespace every::sync {

// More changes than this at once are a run's business.
inline constexpr std::size_t kLookMax = 2'000;

struct Looked {
  std::size_t found = 0;
  bool too_many = false;  // nothing was written: a run has to follow
};

// Puts the hints and moves the watermarks in one transaction. A type that may not be read, or was never
// listed, is left out. Error: HubSpot's.
Result<Looked> look_for_changes(const Engine::Parts& parts, Source& source, std::stop_token stop);

}  // namespace every::sync
