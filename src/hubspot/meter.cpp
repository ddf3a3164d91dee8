#include "hubspot/meter.h"

#include <algorithm>
#include <utility>

namespace every::hubspot {
namespace {

std::string_view name(LimitPolicy policy) {
  switch (policy) {
    case LimitPolicy::daily:
      return "daily";
    case LimitPolicy::ten_secondly:
      return "ten_secondly";
    case LimitPolicy::secondly:
      return "secondly";
    case LimitPolicy::unknown:
      return "other";
  }
  return "other";
}

}  // namespace

std::string_view kind_of(std::string_view endpoint) {
  for (const std::string_view same : {"list", "search", "batch_read", "associations"})
    if (endpoint == same) return same;
  for (const std::string_view token : {"exchange", "refresh", "introspect", "revoke", "uninstall"})
    if (endpoint == token) return "token";
  return "settings";  // account, properties, pipelines, owners, lists and their members
}

std::string_view class_of(int status) {
  if (status == 0) return "none";
  if (status == 429) return "limited";
  if (status < 300) return "ok";
  return status < 500 && status >= 400 && status != 477 ? "refused" : "failed";
}

void Meter::answered(std::string_view endpoint, int status) {
  const std::string kind(kind_of(endpoint)), of(class_of(status));
  metrics_.count("every_hubspot_kind_requests_total", {{"kind", kind}, {"class", of}});
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  ++fresh_["kind." + kind];
  ++fresh_["class." + of];
  seconds_.add(now);
  minutes_.add(now);
  quarters_.add(now);
}

void Meter::limited(LimitPolicy policy) {
  const std::string which(name(policy));
  metrics_.count("every_hubspot_limited_total", {{"policy", which}});
  const std::lock_guard lock(mutex_);
  ++fresh_["limited." + which];
}

Meter::Recent Meter::recent() const {
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  return {seconds_.sum(now), minutes_.sum(now), quarters_.sum(now)};
}

Meter::Counts Meter::fresh() const {
  const std::lock_guard lock(mutex_);
  return fresh_;
}

Meter::Counts Meter::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(fresh_, {});
}

}  // namespace every::hubspot
