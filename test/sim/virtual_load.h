// A first load of a portal of any size under the settable clock: how near the pacing comes to HubSpot's
// limits, whatever the machine. `./dev bench virtual` says what its figures mean.
#pragma once

#include <cstdint>
#include <string>

namespace every::sim {

struct Load {
  std::uint64_t contacts = 0, companies = 0, deals = 0;
  int latency_ms = 300;
};

// {"seconds":…,"state":"succeeded","lineItems":…,"requests":{…}}: the time by the settable clock, and what
// the sandbox counted.
std::string play_load(const Load& load);

}  // namespace every::sim
