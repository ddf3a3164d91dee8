// A draft that says what another invoice says: to bill the same again, or to bill it right after voiding.
#include "app/deal_basis.h"
#include "app/deal_drift.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "store/bill_to.h"
#include "store/deal_billing.h"
#include "store/payments.h"
#include "store/proposals.h"

namespace every::app {

domain::Invoice draft_like(const App& app, const domain::Invoice& from) {
  domain::Invoice draft;
  draft.id = app.id();
  draft.created_at = draft.updated_at = app.now();
  draft.client_id = from.client_id;
  draft.currency = from.currency;
  draft.payment_terms_days = from.payment_terms_days;
  draft.po_number = from.po_number;
  draft.notes = from.notes;
  draft.footer = from.footer;
  draft.language = from.language;
  draft.lines = from.lines;
  for (domain::InvoiceLine& line : draft.lines) {
    line.id = app.id();
    line.of_line.clear();
  }
  draft.pricing = from.pricing;
  draft.totals = from.totals;
  draft.paid = {0, from.currency};
  return draft;
}

void take_deal(domain::Invoice& draft, const domain::Invoice& from) {
  draft.deal_id = from.deal_id;
  draft.deal_name = from.deal_name;
  draft.deal_url = from.deal_url;
  draft.part_id = from.part_id;
  draft.deal_state = from.deal_state;
}

Result<domain::Invoice> copy_invoice(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  std::optional<std::string> reason;
  if (!body.is_null()) {
    Fields in(body);
    if (in.has("voidReason")) reason = in.text("voidReason", {.required = true, .max = 1000});
    EVERY_CHECK(in.finish());
  }
  std::optional<domain::Invoice> original;
  auto made = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    EVERY_CHECK(use_key(app, tx, actor));
    store::Invoices invoices(tx, actor.tenant);
    original = invoices.find(id);
    if (!original) return Error(Code::not_found, "This invoice does not exist.");
    if (original->kind == domain::DocumentKind::credit_note)
      return Error(Code::invoice_not_issued, "A credit note is not copied.",
                   "Credit the invoice again instead.");
    domain::Invoice draft = draft_like(app, *original);
    const std::string of = original->number.empty() ? "a draft" : original->number;
    store::Proposals proposals(tx, actor.tenant);
    const std::string proposal = reason ? proposals.of_invoice(id) : "";
    if (reason) {
      const auto shares = proposals.shares(proposal, original->currency);
      // The copy of a supplement would count as the last one.
      if (original->part_id.starts_with("+")) EVERY_CHECK(check_last(tx, actor, *original));
      EVERY_CHECK(void_in(app, tx, actor, *original, *reason));
      // Its deal is free now, and this draft is what takes its place.
      take_deal(draft, *original);
      // Of an accepted proposal it takes over the share, so that nobody bills that again.
      for (domain::InvoicedShare share : shares) {
        if (share.invoice_id != id) continue;
        share.invoice_id = draft.id;
        proposals.insert_invoice(proposal, share, app.now());
      }
    }
    invoices.insert(draft);
    store::BillTos addressed(tx, actor.tenant);
    addressed.put(draft.id, addressed.find(id));
    note_invoice(app, tx, actor, draft, "created", sentence("A draft was made as a copy of {}.", of));
    return *load_invoice(tx, actor, draft.id);
  });
  if (!made.ok()) return made;
  tell_invoice(app, actor, *made);
  if (reason) tell_invoice(app, actor, *original);
  return made;
}

std::optional<InvoiceView> view_invoice(store::Tx& tx, const Actor& actor, const std::string& id) {
  auto invoice = load_invoice(tx, actor, id);
  if (!invoice) return std::nullopt;
  store::Invoices invoices(tx, actor.tenant);
  store::Payments payments(tx, actor.tenant);
  Money credit{0, invoice->currency};
  for (const Money& one : payments.credit(invoice->client_id))
    if (one.currency == invoice->currency) credit = one;
  std::string part;
  for (const domain::DealPart& one : store::DealBilling(tx, actor.tenant).parts(invoice->deal_id))
    if (one.id == invoice->part_id) part = one.label;
  if (invoice->part_id.starts_with("+")) part = "Supplement";
  const auto basis = decode_basis(invoice->deal_state);
  const std::string replaced = invoice->replaces;
  const auto numbered = [](const std::optional<domain::Invoice>& one) {
    return one ? std::optional(NumberedDocument{one->id, one->number}) : std::nullopt;
  };
  store::Proposals proposals(tx, actor.tenant);
  std::optional<InvoicedProposal> proposal;
  if (const std::string from = proposals.of_invoice(id); !from.empty())
    if (const auto found = proposals.find(from)) proposal = {from, found->number, found->title};
  if (proposal && !domain::proposal_of_part(invoice->part_id).empty())
    part = sentence("Share of {}", proposal->number);
  return InvoiceView{std::move(*invoice),
                     payments.of_invoice(id),
                     invoices.events(id),
                     invoices.credit_notes(id),
                     credit,
                     std::move(part),
                     basis ? basis->not_carried : std::vector<std::string>(),
                     std::move(proposal),
                     store::RuleDrafts(tx, actor.tenant).of_invoice(id),
                     replaced.empty() ? std::nullopt : numbered(invoices.find(replaced)),
                     numbered(invoices.replacement_of(id))};
}

}  // namespace every::app
