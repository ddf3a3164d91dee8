// A won deal becomes its invoice. However many people click at once, the database keeps one: whoever loses
// the race for the unique index reads the winner's invoice.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "app/books.h"
#include "app/deal_basis.h"
#include "app/deal_draft.h"
#include "app/deal_parts.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/deal.h"
#include "store/clients.h"
#include "store/deal_billing.h"

namespace every::app {
namespace {

constexpr std::size_t kBulkMax = 1000;

// What one request asks for: the whole, or a part of it; of another client, or another amount, than the deal
// says.
struct Wanted {
  std::string client_id, part_id;
  std::optional<Money> amount;
  std::string said = {};  // in the history; "": that it was drafted
};

Error parts_are_not_the_deal() {
  Error wrong(Code::validation, "The parts do not add up to the deal any more.", "Plan the parts again.");
  wrong.fields.push_back({"/partId", "range", wrong.detail});
  return wrong;
}

// The parts are those of the deal as it was settled with the parts before this one; what it became since
// stays a change to settle. The first part has to be one of the deal as it is.
Result<DealBasis> basis_of_part(store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                                const std::vector<domain::DealPart>& plan) {
  EVERY_TRY(now, deal_basis(tx, actor, deal, deal.client_id, std::nullopt));
  const auto before = store::Invoices(tx, actor.tenant).of_deal(deal.id);
  DealBasis basis = before ? decode_basis(before->deal_state).value_or(now) : std::move(now);
  Money sum{0, basis.currency};
  for (const domain::DealPart& part : plan) {
    if (!(part.amount.currency == basis.currency)) return parts_are_not_the_deal();
    sum = sum + part.amount;
  }
  if (!before && !(sum == basis.total)) return parts_are_not_the_deal();
  return basis;
}

Result<domain::Invoice> draft_of(const App& app, store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                                 const domain::Client& client, const Wanted& wanted,
                                 const std::vector<domain::DealPart>& plan) {
  EVERY_TRY(own, wanted.part_id.empty() ? deal_basis(tx, actor, deal, deal.client_id, std::nullopt)
                                        : basis_of_part(tx, actor, deal, plan));
  DealBasis basis = own;
  if (wanted.amount) {
    EVERY_TRY(asked, deal_basis(tx, actor, deal, client.id, wanted.amount));
    basis = std::move(asked);
  }
  domain::Invoice invoice;
  invoice.id = app.id();
  invoice.created_at = invoice.updated_at = app.now();
  invoice.client_id = client.id;
  invoice.deal_id = deal.id;
  invoice.deal_name = deal.name;
  invoice.deal_url = deal.hubspot ? deal.hubspot->url : "";
  invoice.deal_state = encode_basis(own);
  invoice.part_id = wanted.part_id;
  invoice.currency = basis.currency;
  invoice.payment_terms_days = client.payment_terms_days.value_or(workspace_of(tx, actor).payment_terms_days);
  begin_texts(workspace_of(tx, actor), invoice);
  invoice.lines = std::move(basis.lines);
  for (const domain::DealPart& part : plan) {
    if (part.id != wanted.part_id) continue;
    const auto rates = domain::sums_by_rate(invoice.lines, invoice.currency, {});
    const std::string what = (deal.name.empty() ? "Deal" : shorten(deal.name, 1500)) + ": " + part.label;
    invoice.lines = domain::lines_of_part(rates, part.amount, what);
    invoice.pricing.tax_inclusive = true;
  }
  for (domain::InvoiceLine& line : invoice.lines) line.id = app.id();
  invoice.issue_date = day_of_draft(app, workspace_of(tx, actor));
  if (invoice.issue_date) invoice.due_date = add_days(*invoice.issue_date, invoice.payment_terms_days);
  EVERY_TRY(sums, domain::sum_up(invoice.lines, invoice.currency, invoice.pricing));
  invoice.totals = sums.totals;
  invoice.paid = {0, invoice.currency};
  return invoice;
}

Result<DealInvoice> draft_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& deal_id,
                             const Wanted& wanted) {
  store::Invoices invoices(tx, actor.tenant);
  const auto deal = store::Deals(tx, actor.tenant).find(deal_id);
  if (!deal) return Error(Code::not_found, "This deal does not exist.");
  if (const auto known = invoices.of_part(deal_id, wanted.part_id))
    return DealInvoice{*load_invoice(tx, actor, known->id), false};
  if (const auto only = invoices.of_deal(deal_id); only && only->part_id.starts_with("+"))
    return Error(Code::has_documents, "A supplement to a former invoice of this deal is there.",
                 "Delete or void the supplement first.");
  const std::vector<domain::DealPart> plan = store::DealBilling(tx, actor.tenant).parts(deal_id);
  if (wanted.part_id.empty() && !plan.empty())
    return Error(Code::deal_in_parts, "This deal is invoiced in parts.",
                 "Name the part, or take the parts away first.");
  if (!wanted.part_id.empty() && std::none_of(plan.begin(), plan.end(), [&](const domain::DealPart& part) {
        return part.id == wanted.part_id;
      }))
    return Error(Code::not_found, "This deal has no such part.");
  const auto client =
      store::Clients(tx, actor.tenant).find(wanted.client_id.empty() ? deal->client_id : wanted.client_id);
  if (!client) {
    if (!wanted.client_id.empty()) return Error(Code::not_found, "This client does not exist.");
    return Error(Code::deal_no_client, "This deal has no client yet.", "Choose a client to invoice.");
  }
  EVERY_TRY(invoice, draft_of(app, tx, actor, *deal, *client, wanted, plan));
  if (!invoices.insert(invoice)) {
    if (const auto known = invoices.of_part(deal_id, wanted.part_id))
      return DealInvoice{*load_invoice(tx, actor, known->id), false};
    return billed_already(tx, actor, Code::deal_invoiced, *deal);
  }
  note_invoice(
      app, tx, actor, invoice, "created",
      wanted.said.empty() ? sentence("An invoice was drafted from the deal {}.", deal->name) : wanted.said);
  return DealInvoice{*load_invoice(tx, actor, invoice.id), true};
}

store::Window<store::DealRow> waiting(const App& app, store::Tx& tx, const Actor& actor,
                                      const std::string& pipeline, const store::Slice& slice) {
  return store::Deals(tx, actor.tenant)
      .list({.pipeline_id = pipeline,
             .stage_id = "",
             .q = "",
             .owner_id = "",
             .client_id = "",
             .won_without_invoice = true},
            slice, today_of(app, workspace_of(tx, actor)));
}

std::vector<store::DealRow> won_without_invoice(const App& app, store::Tx& tx, const Actor& actor,
                                                const std::string& pipeline) {
  std::vector<store::DealRow> rows;
  for (store::Slice slice{.sort = "", .descending = true, .offset = 0, .limit = 500}; rows.size() < kBulkMax;
       slice.offset += 500) {
    auto window = waiting(app, tx, actor, pipeline, slice);
    if (window.items.empty()) break;
    std::move(window.items.begin(), window.items.end(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace

std::optional<LeftOut> why_left_out(store::Tx& tx, const Actor& actor, const store::DealRow& row, Wins wins) {
  const domain::Deal& d = row.deal;
  if (!row.invoice_id.empty()) return LeftOut{"has_invoice", "It has its invoice already."};
  if (wins == Wins::needed && !d.won) return LeftOut{"deal_not_won", "The deal is not won."};
  if (d.client_id.empty()) return LeftOut{"deal_no_client", "The deal has no client."};
  if (!d.amount) return LeftOut{"deal_amount_missing", "The deal has no amount."};
  if (!store::DealBilling(tx, actor.tenant).parts(d.id).empty())
    return LeftOut{"deal_in_parts", "The deal is invoiced in parts."};
  return std::nullopt;
}

Result<domain::Invoice> plan_draft(const App& app, store::Tx& tx, const Actor& actor,
                                   const std::string& deal_id) {
  const auto deal = store::Deals(tx, actor.tenant).find(deal_id);
  if (!deal) return Error(Code::not_found, "This deal does not exist.");
  const auto client = store::Clients(tx, actor.tenant).find(deal->client_id);
  if (!client)
    return Error(Code::deal_no_client, "This deal has no client yet.", "Choose a client to invoice.");
  return draft_of(app, tx, actor, *deal, *client, {}, {});
}

Result<DealInvoice> make_draft(const App& app, store::Tx& tx, const Actor& actor, const std::string& deal_id,
                               const std::string& said) {
  Wanted wanted;
  wanted.said = said;
  return draft_in(app, tx, actor, deal_id, wanted);
}

Result<DealInvoice> invoice_deal(const App& app, const Actor& actor, const std::string& deal_id,
                                 const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Wanted wanted;
  if (!body.is_null()) {
    Fields in(body);
    wanted.client_id = in.text("clientId", {.max = 100}).value_or("");
    wanted.part_id = in.text("partId", {.max = 100}).value_or("");
    wanted.amount = in.money("amount");
    if (wanted.amount && !wanted.part_id.empty())
      in.complain("amount", "range", "A part has its amount already.");
    EVERY_CHECK(in.finish());
  }
  refresh_tax_rates(app, actor, std::array{deal_id});
  auto made = app.db.write([&](store::Tx& tx) { return draft_in(app, tx, actor, deal_id, wanted); });
  if (made.ok() && made->made) {
    tell_invoice(app, actor, made->invoice);
    tell_changed(app, actor, "deal", deal_id);
  }
  return made;
}

Result<BulkDrafts> invoice_deals(const App& app, const Actor& actor, const json::value& body, bool& dry_run) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  auto ids = in.texts("ids", kBulkMax);
  const bool all = in.boolean("wonWithoutInvoice").value_or(false);
  const std::string pipeline = in.text("pipeline", {.max = 200}).value_or("");
  const auto named = in.texts("except", kBulkMax).value_or(std::vector<std::string>{});
  const std::set<std::string, std::less<>> except(named.begin(), named.end());
  dry_run = in.boolean("dryRun").value_or(false);
  if (!ids && !all) in.complain("ids", "required", "Name the deals, or send wonWithoutInvoice.");
  EVERY_CHECK(in.finish());
  if (!dry_run) {
    std::vector<std::string> chosen = all ? std::vector<std::string>() : *ids;
    if (all)
      app.db.read([&](store::Tx& tx) {
        for (const store::DealRow& row : won_without_invoice(app, tx, actor, pipeline))
          chosen.push_back(row.deal.id);
        return true;
      });
    refresh_tax_rates(app, actor, chosen);
  }
  auto drafts = app.db.write([&](store::Tx& tx) -> Result<BulkDrafts> {
    store::Deals deals(tx, actor.tenant);
    const Date today = today_of(app, workspace_of(tx, actor));
    const int terms = workspace_of(tx, actor).payment_terms_days;
    std::vector<store::DealRow> rows;
    BulkDrafts out;
    std::int64_t planned = 0;
    if (all) {
      rows = won_without_invoice(app, tx, actor, pipeline);
    } else {
      for (const std::string& id : *ids) {
        if (auto row = deals.row(id, today))
          rows.push_back(std::move(*row));
        else
          out.items.push_back({.deal_id = id, .code = "not_found", .detail = "This deal does not exist."});
      }
    }
    for (const store::DealRow& row : rows) {
      const domain::Deal& d = row.deal;
      BulkItem item{d.id, d.name, d.client_id, d.client_name, d.amount};
      if (const auto client = store::Clients(tx, actor.tenant).find(d.client_id))
        item.payment_terms_days = client->payment_terms_days.value_or(terms);
      if (except.contains(d.id)) {
        item.code = "excluded";
        item.detail = "You left it out.";
      } else if (auto why = why_left_out(tx, actor, row, Wins::needed)) {
        item.code = std::move(why->code);
        item.detail = std::move(why->detail);
      }
      if (item.code.empty() && !dry_run) {
        EVERY_TRY(made, draft_in(app, tx, actor, d.id, {}));
        if (made.made) out.created.push_back(made.invoice.id);
      }
      if (item.code.empty() && dry_run && row.deal.won) ++planned;
      out.items.push_back(std::move(item));
    }
    out.remaining = waiting(app, tx, actor, pipeline, {.sort = "", .limit = 1}).total - planned;
    return out;
  });
  if (drafts.ok() && !dry_run)
    app.events.publish(actor.tenant, "records.changed",
                       json::object{{"kinds", json::array{"deal", "invoice"}}, {"ids", "many"}});
  return drafts;
}

}  // namespace every::app
