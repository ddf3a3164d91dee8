#include "domain/throttle.h"

#include <algorithm>

namespace every::domain {

std::optional<Instant> next_try(const Throttle& rule, int failures, Instant last, Instant now) {
  if (failures < rule.free) return std::nullopt;
  const int doublings = std::min(failures - rule.free, 30);
  const Millis wait = std::min(rule.first * (std::int64_t{1} << doublings), rule.most);
  const Instant until = last + wait;
  if (until <= now) return std::nullopt;
  return until;
}

}  // namespace every::domain
