#include "app/hubspot_status.h"

#include <algorithm>
#include <cmath>

#include "app/hubspot_json.h"
#include "app/live_changes.h"
#include "app/other_account.h"
#include "base/sentence.h"
#include "hubspot/scopes.h"
#include "store/accounts.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/mirror.h"
#include "store/notices.h"
#include "store/review.h"
#include "store/run_records.h"
#include "store/webhooks.h"
#include "sync/undo.h"

namespace every::app {
namespace {

constexpr std::chrono::hours kHour{1}, kDay{24}, kWeek{24 * 7};

std::optional<Millis> period_of(std::string_view frequency) {
  if (frequency == "hourly") return kHour;
  if (frequency == "daily") return kDay;
  if (frequency == "weekly") return kWeek;
  return std::nullopt;
}

bool is_limit(const store::Run& run) {
  return run.error_code == name(Code::rate_limited) || run.error_code == name(Code::daily_limit);
}

// One snapshot of what the database knows.
struct Facts {
  store::Connection connection;
  std::optional<OtherAccount> other;
  store::SyncSettings settings;
  SyncHistory history;
  jobs::Entry entry;
  std::optional<store::Run> last_ended;   // imports too
  std::optional<Instant> undoable_until;  // of that
  std::vector<store::Run> line;           // runs that wait for the one at work
  std::int64_t attention = 0;
  store::ReviewCounts review;
  std::vector<store::Notice> notices;
  std::int64_t contacts = 0, companies = 0, deals = 0;                    // here, following HubSpot
  std::int64_t found_contacts = 0, found_companies = 0, found_deals = 0;  // in the mirror
  json::value webhooks;                                                   // null when not connected
  bool webhooks_on = false;
};

Facts read_facts(store::Tx& tx, const store::Tenant& tenant, Instant now) {
  Facts f;
  f.connection = store::Connections(tx, tenant).get();
  f.other = other_account(tx, tenant, f.connection);
  f.settings = store::Connections(tx, tenant).settings();
  f.history = sync_history(tx, tenant);
  f.entry = schedule_entry(tx, tenant);
  f.last_ended = store::Runs(tx, tenant).last_finished();
  if (f.last_ended) f.undoable_until = sync::undoable_until(tx, tenant, f.last_ended->id, now);
  f.line = store::Runs(tx, tenant).in_line();
  f.attention = need_attention(tx, tenant);
  f.review = store::Review(tx, tenant).counts();
  f.notices = store::Notices(tx, tenant).open();
  if (f.connection.state != store::ConnectionState::not_connected) {
    f.contacts = store::Contacts(tx, tenant).count_hubspot();
    f.companies = store::Clients(tx, tenant).count_hubspot();
    f.deals = store::Deals(tx, tenant).count_hubspot();
    const auto looked_at = store::Webhooks(tx, tenant).state().looked_at;
    // A look for changes is as good as a sync for what a person calls fresh.
    if (looked_at && f.history.last_success_at)
      f.history.last_success_at = std::max(*f.history.last_success_at, *looked_at);
    f.webhooks = webhooks_json(tx, tenant, now);
    f.webhooks_on = f.webhooks.at("state") == "on";
  }
  store::Mirror mirror(tx, tenant);
  f.found_contacts = mirror.count("contact");
  f.found_companies = mirror.count("company");
  f.found_deals = mirror.count("deal");
  return f;
}

json::object mirror_counts(std::int64_t contacts, std::int64_t companies, std::int64_t deals) {
  return {{"contacts", contacts}, {"companies", companies}, {"deals", deals}};
}

json::value portal_json(const store::Connection& c) {
  if (c.state == store::ConnectionState::not_connected) return nullptr;
  return json::object{{"id", c.portal_id},
                      {"name", c.portal_name},
                      {"uiDomain", c.ui_domain},
                      {"currency", c.portal_currency},
                      {"timeZone", c.portal_time_zone}};
}

json::value way_in_json(const Facts& f) {
  hubspot::WayIn way = hubspot::way_in(f.connection.kind == "oauth");
  if (f.webhooks_on) way.why = "HubSpot tells of changes as they happen.";
  return json::object{{"webhooks", way.webhooks}, {"why", ours(way.why)}, {"dailyLimit", way.daily_limit}};
}

json::object connection_json(const HubSpotHub& hub, const Facts& f) {
  const store::Connection& c = f.connection;
  const bool connected = c.state != store::ConnectionState::not_connected;
  json::array granted, missing, off;
  if (connected) {
    granted = json::array(c.scopes.begin(), c.scopes.end());
    for (const auto& scope : hubspot::missing_scopes(c.scopes)) {
      if (scope.required) missing.emplace_back(scope.scope);
      off.push_back(json::object{{"scope", scope.scope},
                                 {"required", scope.required},
                                 {"off", ours(scope.off)},
                                 {"why", ours(scope.why)}});
    }
  }
  return {{"state", store::name(c.state)},
          {"reason", c.state == store::ConnectionState::needs_reconnection ? text_or_null(c.reason)
                                                                           : json::value(nullptr)},
          {"method", connected ? text_or_null(c.kind) : json::value(nullptr)},
          {"configured", hub.oauth().app().configured()},
          {"portal", portal_json(c)},
          {"connectedAt", connected ? time_json(c.connected_at) : json::value(nullptr)},
          {"connectedBy", connected ? text_or_null(c.connected_by) : json::value(nullptr)},
          {"disconnectedAt", connected ? json::value(nullptr) : time_json(c.disconnected_at)},
          {"scopes",
           json::object{
               {"granted", std::move(granted)}, {"missing", std::move(missing)}, {"off", std::move(off)}}},
          {"wayIn", connected ? way_in_json(f) : json::value(nullptr)},
          {"before", to_json(f.other)}};
}

json::array notices_json(const std::vector<store::Notice>& notices) {
  json::array out;
  for (const store::Notice& n : notices)
    out.push_back(json::object{{"code", n.code},
                               {"subject", n.subject},
                               {"detail", ours(n.detail)},
                               {"fix", ours(n.fix)},
                               {"since", time_json(n.raised_at)}});
  return out;
}

json::value next_run_json(const Facts& f, Instant now) {
  if (f.connection.state != store::ConnectionState::connected) return nullptr;
  const auto next = jobs::next_run(f.entry, now);
  return next ? time_json(std::max(*next, now)) : json::value(nullptr);
}

json::value share(std::int64_t used, std::int64_t of) {
  if (of <= 0) return nullptr;
  return std::round(1'000.0 * static_cast<double>(used) / static_cast<double>(of)) / 1'000.0;
}

// How much of what HubSpot would have allowed in that time was asked for.
json::object recent_json(const HubSpotHub::Usage& usage) {
  const auto one = [&](std::int64_t requests, Millis span) {
    json::value part;
    if (usage.quota)
      part = share(requests,
                   usage.quota->max * span.count() / std::max<std::int64_t>(1, usage.quota->span.count()));
    return json::object{{"requests", requests}, {"share", std::move(part)}};
  };
  return {{"minute", one(usage.recent.minute, std::chrono::minutes(1))},
          {"hour", one(usage.recent.hour, std::chrono::hours(1))},
          {"day", one(usage.recent.day, std::chrono::hours(24))}};
}

json::object today_json(const HubSpotHub::Usage& usage) {
  const auto count = [&](const char* what) {
    const auto at = usage.today_counts.find(what);
    return at == usage.today_counts.end() ? std::int64_t{0} : at->second;
  };
  std::int64_t requests = 0;
  for (const auto& [what, n] : usage.today_counts)
    if (what.starts_with("kind.")) requests += n;
  return {{"date", to_text(usage.today)},
          {"requests", requests},
          {"byKind", json::object{{"list", count("kind.list")},
                                  {"search", count("kind.search")},
                                  {"batchRead", count("kind.batch_read")},
                                  {"associations", count("kind.associations")},
                                  {"settings", count("kind.settings")},
                                  {"token", count("kind.token")}}},
          {"byAnswer", json::object{{"ok", count("class.ok")},
                                    {"limited", count("class.limited")},
                                    {"refused", count("class.refused")},
                                    {"failed", count("class.failed")},
                                    {"none", count("class.none")}}},
          {"limitedBy", json::object{{"tenSecondly", count("limited.ten_secondly")},
                                     {"secondly", count("limited.secondly")},
                                     {"daily", count("limited.daily")},
                                     {"other", count("limited.other")}}}};
}

json::value quota_json(HubSpotHub& hub, const store::Tenant& tenant, const store::Connection& c) {
  if (c.state == store::ConnectionState::not_connected) return nullptr;
  const HubSpotHub::Usage usage = hub.usage(tenant);
  json::object out{{"windowMax", nullptr},
                   {"windowRemaining", nullptr},
                   {"windowMs", nullptr},
                   {"requests", usage.traffic.requests},
                   {"rateLimited", usage.traffic.rate_limited},
                   {"errors", usage.traffic.errors},
                   {"dailyMax", nullptr},
                   {"dailyRemaining", nullptr},
                   {"shareUsed", nullptr},
                   {"sharePercent", usage.share_percent},
                   {"recent", recent_json(usage)},
                   {"today", today_json(usage)}};
  if (!usage.quota) return out;
  const hubspot::Quota::State& quota = *usage.quota;
  out["windowMax"] = quota.max;
  out["windowMs"] = quota.span.count();
  out["windowRemaining"] = std::max(0, quota.max - quota.used - quota.used_by_others);
  out["shareUsed"] = share(quota.used, quota.max);
  if (quota.daily_max) out["dailyMax"] = *quota.daily_max;
  if (quota.daily_remaining) out["dailyRemaining"] = *quota.daily_remaining;
  return out;
}

}  // namespace

std::string_view sync_health(const HealthFacts& f) {
  const SyncHistory& h = f.history;
  if (f.active) {
    const bool held = f.active->resumes_at && *f.active->resumes_at > f.now;
    return held ? "rate_limited" : "syncing";
  }
  if (f.connection == store::ConnectionState::not_connected) return h.last_success_at ? "paused" : "never";
  if (f.connection == store::ConnectionState::needs_reconnection) return "failing";
  if (h.last_ended && h.last_ended->state == store::RunState::failed &&
      h.last_ended->created_at >= f.connected_at)
    return is_limit(*h.last_ended) ? "rate_limited" : "failing";
  if (!h.last_success_at) return "never";
  const auto period = period_of(f.frequency);
  if (!period) return "paused";
  // A connection that was made anew is not late before it had its time.
  const Instant since = std::max(*h.last_success_at, f.connected_at);
  return f.now - since > 2 * *period ? "late" : "healthy";
}

json::object hubspot_status(HubSpotHub& hub, const store::Tenant& tenant) {
  const Instant now = hub.clock().now();
  const Facts f = hub.db().read([&](store::Tx& tx) { return read_facts(tx, tenant, now); });
  auto active = hub.engine(tenant).current();
  if (active && active->finished_at) active.reset();  // just ended, its callbacks are still being called

  const std::string_view health = sync_health({.connection = f.connection.state,
                                               .frequency = f.settings.frequency,
                                               .active = active,
                                               .history = f.history,
                                               .connected_at = f.connection.connected_at.value_or(Instant{}),
                                               .now = now});
  const bool failed = f.history.last_ended && f.history.last_ended->state == store::RunState::failed;
  json::object sync{{"health", health},
                    {"frequency", f.settings.frequency},
                    {"lastSuccessAt", time_json(f.history.last_success_at)},
                    {"nextRunAt", next_run_json(f, now)},
                    {"recordsSynced", mirror_counts(f.contacts, f.companies, f.deals)},
                    {"skipped", f.review.skipped},
                    {"needAttention", f.attention},
                    {"pendingReview", f.review.fresh + f.review.duplicate},
                    {"lastRun", f.last_ended ? json::value(run_json(*f.last_ended, f.undoable_until))
                                             : json::value(nullptr)},
                    {"error", failed ? sync_error_json(*f.history.last_ended) : json::value(nullptr)}};
  json::array line;
  for (const store::Run& waits : f.line) line.push_back(run_json(waits));
  return {{"connection", connection_json(hub, f)},
          {"sync", std::move(sync)},
          {"run", active ? json::value(run_json(*active)) : json::value(nullptr)},
          {"line", std::move(line)},
          {"quota", quota_json(hub, tenant, f.connection)},
          {"webhooks", f.webhooks},
          {"found", mirror_counts(f.found_contacts, f.found_companies, f.found_deals)},
          {"importWaiting", f.review.undecided},
          {"notices", notices_json(f.notices)}};
}

std::int64_t need_attention(store::Tx& tx, const store::Tenant& tenant) {
  std::int64_t sum = store::Attention(tx, tenant).total();
  store::Runs runs(tx, tenant);
  if (const auto last = runs.last_finished()) sum += runs.general_errors(last->id);
  return sum;
}

}  // namespace every::app
