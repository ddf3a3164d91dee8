#include "hubspot/chains.h"

#include <algorithm>

namespace every::hubspot {
namespace {

// More than the leader used a window ago, so that it can grow into its share.
constexpr int kGrowth_percent = 125, kGrowthMin = 5;

}  // namespace

void Chains::expect(int chain, std::int64_t rest) {
  if (chain == 0) return;
  if (rest > 0)
    rest_[chain] = rest;
  else
    rest_.erase(chain);
}

void Chains::sent(int chain, Tick now) {
  if (chain != 0) sent_.emplace_back(now, chain);
}

int Chains::leader() const {
  const auto longest = std::max_element(rest_.begin(), rest_.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
  return longest == rest_.end() ? 0 : longest->first;
}

int Chains::kept_free(int asking, int limit, Millis span, Tick now) {
  while (!sent_.empty() && sent_.front().first + 2 * span < now) sent_.pop_front();
  const int first = leader();
  if (first == 0 || first == asking || rest_.size() < 2) return 0;
  std::int64_t all = 0;
  for (const auto& [chain, rest] : rest_) all += rest;
  int before = 0, current = 0;
  for (const auto& [at, chain] : sent_)
    if (chain == first) ++(at + span < now ? before : current);
  const auto share = static_cast<int>(rest_.at(first) * limit / all);
  const int usable = std::max(before, current) * kGrowth_percent / 100 + kGrowthMin;
  return std::clamp(std::min(share, usable) - current, 0, limit - 1);
}

}  // namespace every::hubspot
