// An accepted proposal becomes invoices: one of all of it, or shares of it.
#include <fmt/format.h>

#include "app/books.h"
#include "app/deal_parts.h"
#include "app/invoice_detail.h"
#include "app/proposals.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/deals.h"

namespace every::app {
namespace {

Result<domain::Invoice> draft_of(const App& app, store::Tx& tx, const Actor& actor, const domain::Proposal& p,
                                 domain::ShareDraft share) {
  const store::Workspace workspace = workspace_of(tx, actor);
  const auto client = store::Clients(tx, actor.tenant).find(p.client_id);
  domain::Invoice invoice;
  invoice.id = app.id();
  invoice.created_at = invoice.updated_at = app.now();
  invoice.client_id = p.client_id;
  invoice.currency = p.currency;
  invoice.language = p.language;
  invoice.payment_terms_days = client ? client->payment_terms_days.value_or(workspace.payment_terms_days)
                                      : workspace.payment_terms_days;
  begin_texts(workspace, invoice);
  invoice.issue_date = day_of_draft(app, workspace);
  if (invoice.issue_date) invoice.due_date = add_days(*invoice.issue_date, invoice.payment_terms_days);
  invoice.lines = std::move(share.lines);
  for (domain::InvoiceLine& line : invoice.lines) line.id = app.id();
  invoice.pricing = share.pricing;
  EVERY_TRY(sums, domain::sum_up(invoice.lines, invoice.currency, invoice.pricing));
  invoice.totals = sums.totals;
  invoice.paid = {0, invoice.currency};
  return invoice;
}

// All of a deal's proposal is the deal's one invoice, a share is a part of the deal.
Status insert(store::Tx& tx, const Actor& actor, const domain::Proposal& p, domain::Invoice& invoice,
              Decimal percent) {
  store::Invoices invoices(tx, actor.tenant);
  const auto deal = p.deal_id.empty() ? std::nullopt : store::Deals(tx, actor.tenant).find(p.deal_id);
  if (deal) {
    if (percent != Decimal::whole(100)) invoice.part_id = domain::part_of_share(p.id, invoice.id);
    invoice.deal_id = deal->id;
    invoice.deal_name = deal->name;
    invoice.deal_url = deal->hubspot ? deal->hubspot->url : "";
  }
  // A supplement alone would not keep the whole out.
  const auto before = invoices.of_deal(invoice.deal_id);
  if (!(before && before->part_id.starts_with("+")) && invoices.insert(invoice)) return done();
  return billed_already(tx, actor, Code::has_documents, *deal);
}

Result<DealInvoice> share_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& id,
                             std::optional<Decimal> percent) {
  store::Proposals proposals(tx, actor.tenant);
  const auto p = proposals.find(id);
  if (!p) return Error(Code::not_found, "This proposal does not exist.");
  if (p->state != domain::ProposalState::accepted)
    return Error(Code::proposal_not_accepted, "Only an accepted proposal can be invoiced.",
                 "Wait until the client has accepted it.");
  const auto shares = proposals.shares(id, p->currency);
  const Decimal left{Decimal::whole(100).units - domain::invoiced(shares).units};
  if (!percent && left.units == 0)
    return DealInvoice{*load_invoice(tx, actor, shares.back().invoice_id), false};
  EVERY_CHECK(use_key(app, tx, actor));
  const Decimal share = percent.value_or(left);
  EVERY_TRY(parts, domain::next_share(*p, shares, share));
  EVERY_TRY(invoice, draft_of(app, tx, actor, *p, domain::draft_of_share(*p, parts, share)));
  EVERY_CHECK(insert(tx, actor, *p, invoice, share));
  proposals.insert_invoice(id, {invoice.id, share, parts}, app.now());
  note_invoice(app, tx, actor, invoice, "created",
               sentence("An invoice of {} % of {} was drafted.", share, p->number));
  note_proposal(app, tx, actor, *p, "invoiced", sentence("{} % of {} was invoiced.", share, p->number));
  return DealInvoice{*load_invoice(tx, actor, invoice.id), true};
}

}  // namespace

Result<DealInvoice> invoice_proposal(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  std::optional<Decimal> percent;
  if (!body.is_null()) {
    Fields in(body);
    percent = in.decimal("percent");
    EVERY_CHECK(in.finish());
  }
  auto made = app.db.write([&](store::Tx& tx) { return share_in(app, tx, actor, id, percent); });
  if (made.ok() && made->made) {
    tell_invoice(app, actor, made->invoice);
    tell_proposal(app, actor, id);
    if (!made->invoice.deal_id.empty()) tell_changed(app, actor, "deal", made->invoice.deal_id);
  }
  return made;
}

}  // namespace every::app
