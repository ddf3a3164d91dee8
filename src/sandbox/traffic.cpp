#include "sandbox/traffic.h"

namespace every::sandbox {

void Traffic::add(Seen seen) {
  const std::lock_guard lock(mutex_);
  seen.seq = next_++;
  ++total_;
  ++by_kind_[seen.kind];
  ++by_status_[seen.status];
  ring_.push_back(std::move(seen));
  if (ring_.size() > kKept) ring_.pop_front();
}

json::array Traffic::since(std::uint64_t since, std::size_t max) const {
  const std::lock_guard lock(mutex_);
  json::array out;
  for (const Seen& s : ring_) {
    if (s.seq <= since) continue;
    if (out.size() == max) break;
    out.push_back(json::object{{"seq", s.seq},
                               {"at", s.at_ms},
                               {"ms", s.took_ms},
                               {"kind", s.kind},
                               {"method", s.method},
                               {"target", s.target},
                               {"status", s.status}});
  }
  return out;
}

json::object Traffic::counters() const {
  const std::lock_guard lock(mutex_);
  json::object kinds, statuses;
  for (const auto& [kind, n] : by_kind_) kinds[kind] = n;
  for (const auto& [status, n] : by_status_) statuses[std::to_string(status)] = n;
  const auto many = by_status_.find(429);
  return json::object{{"total", total_},
                      {"byKind", std::move(kinds)},
                      {"byStatus", std::move(statuses)},
                      {"tooMany", many == by_status_.end() ? 0 : many->second},
                      {"last", next_ - 1}};
}

void Traffic::reset() {
  const std::lock_guard lock(mutex_);
  total_ = 0;
  by_kind_.clear();
  by_status_.clear();
}

}  // namespace every::sandbox
