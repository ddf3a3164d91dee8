// Reads hints: the records that they name, from HubSpot, into the mirror and on into clients, contacts and
// deals. Everything that was read and not projected yet, by this process or one that died, is projected too.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "store/hints.h"
#include "sync/incremental.h"
#include "sync/read_again.h"

namespace every::sync {

// Which properties are asked for, so that not every reading asks HubSpot for them first.
struct KnownProperties {
  Instant read_at;
  std::vector<std::string> names;
};
using PropertyMemory = std::map<ObjectType, KnownProperties>;

// Under what hints are read: the history's row for those of this hour, made with the first of them and not in
// the table before something changed (what a killed reading left to project stays with its row until that is
// done); and the workspace's lease, that of the run that is under way here or one of its own.
struct HintsWork {
  store::Run row;
  std::int64_t lease = 0;
  bool borrowed = false;
};
// Nothing: another process works on this workspace.
std::optional<HintsWork> begin_hints(const Engine::Parts& parts);

class HintReader {
 public:
  HintReader(RunContext& run, PropertyMemory& properties) : run_(run), properties_(properties) {}

  struct Batch {
    ObjectType type;
    std::vector<std::string> ids;
    std::vector<store::Hint> hints;
  };
  // Up to a thousand hints, the fresh ones or those that are read a second time. What changed, after it was
  // projected. Error: HubSpot's, the database's; the hints that were not read stay.
  Result<Changed> read(bool again);

 private:
  Result<std::vector<std::string>> properties(ObjectType type);
  Status write(const Batch& batch, const Truth& truth, bool again, bool busy_before);
  Status forget(const std::vector<store::Hint>& hints);
  bool busy();
  Result<Changed> project(const store::RunCounts& before);
  Status finish(const store::RunCounts& before, const store::RunCounts& pulled, const Changed& changed);

  RunContext& run_;
  PropertyMemory& properties_;
  bool told_ = false;  // some of it came from webhooks
};

}  // namespace every::sync
