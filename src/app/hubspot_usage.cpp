// How HubSpot's limits are shared and measured: the part of HubSpotHub that knows of quotas and meters.
#include <algorithm>

#include "app/hubspot_hub.h"
#include "app/hubspot_tokens.h"

namespace every::app {
namespace {

// HubSpot counts an app's requests by account, and each pasted token's by themselves.
std::string quota_key(const crypto::Sealer& sealer, const store::Tenant& tenant,
                      const store::Connection& connection) {
  std::string key = connection.portal_id + "/" + connection.kind;
  if (connection.kind == "oauth") return key;
  const auto tokens = open_tokens(sealer, tenant, connection);
  return key + "/" + (tokens.ok() ? crypto::sha256_hex(tokens->access) : tenant.id());
}

Date today_of(Instant now, const std::string& zone) {
  return local_date(now, is_zone(zone) ? zone : "UTC");
}

}  // namespace

std::shared_ptr<hubspot::Quota> HubSpotHub::quota_of(const store::Tenant& tenant,
                                                     const store::Connection& connection) {
  std::weak_ptr<hubspot::Quota>& known = quotas_[quota_key(parts_.sealer, tenant, connection)];
  auto quota = known.lock();
  if (!quota) known = quota = std::make_shared<hubspot::Quota>(options().quota, services_);
  return quota;
}

void HubSpotHub::share_quotas() {
  const int ceiling = 100 - options().quota.percent_for_others;
  std::map<hubspot::Quota*, int> shares;
  for (auto& [id, workspace] : workspaces_) {
    if (!workspace.portal) continue;
    const int wanted = parts_.db.read(
        [&](store::Tx& tx) { return store::Connections(tx, store::Tenant(id)).settings().quota_share; });
    workspace.share_percent = std::min(wanted, ceiling);
    const auto [at, first] = shares.emplace(&workspace.portal->quota(), workspace.share_percent);
    if (!first) at->second = std::min(at->second, workspace.share_percent);
  }
  for (auto& [quota, share] : shares) quota->leave_to_others(100 - share);
  for (auto& [id, workspace] : workspaces_)
    if (workspace.portal) workspace.share_percent = shares.at(&workspace.portal->quota());
  std::erase_if(quotas_, [](const auto& entry) { return entry.second.expired(); });
}

HubSpotHub::Usage HubSpotHub::usage(const store::Tenant& tenant) {
  Usage out;
  out.share_percent = 100 - options().quota.percent_for_others;
  const auto connection = parts_.db.read([&](store::Tx& tx) { return store::Connections(tx, tenant).get(); });
  out.today = today_of(parts_.clock.now(), connection.portal_time_zone);
  out.today_counts =
      parts_.db.read([&](store::Tx& tx) { return store::RequestDays(tx, tenant).of(out.today); });
  const std::lock_guard lock(mutex_);
  const auto at = workspaces_.find(tenant.id());
  if (at == workspaces_.end()) return out;
  Workspace& here = at->second;
  out.traffic = here.traffic();
  if (!here.portal) return out;
  for (const auto& [what, n] : here.portal->meter().fresh()) out.today_counts[what] += n;
  out.share_percent = here.share_percent;
  out.quota = here.portal->quota().state();
  for (auto& [id, other] : workspaces_) {
    if (!other.portal || &other.portal->quota() != &here.portal->quota()) continue;
    const auto recent = other.portal->meter().recent();
    out.recent.minute += recent.minute;
    out.recent.hour += recent.hour;
    out.recent.day += recent.day;
  }
  return out;
}

void HubSpotHub::keep_counts() {
  struct Counted {
    std::string workspace_id, zone;
    hubspot::Meter::Counts counts;
  };
  std::vector<Counted> all;
  {
    const std::lock_guard lock(mutex_);
    for (auto& [id, workspace] : workspaces_)
      if (workspace.portal) all.push_back({id, workspace.zone, workspace.portal->meter().take()});
  }
  std::erase_if(all, [](const Counted& one) { return one.counts.empty(); });
  if (all.empty()) return;
  parts_.db.write([&](store::Tx& tx) {
    for (const Counted& one : all)
      store::RequestDays(tx, store::Tenant(one.workspace_id))
          .add(today_of(parts_.clock.now(), one.zone), one.counts);
  });
}

void HubSpotHub::measure() {
  double used = 0;
  std::optional<std::int64_t> remaining;
  {
    const std::lock_guard lock(mutex_);
    for (auto& [id, workspace] : workspaces_) {
      if (!workspace.portal) continue;
      const auto state = workspace.portal->quota().state();
      if (state.max > 0)
        used = std::max(used, static_cast<double>(state.used) / static_cast<double>(state.max));
      if (state.daily_remaining)
        remaining = std::min(remaining.value_or(*state.daily_remaining), *state.daily_remaining);
    }
  }
  parts_.metrics.gauge("every_hubspot_window_used_ratio", {}, used);
  if (remaining) parts_.metrics.gauge("every_hubspot_daily_remaining", {}, static_cast<double>(*remaining));
}

}  // namespace every::app
