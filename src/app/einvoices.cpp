#include "app/einvoices.h"

#include "app/invoice_detail.h"
#include "app/letterhead.h"
#include "render/cii.h"
#include "render/facturx.h"
#include "render/invoice_pdf.h"
#include "render/ubl.h"
#include "store/billing_profiles.h"
#include "store/clients.h"

namespace every::app {
namespace {

using domain::einvoice::Gap;

// Ours is what was kept with the document. A client that had no profile then may be given one: no paper shows
// it.
void complete_profiles(store::Tx& tx, const Actor& actor, domain::Invoice& invoice) {
  store::BillingProfiles profiles(tx, actor.tenant);
  if (!invoice.bill_to.billing.tells_einvoices())
    invoice.bill_to.billing = profiles.find(invoice.client_id).profile;
  if (!invoice.from.billing.tells_einvoices())
    invoice.from.billing = letterhead_of(tx, actor, invoice.letterhead).from.billing;
}

// What issuing would add, so that a draft is judged by what it lacks.
void as_if_issued(const App& app, store::Tx& tx, const Actor& actor, domain::Invoice& invoice) {
  if (invoice.number.empty()) invoice.number = "draft";
  if (!invoice.issue_date) invoice.issue_date = today_of(app, workspace_of(tx, actor));
  if (!invoice.due_date) invoice.due_date = add_days(*invoice.issue_date, invoice.payment_terms_days);
}

// What is written instead of the client's own name and address is mended where it was written.
void point_at_instead(std::vector<Gap>& gaps, const domain::BillTo& of_client,
                      const domain::BillTo& of_document) {
  for (Gap& gap : gaps) {
    if (gap.place != "client" || (gap.pointer != "/name" && gap.pointer != "/address/country")) continue;
    const auto covers = [&](const domain::BillTo& b) {
      return gap.pointer == "/name" ? !b.name.empty() : !b.address.empty();
    };
    if (covers(of_document)) {
      gap.place = "invoice";
      gap.pointer.insert(0, "/billToInstead");
    } else if (covers(of_client)) {
      gap.pointer.insert(0, "/billTo");
    }
  }
}

std::vector<Gap> gaps_of(const App& app, store::Tx& tx, const Actor& actor, domain::Invoice invoice) {
  const bool draft = invoice.status == domain::DocumentStatus::draft;
  // Asked before today's profile is filled in: what was frozen cannot be mended, what was not can.
  const bool open = !invoice.bill_to.billing.tells_einvoices();
  complete_profiles(tx, actor, invoice);
  if (draft) as_if_issued(app, tx, actor, invoice);
  std::vector<Gap> gaps = domain::einvoice::gaps(domain::einvoice::document_of(invoice));
  if (const auto client = store::Clients(tx, actor.tenant).find(invoice.client_id))
    point_at_instead(gaps, client->bill_to, invoice.bill_to_instead);
  if (!draft)
    for (Gap& gap : gaps)
      if (!open || gap.place != "client" || !gap.pointer.starts_with("/billing/")) gap.place.clear();
  return gaps;
}

// A document such as the client would get next: one line, taxed unless the profiles say otherwise.
std::vector<Gap> gaps_of_next(const App& app, store::Tx& tx, const Actor& actor, const domain::Client& client,
                              const std::string& currency) {
  const store::Workspace workspace = workspace_of(tx, actor);
  domain::Invoice invoice;
  invoice.client_id = client.id;
  invoice.currency = Currency::from(currency.empty() ? workspace.currency : currency).value_or(Currency());
  fill_parties(tx, actor, invoice);
  const bool untaxed = invoice.bill_to.billing.tax_treatment != domain::TaxTreatment::unset ||
                       invoice.from.billing.tax_treatment != domain::TaxTreatment::unset;
  invoice.lines.push_back({.id = "1",
                           .description = "Item",
                           .unit_price = {100, invoice.currency},
                           .tax_percent = Decimal::whole(untaxed ? 0 : 20)});
  std::vector<Gap> gaps = gaps_of(app, tx, actor, std::move(invoice));
  std::erase_if(gaps, [](const Gap& gap) { return gap.place != "client" && gap.place != "workspace"; });
  return gaps;
}

// People and programs have to read the same: what was paid since is in neither.
Result<EInvoiceFile> hybrid(const App& app, store::Tx& tx, const Actor& actor, domain::Invoice invoice,
                            std::string cii) {
  const domain::Letterhead head = letterhead_of(tx, actor, invoice.letterhead);
  const std::string language = invoice.locale;
  invoice.paid = {0, invoice.currency};
  invoice.credited.reset();
  render::HybridPart part{.title = render::invoice_title(invoice, language),
                          .author = invoice.from.name,
                          .language = language.empty() ? head.locale : language,
                          .stamp = *invoice.issue_date,
                          .cii = std::move(cii)};
  const std::string name = invoice.number + ".pdf";
  EVERY_TRY(pdf, render::invoice_pdf({.invoice = std::move(invoice),
                                      .locale = part.language,
                                      .language = language,
                                      .bank_details = head.bank_details,
                                      .payments = {},
                                      .today = today_of(app, workspace_of(tx, actor)),
                                      .logo = logo_on(tx, actor, head)}));
  EVERY_TRY(bytes, render::facturx(pdf, part));
  return EInvoiceFile{std::move(bytes), name};
}

}  // namespace

Result<std::vector<Gap>> einvoice_gaps_of_invoice(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<Gap>> {
    auto invoice = load_invoice(tx, actor, id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    return gaps_of(app, tx, actor, std::move(*invoice));
  });
}

Result<std::vector<Gap>> einvoice_gaps_of_client(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<Gap>> {
    const auto client = store::Clients(tx, actor.tenant).find(id);
    if (!client) return Error(Code::not_found, "This client does not exist.");
    return gaps_of_next(app, tx, actor, *client, client->currency);
  });
}

Result<std::vector<Gap>> einvoice_gaps_of_deal(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<Gap>> {
    const auto deal = store::Deals(tx, actor.tenant).find(id);
    if (!deal) return Error(Code::not_found, "This deal does not exist.");
    if (const auto made = store::Invoices(tx, actor.tenant).of_deal(id))
      return gaps_of(app, tx, actor, *load_invoice(tx, actor, made->id));
    const auto client = store::Clients(tx, actor.tenant).find(deal->client_id);
    if (!client)
      return std::vector<Gap>{{"BR-07", "BT-44", "This deal has no client yet.", true, "deal", "/client"}};
    return gaps_of_next(app, tx, actor, *client,
                        deal->amount ? std::string(deal->amount->currency.code()) : client->currency);
  });
}

Result<EInvoiceFile> einvoice_file(const App& app, const Actor& actor, const std::string& id,
                                   EInvoiceSyntax syntax) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<EInvoiceFile> {
    auto invoice = load_invoice(tx, actor, id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    if (invoice->status != domain::DocumentStatus::issued)
      return Error(Code::invoice_not_issued, "Only an issued invoice has an e-invoice.",
                   invoice->status == domain::DocumentStatus::draft ? "Issue the invoice first." : "");
    const std::vector<Gap> gaps = gaps_of(app, tx, actor, *invoice);
    Error missing(Code::validation);
    for (const Gap& gap : gaps)
      if (gap.required)
        missing.fields.push_back(
            {(gap.place.empty() ? "/invoice" : "/" + gap.place) + gap.pointer, gap.rule, gap.sentence});
    if (!missing.fields.empty()) {
      missing.detail = missing.fields.front().detail;
      missing.fix = "Fill in what is missing, then download it again.";
      return missing;
    }
    complete_profiles(tx, actor, *invoice);
    const auto document = domain::einvoice::document_of(*invoice);
    if (syntax == EInvoiceSyntax::facturx)
      return hybrid(app, tx, actor, std::move(*invoice), render::cii(document));
    if (syntax == EInvoiceSyntax::ubl)
      return EInvoiceFile{render::ubl(document), invoice->number + ".ubl.xml"};
    return EInvoiceFile{render::cii(document), invoice->number + ".cii.xml"};
  });
}

}  // namespace every::app
