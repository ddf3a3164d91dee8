#include "app/draft_entered.h"

#include <array>

#include "app/deal_basis.h"
#include "app/locks.h"
#include "base/sentence.h"
#include "store/deal_entries.h"
#include "store/deal_rules.h"
#include "store/mirror.h"

namespace every::app {
namespace {

constexpr std::int64_t kRoundMax = 50;
constexpr std::chrono::seconds kLook{2};

Actor every_in(const std::string& workspace_id) {
  return {store::Tenant(workspace_id), "", "Every", "", "owner", ""};
}

// The rule that asks for the draft, as things are now. Nothing: none does any more.
std::optional<domain::DealRule> rule_of(store::Tx& tx, const Actor& actor, const store::DealEntry& entry,
                                        const domain::Deal& deal,
                                        const std::vector<domain::Pipeline>& pipelines,
                                        const domain::Mapping& mapping) {
  auto on = store::DealRules(tx, actor.tenant).on();
  for (domain::DealRule& rule : on)
    if (rule.since <= entry.entered_at &&
        domain::places_of(rule, pipelines, mapping).contains(place_of(deal)))
      return std::move(rule);
  return std::nullopt;
}

std::string said_of(const domain::Deal& deal, const domain::DealRule& rule,
                    const std::vector<domain::Pipeline>& pipelines) {
  return sentence("A draft was made when the deal {} entered {}, by the rule “{}”", deal.name,
                  domain::stage_label(pipelines, place_of(deal)), domain::rule_sentence(rule, pipelines));
}

// Of one deal, in one transaction; the draft, if one was made.
std::optional<domain::Invoice> work_off(const App& app, store::Tx& tx, const Actor& actor,
                                        const std::string& deal_id) {
  store::DealEntries entries(tx, actor.tenant);
  const auto entry = entries.find(deal_id);
  if (!entry || !entry->due) return std::nullopt;
  const auto row = store::Deals(tx, actor.tenant).row(deal_id, today_of(app, workspace_of(tx, actor)));
  const auto pipelines = store::Mirror(tx, actor.tenant).pipelines();
  const domain::Mapping mapping = locks_of(tx, actor.tenant).mapping;
  const auto rule =
      row ? rule_of(tx, actor, *entry, row->deal, pipelines, mapping) : std::optional<domain::DealRule>();
  if (!rule) {
    entries.remove(deal_id);
    return std::nullopt;
  }
  const auto wait = [&](const std::string& code, const std::string& detail) {
    entries.put({deal_id, rule->id, place_of(row->deal), entry->entered_at, false, code, detail});
    return std::nullopt;
  };
  if (const auto why = why_not_by_rule(tx, actor, *row, place_of(row->deal), pipelines, mapping)) {
    if (why->code != "has_invoice") return wait(why->code, why->detail);
    entries.remove(deal_id);
    return std::nullopt;
  }
  auto made = make_draft(app, tx, actor, deal_id, said_of(row->deal, *rule, pipelines));
  if (!made.ok()) return wait(std::string(name(made.error().code)), made.error().detail);
  entries.remove(deal_id);
  if (!made->made) return std::nullopt;
  store::RuleDrafts(tx, actor.tenant)
      .insert({.invoice_id = made->invoice.id,
               .rule_id = rule->id,
               .deal_id = deal_id,
               .pipeline = domain::pipeline_label(pipelines, row->deal.pipeline_id),
               .stage = domain::stage_label(pipelines, place_of(row->deal)),
               .entered_at = entry->entered_at,
               .made_at = app.now()});
  record(app, tx, actor, "deal", deal_id, "", "deal.drafted", said_of(row->deal, *rule, pipelines));
  return std::move(made->invoice);
}

}  // namespace

std::optional<LeftOut> why_not_by_rule(store::Tx& tx, const Actor& actor, const store::DealRow& row,
                                       const domain::StagePlace& entered,
                                       const std::vector<domain::Pipeline>& pipelines,
                                       const domain::Mapping& mapping) {
  auto why = why_left_out(tx, actor, row, Wins::not_needed);
  if (why && why->code == "has_invoice") return why;
  if (row.deal.hubspot && row.deal.hubspot->gone_at)
    return LeftOut{"deal_gone", "The deal no longer exists in HubSpot."};
  if (auto problem = domain::place_problem(entered, pipelines, mapping); !problem.code.empty())
    return LeftOut{std::move(problem.code), std::move(problem.detail)};
  return why;
}

int draft_entered_deals(const App& app) {
  int made = 0;
  for (const store::DueEntry& due :
       app.db.read([](store::Tx& tx) { return store::due_entries(tx, kRoundMax); })) {
    const Actor actor = every_in(due.workspace_id);
    try {
      refresh_tax_rates(app, actor, std::array{due.deal_id});
      const auto invoice = app.db.write([&](store::Tx& tx) { return work_off(app, tx, actor, due.deal_id); });
      tell_changed(app, actor, "deal", due.deal_id);
      if (!invoice) continue;
      ++made;
      tell_invoice(app, actor, *invoice);
    } catch (const std::exception& failure) {
      // One that fails does not keep the others; it is tried again with the next round.
      app.log.error("drafts.failed", {{"deal", due.deal_id}, {"error", failure.what()}});
    }
  }
  return made;
}

void Drafter::start() {
  rounds_.start(kLook, [this] { draft_entered_deals(app_); });
}

}  // namespace every::app
