#include "app/home.h"

#include <algorithm>

#include "app/deal_drift.h"
#include "app/hubspot_status.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/deals.h"
#include "store/proposals.h"
#include "store/review.h"
#include "store/runs.h"

namespace every::app {
namespace {

constexpr std::int64_t kHitsMax = 8;

// The workspace's own currency first; the others as the store gives them.
std::vector<Money> main_first(std::vector<Money> sums, const std::string& currency) {
  const auto main =
      std::find_if(sums.begin(), sums.end(), [&](const Money& m) { return m.currency.code() == currency; });
  if (main != sums.end()) std::rotate(sums.begin(), main, main + 1);
  return sums;
}

}  // namespace

Home home(const App& app, const Actor& actor) {
  const auto drifted = static_cast<std::int64_t>(drifted_deals(app, actor).size());
  return app.db.read([&](store::Tx& tx) {
    const store::Workspace workspace = workspace_of(tx, actor);
    const Date today = today_of(app, workspace);
    const Date first{today.year(), today.month(), std::chrono::day(1)};
    store::Invoices invoices(tx, actor.tenant);
    auto sums = invoices.sums(today, start_of_day(first, workspace.time_zone));
    Home out;
    out.outstanding = main_first(std::move(sums.outstanding), workspace.currency);
    out.overdue = main_first(std::move(sums.overdue), workspace.currency);
    out.paid_this_month = main_first(std::move(sums.paid_this_month), workspace.currency);

    const store::DealFilter won{.pipeline_id = "",
                                .stage_id = "",
                                .q = "",
                                .owner_id = "",
                                .client_id = "",
                                .won_without_invoice = true};
    HomeDecision to_invoice{"won_without_invoice", 0, {}, "", ""};
    for (const store::StageTotal& total : store::Deals(tx, actor.tenant).stage_totals(won)) {
      to_invoice.count += total.count;
      for (const Money& money : total.totals) {
        const auto same = std::find_if(to_invoice.totals.begin(), to_invoice.totals.end(),
                                       [&](const Money& m) { return m.currency == money.currency; });
        if (same == to_invoice.totals.end())
          to_invoice.totals.push_back(money);
        else
          *same = *same + money;
      }
    }
    to_invoice.totals = main_first(std::move(to_invoice.totals), workspace.currency);
    if (to_invoice.count > 0) out.decisions.push_back(std::move(to_invoice));
    store::Proposals proposals(tx, actor.tenant);
    const auto add = [&](const char* kind, store::ProposalSums found) {
      if (found.count > 0)
        out.decisions.push_back({kind, found.count, main_first(std::move(found.totals), workspace.currency),
                                 found.only_id, found.only_client});
    };
    add("accepted_proposals", proposals.accepted_not_invoiced());
    if (sums.overdue_count > 0)
      out.decisions.push_back({"overdue_invoices", sums.overdue_count, out.overdue, "", ""});
    if (drifted > 0) out.decisions.push_back({"deals_changed", drifted, {}, "", ""});
    add("unanswered_proposals", proposals.unanswered(today, app.now() - domain::kAnswerDays));
    if (const auto waiting = store::Review(tx, actor.tenant).counts().undecided; waiting > 0)
      out.decisions.push_back({"matches_waiting", waiting, {}, "", ""});
    if (const auto records = need_attention(tx, actor.tenant); records > 0)
      out.decisions.push_back({"attention", records, {}, "", ""});

    out.connected = store::Connections(tx, actor.tenant).get().state != store::ConnectionState::not_connected;
    out.imported = store::Connections(tx, actor.tenant).settings().imported_once;
    for (const auto& [status, count] : invoices.counts_by_status(today)) {
      out.invoiced = true;
      out.sent = out.sent || status != "draft";
      out.paid = out.paid || status == "paid";
    }
    return out;
  });
}

Hits search(const App& app, const Actor& actor, const std::string& q) {
  Hits out;
  if (q.empty()) return out;
  return app.db.read([&](store::Tx& tx) {
    const Date today = today_of(app, workspace_of(tx, actor));
    const store::Slice few{.sort = "", .descending = false, .offset = 0, .limit = kHitsMax};
    for (const auto& row :
         store::Clients(tx, actor.tenant).list({.q = q, .source = "", .status = ""}, few, today).items)
      out.clients.push_back({row.client.id, row.client.name, row.primary_email});
    for (const auto& row :
         store::Deals(tx, actor.tenant)
             .list({.pipeline_id = "", .stage_id = "", .q = q, .owner_id = "", .client_id = ""}, few, today)
             .items)
      out.deals.push_back({row.deal.id, row.deal.name, row.deal.client_name});
    for (const auto& invoice :
         store::Invoices(tx, actor.tenant)
             .list({.status = "", .q = q, .client_id = "", .deal_id = "", .kind = ""}, few, today)
             .items)
      out.invoices.push_back(
          {invoice.id, invoice.number.empty() ? ours("Draft") : invoice.number, invoice.client_name});
    for (const auto& p : store::Proposals(tx, actor.tenant)
                             .list({.status = "", .q = q, .client_id = "", .deal_id = ""}, few, today)
                             .items)
      out.proposals.push_back({p.id, p.title.empty() ? ours("Draft proposal") : p.title, p.client_name});
    return out;
  });
}

}  // namespace every::app
