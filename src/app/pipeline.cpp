#include "app/pipeline.h"

#include <algorithm>
#include <iterator>

#include "app/invoices.h"
#include "base/sentence.h"
#include "domain/mapping.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/mirror.h"

namespace every::app {
namespace {

void add(std::vector<Money>& sums, const std::vector<Money>& more) {
  for (const Money& money : more) {
    const auto same =
        std::find_if(sums.begin(), sums.end(), [&](const Money& m) { return m.currency == money.currency; });
    if (same == sums.end())
      sums.push_back(money);
    else
      *same = *same + money;
  }
}

void main_first(std::vector<Money>& sums, const std::string& currency) {
  const auto main =
      std::find_if(sums.begin(), sums.end(), [&](const Money& m) { return m.currency.code() == currency; });
  if (main != sums.end()) std::rotate(sums.begin(), main, main + 1);
}

Deals::Item item_of(store::Tx& tx, const Actor& actor, store::DealRow row) {
  Deals::Item item{std::move(row), {}};
  if (item.row.deal.contact_ids.empty())
    if (auto whole = store::Deals(tx, actor.tenant).find(item.row.deal.id))
      item.row.deal.contact_ids = whole->contact_ids;
  for (const std::string& id : item.row.deal.contact_ids)
    if (const auto contact = store::Contacts(tx, actor.tenant).find(id))
      item.contacts.emplace_back(id, contact->display_name());
  return item;
}

}  // namespace

Board board(const App& app, const Actor& actor, store::DealFilter filter) {
  return app.db.read([&](store::Tx& tx) {
    Board out;
    const std::string currency = workspace_of(tx, actor).currency;
    const auto all = store::Mirror(tx, actor.tenant).pipelines();
    for (const domain::Pipeline& p : all) {
      if (!p.archived) out.pipelines.push_back(p);
      if (p.id == filter.pipeline_id) out.shown = p;
    }
    if (!out.shown && !out.pipelines.empty()) out.shown = out.pipelines.front();
    if (!out.shown) return out;

    store::Deals deals(tx, actor.tenant);
    filter.pipeline_id = out.shown->id;
    auto totals = deals.stage_totals(filter);
    const auto take = [&](const std::string& id) {
      store::StageTotal found{.stage_id = id, .count = 0, .totals = {}, .weighted = {}};
      const auto it =
          std::find_if(totals.begin(), totals.end(), [&](const auto& t) { return t.stage_id == id; });
      if (it == totals.end()) return found;
      found = *it;
      totals.erase(it);
      return found;
    };
    const domain::Mapping mapping =
        domain::mapping_from(store::Connections(tx, actor.tenant).settings().mapping);
    std::vector<BoardStage> unplaced;
    const auto show = [&](domain::Stage stage, store::StageTotal total) {
      const auto group = mapping.group_of(*out.shown, stage);
      if (mapping.group(out.shown->id, stage.id))
        stage.is_closed = group == domain::StageGroup::won || group == domain::StageGroup::lost;
      if (!stage.is_closed) {
        add(out.open, total.totals);
        add(out.weighted, total.weighted);
      }
      main_first(total.totals, currency);
      main_first(total.weighted, currency);
      auto& where = group == domain::StageGroup::other ? unplaced : out.stages;
      where.push_back({stage, group, total.count, std::move(total.totals), std::move(total.weighted)});
    };
    for (const domain::Stage& stage : out.shown->stages) {
      auto total = take(stage.id);
      if (!stage.archived || total.count > 0) show(stage, std::move(total));
    }
    // Deals keep ids of stages that HubSpot deleted: shown last, never dropped.
    while (!totals.empty()) {
      const std::string id = totals.front().stage_id;
      show({.id = id,
            .label = id.empty() ? ours("No stage") : sentence("Unknown stage ({})", id),
            .archived = true},
           take(id));
    }
    std::move(unplaced.begin(), unplaced.end(), std::back_inserter(out.stages));
    filter.won_without_invoice = true;
    for (const auto& total : deals.stage_totals(filter)) {
      out.waiting += total.count;
      add(out.waiting_totals, total.totals);
    }
    for (auto* sums : {&out.open, &out.weighted, &out.waiting_totals}) main_first(*sums, currency);
    out.owners = deals.owners(out.shown->id);
    return out;
  });
}

ClientBoard client_board(const App& app, const Actor& actor, store::DealFilter filter,
                         const store::Slice& slice) {
  return app.db.read([&](store::Tx& tx) {
    ClientBoard out;
    out.pipelines = store::Mirror(tx, actor.tenant).pipelines();
    if (filter.pipeline_id.empty())
      for (const domain::Pipeline& p : out.pipelines)
        if (!p.archived && filter.pipeline_id.empty()) filter.pipeline_id = p.id;
    out.clients = store::open_by_client(tx, actor.tenant, filter, slice);
    const std::string currency = workspace_of(tx, actor).currency;
    for (store::ClientDeals& one : out.clients.items)
      for (store::StageTotal& stage : one.stages) {
        main_first(stage.totals, currency);
        main_first(stage.weighted, currency);
      }
    return out;
  });
}

Result<DealPast> deal_past(const App& app, const Actor& actor, const std::string& id,
                           const store::Slice& slice) {
  return app.db.read([&](store::Tx& tx) -> Result<DealPast> {
    if (!store::Deals(tx, actor.tenant).find(id)) return Error(Code::not_found, "This deal does not exist.");
    return DealPast{store::moves_of_deal(tx, actor.tenant, id),
                    store::activity_of_deal(tx, actor.tenant, id, slice),
                    store::Mirror(tx, actor.tenant).pipelines()};
  });
}

Deals deals(const App& app, const Actor& actor, const store::DealFilter& filter, const store::Slice& slice) {
  return app.db.read([&](store::Tx& tx) {
    Deals out;
    auto window = store::Deals(tx, actor.tenant).list(filter, slice, today_of(app, workspace_of(tx, actor)));
    for (store::DealRow& row : window.items) out.items.push_back(item_of(tx, actor, std::move(row)));
    out.total = window.total;
    out.pipelines = store::Mirror(tx, actor.tenant).pipelines();
    out.locks = locks_of(tx, actor.tenant);
    return out;
  });
}

Deals deal(const App& app, const Actor& actor, const std::string& id) {
  return app.db.read([&](store::Tx& tx) {
    Deals out;
    if (auto row = store::Deals(tx, actor.tenant).row(id, today_of(app, workspace_of(tx, actor)))) {
      out.items.push_back(item_of(tx, actor, std::move(*row)));
      out.total = 1;
    }
    out.pipelines = store::Mirror(tx, actor.tenant).pipelines();
    out.locks = locks_of(tx, actor.tenant);
    return out;
  });
}

}  // namespace every::app
