#include "sandbox/search_index.h"

namespace every::sandbox {
namespace {

// The same change lags equally long in every run.
std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ x >> 33;
}

}  // namespace

void SearchIndex::before_change(Kind kind, RecordId id, const Record* record, std::int64_t now_ms) {
  std::erase_if(stale_, [&](const auto& entry) { return entry.second.until_ms <= now_ms; });
  if (max_ms_ <= 0) return;
  const auto spread = static_cast<std::uint64_t>(max_ms_ - min_ms_) + 1;
  const std::int64_t lag =
      min_ms_ + static_cast<std::int64_t>(mix(id ^ mix(static_cast<std::uint64_t>(now_ms))) % spread);
  if (lag <= 0) return;
  auto& stale =
      stale_.try_emplace({kind, id}, Stale{record ? std::optional(*record) : std::nullopt, 0}).first->second;
  stale.until_ms = std::max(stale.until_ms, now_ms + lag);
}

const SearchIndex::Stale* SearchIndex::find(Kind kind, RecordId id, std::int64_t now_ms) const {
  const auto at = stale_.find({kind, id});
  return at == stale_.end() || at->second.until_ms <= now_ms ? nullptr : &at->second;
}

void SearchIndex::each(Kind kind, std::int64_t now_ms,
                       const std::function<void(RecordId, const Stale&)>& visit) const {
  for (const auto& [key, stale] : stale_)
    if (key.first == kind && stale.until_ms > now_ms) visit(key.second, stale);
}

}  // namespace every::sandbox
