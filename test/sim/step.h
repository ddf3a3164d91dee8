// What happens in a history, as plain values: made from the seed alone before anything runs, so that a story
// is shortened by leaving steps out. A step names records by dice, which are read against the portal as it is
// when the step's turn comes; a step that makes no sense then does nothing.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace every::sim {

enum class Verb {
  // people and machines in HubSpot
  create,
  change,
  clear,
  recalculate,
  touch_all,
  merge,
  archive,
  restore,
  purge,
  associate,
  dissociate,
  list,
  property,
  stage,
  owner,
  // people here
  sync,
  sweep,
  scheduled,
  import_all,
  import_some,
  decide,
  person,
  invoice,
  pay,
  cancel,
  // the world between
  wait,
  long_wait,
  fault,
  calm,
  network,
  limits,
  lag,
  webhooks,
  kill,
  kill_at,
  revoke,
  reconnect,
  expire_tokens,
  // everything comes to rest, and is checked
  settle,
  settle_fully,
};

struct Step {
  Verb verb = Verb::wait;
  std::array<std::uint32_t, 4> dice{};
};

struct History {
  std::uint64_t seed = 0;
  int contacts = 0, companies = 0, deals = 0;
  std::vector<Step> steps;
};

// The history of a seed; its last step is settle_fully.
History history_of(std::uint64_t seed);

}  // namespace every::sim
