#include "app/notifications.h"

#include <algorithm>
#include <set>

#include "app/home.h"
#include "store/bell.h"
#include "store/connection.h"
#include "store/deal_rules.h"
#include "store/runs.h"

namespace every::app {
namespace {

constexpr std::chrono::days kEventsKept{30};
constexpr std::size_t kItemsMax = 30;
constexpr std::int64_t kEventsLookedAt = 200, kRunsLookedAt = 10;

bool stands_open(std::string_view kind) {
  return kind == "won_without_invoice" || kind == "overdue_invoices" || kind == "matches_waiting" ||
         kind == "attention";
}

std::string kind_of(const store::Activity& event) {
  if (event.kind == "payment.recorded") return "invoice_paid";
  std::string kind = event.kind;
  std::replace(kind.begin(), kind.end(), '.', '_');
  return kind;
}

void add_events(store::Tx& tx, const Actor& actor, Instant since, std::vector<Notification>& out) {
  std::set<std::pair<std::string, std::string>> told;  // kind, subject: the last one says it
  for (store::Activity& event : store::Bell(tx, actor.tenant).events(since, actor.name, kEventsLookedAt)) {
    std::string kind = kind_of(event);
    if (!told.emplace(kind, event.subject_id).second) continue;
    out.push_back({std::move(kind), 1, 0, {}, event.subject_kind, event.subject_id, event.text, event.at});
  }
}

// Of the syncs only what is news: two failures in a row, and the end of an import.
void add_runs(store::Tx& tx, const Actor& actor, Instant since, std::vector<Notification>& out) {
  const auto runs = store::Runs(tx, actor.tenant)
                        .list({.sort = "", .descending = true, .offset = 0, .limit = kRunsLookedAt});
  int failed = 0;
  bool newest = true;
  for (const store::Run& run : runs.items) {
    if (!run.finished_at || *run.finished_at < since) continue;
    failed = newest && run.state == store::RunState::failed ? failed + 1 : failed;
    newest = newest && run.state == store::RunState::failed;
    if (failed == 2 && newest) {
      const auto& last = *std::find_if(runs.items.begin(), runs.items.end(),
                                       [](const store::Run& r) { return r.finished_at.has_value(); });
      out.push_back({"sync_failing", 1, 0, {}, "run", last.id, last.error_detail, last.finished_at});
      failed = 3;  // said once
    }
    if (run.kind == "import" &&
        (run.state == store::RunState::succeeded || run.state == store::RunState::partial))
      out.push_back(
          {"import_done", run.counts.created, run.counts.failed, {}, "run", run.id, "", run.finished_at});
  }
}

// What the rules made, together: those that nobody has issued or deleted yet.
void add_drafts(store::Tx& tx, const Actor& actor, Instant since, Instant now,
                std::vector<Notification>& out) {
  const auto made = store::RuleDrafts(tx, actor.tenant).made(since, now);
  if (made.count == 0) return;
  out.push_back({"drafts_made", made.count, 0, made.totals, made.only_id.empty() ? "" : "invoice",
                 made.only_id, "", made.last});
}

}  // namespace

Bell bell(const App& app, const Actor& actor) {
  Bell out;
  for (HomeDecision& decision : home(app, actor).decisions)
    if (stands_open(decision.kind))
      out.items.push_back(
          {decision.kind, decision.count, 0, std::move(decision.totals), "", "", "", std::nullopt});
  std::vector<Notification> events;
  const auto mark = app.db.read([&](store::Tx& tx) {
    const Instant since = app.now() - kEventsKept;
    add_events(tx, actor, since, events);
    add_runs(tx, actor, since, events);
    add_drafts(tx, actor, since, app.now(), events);
    return store::Bell(tx, actor.tenant).mark(actor.user_id);
  });
  std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
  std::move(events.begin(), events.end(), std::back_inserter(out.items));
  if (out.items.size() > kItemsMax) out.items.resize(kItemsMax);
  for (Notification& item : out.items) {
    const auto seen = mark.counts.find(item.kind);
    item.unread =
        item.at ? *item.at > mark.seen_at : item.count > (seen == mark.counts.end() ? 0 : seen->second);
    out.unread += item.unread ? 1 : 0;
  }
  return out;
}

Status read_bell(const App& app, const Actor& actor) {
  store::BellMark mark;
  mark.seen_at = app.now();
  for (const Notification& item : bell(app, actor).items)
    if (!item.at) mark.counts[item.kind] = item.count;
  app.db.write([&](store::Tx& tx) { store::Bell(tx, actor.tenant).put_mark(actor.user_id, mark); });
  return done();
}

}  // namespace every::app
