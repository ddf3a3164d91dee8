// Known bugs, planted between HubSpot's client and the engine: a simulation that passes with one of them in
// place sees nothing.
#pragma once

#include <memory>
#include <string>

#include "sync/source.h"

namespace every::sim {

std::shared_ptr<sync::Source> planted(const std::string& bug, std::shared_ptr<sync::Source> source);

}  // namespace every::sim
