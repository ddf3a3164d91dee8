#include "app/preview_deal_rule.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "app/deal_rules.h"
#include "app/draft_entered.h"
#include "app/locks.h"
#include "store/deal_entries.h"
#include "store/mirror.h"

namespace every::app {
namespace {

void add(std::vector<Money>& sums, const Money& money) {
  const auto same =
      std::find_if(sums.begin(), sums.end(), [&](const Money& m) { return m.currency == money.currency; });
  if (same == sums.end())
    sums.push_back(money);
  else
    *same = *same + money;
}

// The moves by which each deal entered, the first one first.
using Entered = std::map<std::string, std::vector<store::DealMove>>;
Entered entered_since(store::Tx& tx, const Actor& actor, const std::set<domain::StagePlace>& places,
                      Instant since) {
  Entered out;
  for (const store::DealMove& move : store::DealMoves(tx, actor.tenant).since(since))
    if (domain::enters(places, move.from, move.to)) out[move.deal_id].push_back(move);
  return out;
}

class Forecast {
 public:
  Forecast(const App& app, store::Tx& tx, const Actor& actor, const std::vector<domain::Pipeline>& pipelines)
      : app_(app),
        tx_(tx),
        actor_(actor),
        pipelines_(pipelines),
        mapping_(locks_of(tx, actor.tenant).mapping),
        today_(today_of(app, workspace_of(tx, actor))) {}

  const domain::Mapping& mapping() const { return mapping_; }

  // What the rule would have made of the deal, or why it would not.
  struct Outcome {
    std::optional<Money> total;
    LeftOut why;
  };
  Outcome of(const store::DealRow& row, const store::DealMove& move) {
    if (!row.invoice_id.empty()) {
      const auto invoice = store::Invoices(tx_, actor_.tenant).find(row.invoice_id);
      if (invoice && invoice->created_at >= move.at) return {invoice->totals.total, {}};
    }
    if (auto why = why_not_by_rule(tx_, actor_, row, move.to, pipelines_, mapping_))
      return {std::nullopt, *why};
    const auto draft = plan_draft(app_, tx_, actor_, row.deal.id);
    if (!draft.ok()) return {std::nullopt, {std::string(name(draft.error().code)), draft.error().detail}};
    return {draft->totals.total, {}};
  }
  std::optional<store::DealRow> row(const std::string& deal_id) {
    return store::Deals(tx_, actor_.tenant).row(deal_id, today_);
  }

 private:
  const App& app_;
  store::Tx& tx_;
  const Actor& actor_;
  const std::vector<domain::Pipeline>& pipelines_;
  const domain::Mapping mapping_;
  const Date today_;
};

}  // namespace

Result<DealRulePreview> preview_deal_rule(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::manage));
  return app.db.read([&](store::Tx& tx) -> Result<DealRulePreview> {
    Fields in(body);
    domain::DealRule rule;
    EVERY_CHECK(read_deal_rule(tx, actor, in, rule, true));
    const auto pipelines = store::Mirror(tx, actor.tenant).pipelines();
    Forecast forecast(app, tx, actor, pipelines);
    const auto places = domain::places_of(rule, pipelines, forecast.mapping());
    DealRulePreview out;
    out.sentence = domain::rule_sentence(rule, pipelines);
    auto standing = store::standing_in(tx, actor.tenant, places);
    out.deals = standing.deals;
    out.without_invoice = standing.without_invoice;
    out.totals = std::move(standing.totals);
    domain::DealRule wins;
    wins.pipeline_id = rule.pipeline_id;
    const auto won = domain::places_of(wins, pipelines, forecast.mapping());
    out.won = std::includes(won.begin(), won.end(), places.begin(), places.end());
    out.known_since = store::DealMoves(tx, actor.tenant).known_since();
    const Instant now = app.now();
    const auto since = [&](int days) { return now - std::chrono::days(days); };
    const Entered entered = entered_since(tx, actor, places, since(kPreviewDays.back()));
    for (const int days : kPreviewDays) {
      DealRulePreview::Past past{days, 0, 0, 0, {}};
      for (const auto& [deal_id, moves] : entered) {
        // What enters again gets no second draft: the first time of these days counts.
        const auto move = std::find_if(moves.begin(), moves.end(),
                                       [&](const store::DealMove& one) { return one.at >= since(days); });
        const auto row = move == moves.end() ? std::nullopt : forecast.row(deal_id);
        if (!row) continue;
        const auto outcome = forecast.of(*row, *move);
        ++past.entered;
        ++(outcome.total ? past.drafted : past.left_out);
        if (outcome.total)
          add(past.totals, *outcome.total);
        else if (days == kPreviewDays.back())
          out.first.push_back({deal_id, row->deal.name, outcome.why, move->at});
      }
      out.past.push_back(std::move(past));
    }
    std::sort(out.first.begin(), out.first.end(), [](const auto& a, const auto& b) {
      return std::tie(b.entered_at, a.deal_id) < std::tie(a.entered_at, b.deal_id);
    });
    if (out.first.size() > kPreviewLeftOutShown) out.first.resize(kPreviewLeftOutShown);
    return out;
  });
}

}  // namespace every::app
