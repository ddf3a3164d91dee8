#include "app/news_look.h"

#include <algorithm>
#include <set>

#include "app/hubspot_schedule.h"
#include "app/hubspot_status.h"
#include "app/invoices.h"
#include "app/news_choices.h"
#include "app/news_documents.h"
#include "base/sentence.h"
#include "store/connection.h"
#include "store/deal_rules.h"
#include "store/news.h"

namespace every::app {
namespace {

using domain::NewsMark;
using domain::Pace;

// An event's time is taken before it is committed: what is younger may still get an older neighbour.
constexpr std::chrono::seconds kSettled{2};
// What is older is no news any more, such as when mail was not set up meanwhile.
constexpr std::chrono::hours kNewsLast{24};
constexpr std::chrono::minutes kLongImport{5};
constexpr std::int64_t kRunsLookedAt = 50;

bool reads_hubspot(const store::Run& run) {
  return run.kind == "first_load" || run.kind == "incremental" || run.kind == "sweep";
}

std::string_view journal_kind(std::string_view kind) {
  return kind == "invoice_viewed"      ? "invoice.viewed"
         : kind == "invoice_paid"      ? "payment.recorded"
         : kind == "proposal_accepted" ? "proposal.accepted"
         : kind == "proposal_declined" ? "proposal.declined"
                                       : "connection.lost";
}

class Looker {
 public:
  Looker(const App& app, store::Tx& tx, const Actor& actor)
      : app_(app),
        tx_(tx),
        actor_(actor),
        news_(tx, actor.tenant),
        workspace_(workspace_of(tx, actor)),
        voice_(workspace_),
        now_(app.now()) {}

  NewsLook look() {
    NewsLook out;
    bool wins = false;
    for (const store::User& user : store::Accounts(tx_).users(actor_.tenant)) {
      const auto choices = news_.choices(user.id);
      const auto marks = news_.marks(user.id);
      for (const domain::NewsKind& kind : domain::news_kinds()) {
        if (!wants(choices, kind) || !may(user.role, permission_of(kind))) continue;
        wins = wins || kind.name == "won_without_invoice";
        const auto mark = marks.find(std::string(kind.name));
        // What was before somebody came is not theirs to hear.
        if (mark == marks.end())
          out.steps.push_back({user, &kind, {now_, std::nullopt, 0}, std::nullopt});
        else if (auto step = find(kind, user, mark->second))
          out.steps.push_back(std::move(*step));
      }
    }
    out.unnoted_wins = wins && news_.unnoted_wins();
    return out;
  }

 private:
  std::optional<NewsStep> find(const domain::NewsKind& kind, const store::User& user, const NewsMark& mark) {
    if (!domain::may_mail(kind.pace, mark, now_, workspace_.time_zone)) return std::nullopt;
    NewsStep step{user, &kind, mark, std::nullopt};
    const bool moved = kind.name == "attention"             ? attention(step)
                       : kind.name == "sync_failing"        ? sync_failing(step)
                       : kind.name == "import_done"         ? import_done(step)
                       : kind.name == "matches_waiting"     ? matches(step)
                       : kind.name == "won_without_invoice" ? deals_won(step)
                       : kind.name == "drafts_made"         ? drafts_made(step)
                       : kind.name == "overdue_invoices"    ? overdue(step)
                                                            : events(step);
    if (!moved) return std::nullopt;
    if (step.words) step.mark.mailed_at = now_;
    return step;
  }

  // Runs that somebody or the schedule started, newest first; read once.
  const std::vector<store::Run>& runs() {
    if (runs_) return *runs_;
    runs_.emplace();
    for (store::Run& run : store::Runs(tx_, actor_.tenant).list({"", true, 0, kRunsLookedAt}).items)
      if (run.finished_at && run.kind != "hints") runs_->push_back(std::move(run));
    return *runs_;
  }
  const std::optional<store::Run>& last_run() {
    if (!last_run_) last_run_ = store::Runs(tx_, actor_.tenant).last_finished();
    return *last_run_;
  }
  // Whether a run ended that the mark does not know; it does then.
  bool after_a_run(NewsStep& step) {
    if (!last_run() || *last_run()->finished_at <= step.mark.seen_at) return false;
    step.mark.seen_at = *last_run()->finished_at;
    return true;
  }
  Instant fresh_since(const NewsMark& mark) const { return std::max(mark.seen_at, now_ - kNewsLast); }

  bool attention(NewsStep& step) {
    const Instant seen = step.mark.seen_at;
    if (!after_a_run(step)) return false;
    // What the watch found since that run is in the count.
    step.mark.seen_at = std::max(step.mark.seen_at, now_ - kSettled);
    store::Runs store(tx_, actor_.tenant);
    const bool fault = store.general_errors(last_run()->id) > 0 &&
                       (runs().size() < 2 || store.general_errors(runs()[1].id) == 0);
    if (!fault && !news_.attention_since(seen)) return true;
    const std::int64_t records = need_attention(tx_, actor_.tenant);
    if (records == 0) return true;
    // What was checked or undone since is no sync.
    const auto sync = std::find_if(runs().begin(), runs().end(), [](const store::Run& run) {
      return reads_hubspot(run) || run.kind == "import";
    });
    const store::Run& told = sync == runs().end() ? *last_run() : *sync;
    step.words = voice_.attention(records, told.started_at.value_or(told.created_at));
    return true;
  }

  // Once for each series of failures: when the second one of it is new.
  bool sync_failing(NewsStep& step) {
    const Instant since = fresh_since(step.mark);
    if (!after_a_run(step)) return false;
    std::vector<const store::Run*> failed;
    for (const store::Run& run : runs()) {
      if (!reads_hubspot(run) || run.state == store::RunState::cancelled) continue;
      if (run.state != store::RunState::failed) break;
      failed.push_back(&run);
    }
    if (failed.size() < 2 || *failed[failed.size() - 2]->finished_at <= since) return true;
    if (connection_state() != store::ConnectionState::connected) return true;
    auto next = jobs::next_run(schedule_entry(tx_, actor_.tenant), now_);
    if (next) next = std::max(*next, now_);
    step.words = voice_.sync_failing(*failed.front(), next, now_);
    return true;
  }

  bool import_done(NewsStep& step) {
    const Instant since = fresh_since(step.mark);
    if (!after_a_run(step)) return false;
    for (const store::Run& run : runs()) {
      if (*run.finished_at <= since) break;
      if (run.kind != "import" ||
          (run.state != store::RunState::succeeded && run.state != store::RunState::partial))
        continue;
      if (*run.finished_at - run.started_at.value_or(run.created_at) <= kLongImport) continue;
      step.words = voice_.import_done(run);
      break;
    }
    return true;
  }

  bool matches(NewsStep& step) {
    const std::int64_t waiting = news_.matches_waiting();
    const std::int64_t fresh = domain::new_matches(
        waiting, step.mark.count, news_.matches_decided_since(step.mark.mailed_at.value_or(Instant{})));
    step.mark.seen_at = now_;
    if (fresh == 0) return true;
    step.mark.count = waiting;
    step.words = voice_.matches(fresh);
    return true;
  }

  bool deals_won(NewsStep& step) {
    const auto won = news_.wins_since(step.mark.seen_at);
    // A sync brings them one after the other.
    if (won.count == 0 || store::Runs(tx_, actor_.tenant).active()) return false;
    step.mark.seen_at = *won.last;
    step.words = voice_.deals_won(won.count, won.totals);
    return true;
  }

  bool drafts_made(NewsStep& step) {
    const auto made = store::RuleDrafts(tx_, actor_.tenant).made(fresh_since(step.mark), now_ - kSettled);
    if (made.count == 0) return false;
    step.mark.seen_at = *made.last;
    step.words = voice_.drafts_made(made);
    return true;
  }

  bool overdue(NewsStep& step) {
    std::vector<NewsItem> items;
    for (const auto& one :
         news_.overdue(local_date(step.mark.seen_at, workspace_.time_zone), today_of(app_, workspace_)))
      items.push_back(
          {one.id, sentence("{} is overdue: {}.", one.number, voice_.money(one.owed)), "", {one.owed}});
    step.mark.seen_at = now_;
    if (!items.empty()) step.words = voice_.documents(step.kind->name, items, true);
    return true;
  }

  // What the journal tells, and others did.
  bool events(NewsStep& step) {
    const Instant before = step.mark.seen_at;
    std::vector<store::Activity> found;
    for (store::Activity& event :
         news_.events(journal_kind(step.kind->name), fresh_since(step.mark), now_ - kSettled)) {
      step.mark.seen_at = event.at;
      if (event.actor_id != step.user.id && event.actor != step.user.name) found.push_back(std::move(event));
    }
    if (step.kind->name == "connection_lost") {
      if (!found.empty() && connection_state() == store::ConnectionState::needs_reconnection)
        step.words = voice_.connection_lost();
    } else if (const auto items = news_items(tx_, actor_, voice_, step.kind->name, found); !items.empty()) {
      step.words = voice_.documents(step.kind->name, items, may(step.user.role, Permission::invoice));
    }
    return step.mark.seen_at > before;
  }

  store::ConnectionState connection_state() { return store::Connections(tx_, actor_.tenant).get().state; }

  const App& app_;
  store::Tx& tx_;
  const Actor& actor_;
  store::News news_;
  const store::Workspace workspace_;
  const NewsVoice voice_;
  const Instant now_;
  std::optional<std::vector<store::Run>> runs_;
  std::optional<std::optional<store::Run>> last_run_;
};

}  // namespace

NewsLook look_for_news(const App& app, store::Tx& tx, const Actor& actor) {
  return Looker(app, tx, actor).look();
}

}  // namespace every::app
