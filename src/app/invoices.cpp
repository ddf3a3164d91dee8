#include "app/invoices.h"

#include <fmt/format.h>

#include "app/books.h"
#include "app/clients.h"
#include "app/deal_drift.h"
#include "app/document_lines.h"
#include "app/invoice_detail.h"
#include "app/letterhead.h"
#include "base/country.h"
#include "base/sentence.h"
#include "domain/language.h"
#include "domain/numbering.h"
#include "render/invoice_pdf.h"
#include "render/words.h"
#include "store/bill_to.h"
#include "store/billing_profiles.h"
#include "store/clients.h"
#include "store/payments.h"

namespace every::app {
namespace {

void read_lines(const App& app, Fields& in, domain::Invoice& invoice) {
  auto list = in.objects("lines", kLinesMax);
  if (!list) return;
  invoice.lines.clear();
  DocumentIds ids(app);
  for (Fields& one : *list) {
    domain::InvoiceLine line = read_line(ids, one, invoice.currency);
    static_cast<void>(one.finish().ok());
    invoice.lines.push_back(std::move(line));
  }
}

void read_pricing(Fields& in, domain::Invoice& invoice) {
  domain::Pricing& pricing = invoice.pricing;
  if (const auto inclusive = in.boolean("taxInclusive")) pricing.tax_inclusive = *inclusive;
  if (in.has("discountPercent"))
    pricing.discount_percent = read_percent(in, "discountPercent").value_or(Decimal{});
  if (in.has("discountAmount"))
    pricing.discount_amount = read_amount(in, "discountAmount", invoice.currency);
  else if (pricing.discount_amount && !(pricing.discount_amount->currency == invoice.currency))
    in.complain("currency", "format", "Send the discount with the new currency.");
}

// Reads what the body has into a draft. The client and the currency come first: lines are read in that
// currency.
Status read_draft(const App& app, store::Tx& tx, const Actor& actor, Fields& in, domain::Invoice& invoice,
                  bool creating) {
  const auto client_id = in.text("clientId", {.required = creating, .max = 100});
  const bool moved = client_id && *client_id != invoice.client_id;
  if (client_id) invoice.client_id = *client_id;
  const auto client = store::Clients(tx, actor.tenant).find(invoice.client_id);
  if (!client && client_id) in.complain("clientId", "format", "There is no such client.");
  const store::Workspace workspace = workspace_of(tx, actor);
  if (creating) begin_texts(workspace, invoice);
  if (creating && client) {
    invoice.currency = *Currency::from(client->currency.empty() ? workspace.currency : client->currency);
    invoice.payment_terms_days = client->payment_terms_days.value_or(workspace.payment_terms_days);
  }
  if (moved && client && !creating)
    invoice.payment_terms_days = client->payment_terms_days.value_or(workspace.payment_terms_days);
  if (const auto currency = in.currency("currency")) {
    if (!(*currency == invoice.currency) && !in.has("lines") && !invoice.lines.empty())
      in.complain("currency", "format", "Send the lines with the new currency.");
    invoice.currency = *currency;
  }
  if (in.has("issueDate")) invoice.issue_date = in.date("issueDate");
  if (in.has("dueDate")) invoice.due_date = in.date("dueDate");
  if (const auto days = in.integer("paymentTermsDays", 0, 365))
    invoice.payment_terms_days = static_cast<int>(*days);
  const auto text = [&](const char* name, std::string& field, std::size_t max) {
    if (in.has(name)) field = in.text(name, {.max = max}).value_or("");
  };
  text("poNumber", invoice.po_number, 100);
  text("notes", invoice.notes, 5000);
  text("footer", invoice.footer, 2000);
  read_language(in, invoice.language);
  read_bill_to(in, "billToInstead", invoice.bill_to_instead);
  read_lines(app, in, invoice);
  read_pricing(in, invoice);
  EVERY_CHECK(in.finish());
  if (invoice.issue_date)
    EVERY_CHECK(domain::check_open(workspace.books_closed_until, *invoice.issue_date, "/issueDate"));
  EVERY_TRY(sums, domain::sum_up(invoice.lines, invoice.currency, invoice.pricing));
  invoice.totals = sums.totals;
  invoice.paid = {0, invoice.currency};
  invoice.updated_at = app.now();
  return done();
}

}  // namespace

Date today_of(const App& app, const store::Workspace& workspace) {
  return local_date(app.now(), workspace.time_zone);
}

void begin_texts(const store::Workspace& workspace, domain::Invoice& invoice) {
  invoice.notes = workspace.invoice_notes;
  invoice.footer = workspace.invoice_footer;
}

void set_dates(const App& app, const store::Workspace& workspace, domain::Invoice& invoice,
               std::optional<Date> asked) {
  invoice.issue_date = asked ? *asked : invoice.issue_date.value_or(today_of(app, workspace));
  if (!invoice.due_date) invoice.due_date = add_days(*invoice.issue_date, invoice.payment_terms_days);
}

std::optional<domain::Invoice> load_invoice(store::Tx& tx, const Actor& actor, const std::string& id) {
  auto invoice = store::Invoices(tx, actor.tenant).find(id);
  if (invoice && invoice->status == domain::DocumentStatus::draft) fill_parties(tx, actor, *invoice);
  return invoice;
}

void fill_parties(store::Tx& tx, const Actor& actor, domain::Invoice& invoice) {
  store::BillingProfiles profiles(tx, actor.tenant);
  if (const auto row = store::Clients(tx, actor.tenant).row(invoice.client_id, Date{})) {
    const domain::Client& c = row->client;
    invoice.client_name = c.name;
    invoice.bill_to = {c.name,   c.legal_name, row->primary_email,
                       c.tax_id, c.address,    profiles.find(c.id).profile};
    invoice.bill_to_instead = store::BillTos(tx, actor.tenant).find(invoice.id);
    domain::apply(c.bill_to, invoice.bill_to);
    domain::apply(invoice.bill_to_instead, invoice.bill_to);
  }
  const domain::Letterhead now = letterhead_now(tx, actor);
  invoice.from = now.from;
  const std::string country = country_code(invoice.bill_to.address.country).value_or("");
  invoice.locale = domain::document_locale({.document = invoice.language,
                                            .client = invoice.bill_to.billing.language,
                                            .workspace = invoice.from.billing.language,
                                            .workspace_locale = now.locale,
                                            .client_country = country});
}

void tell_invoice(const App& app, const Actor& actor, const domain::Invoice& invoice) {
  json::value status = nullptr;  // of a draft that is gone
  app.db.read([&](store::Tx& tx) {
    if (const auto now = store::Invoices(tx, actor.tenant).find(invoice.id))
      status = json::string(store::display_status(*now, today_of(app, workspace_of(tx, actor))));
    return true;
  });
  app.events.publish(actor.tenant, "invoice",
                     json::object{{"id", invoice.id},
                                  {"displayStatus", std::move(status)},
                                  {"clientId", text_or_null(invoice.client_id)},
                                  {"dealId", text_or_null(invoice.deal_id)}});
}

Result<domain::Invoice> create_invoice(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    EVERY_CHECK(use_key(app, tx, actor));
    domain::Invoice invoice;
    invoice.id = app.id();
    invoice.created_at = app.now();
    Fields in(body);
    EVERY_CHECK(read_draft(app, tx, actor, in, invoice, true));
    store::Invoices(tx, actor.tenant).insert(invoice);
    store::BillTos(tx, actor.tenant).put(invoice.id, invoice.bill_to_instead);
    note_invoice(app, tx, actor, invoice, "created", "An invoice was drafted.");
    return *load_invoice(tx, actor, invoice.id);
  });
  if (saved.ok()) tell_invoice(app, actor, *saved);
  return saved;
}

Result<domain::Invoice> change_invoice(const App& app, const Actor& actor, const std::string& id,
                                       const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    auto invoice = invoices.find(id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    if (invoice->status != domain::DocumentStatus::draft)
      return Error(Code::invoice_not_draft, sentence("{} is issued and cannot change.", invoice->number),
                   "Void it and make a new draft.");
    Fields in(body);
    store::BillTos addressed(tx, actor.tenant);
    invoice->bill_to_instead = addressed.find(id);
    EVERY_CHECK(read_draft(app, tx, actor, in, *invoice, false));
    if (!invoices.update_draft(*invoice, expected_version))
      return Error(Code::stale, "This invoice was changed meanwhile.",
                   "Load it again and review the differences.");
    addressed.put(id, invoice->bill_to_instead);
    // Autosave comes every second; the history says "changed" once in a row.
    const auto events = invoices.events(id);
    if (events.empty() || events.back().kind != "changed" || events.back().by != actor.name)
      invoices.add_event(id, {"changed", actor.name, "", app.now()});
    return *load_invoice(tx, actor, id);
  });
  if (saved.ok()) tell_invoice(app, actor, *saved);
  return saved;
}

Status delete_invoice(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto deleted = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    const auto invoice = invoices.find(id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    if (invoice->status != domain::DocumentStatus::draft)
      return Error(Code::invoice_not_draft, sentence("{} is issued and cannot be deleted.", invoice->number),
                   "Void it instead.");
    EVERY_CHECK(unsettle_in(tx, actor, *invoice));
    invoices.remove_draft(id);
    record(app, tx, actor, "invoice", id, invoice->client_id, "invoice.deleted", "A draft was deleted.");
    return *invoice;
  });
  if (!deleted.ok()) return deleted.error();
  tell_invoice(app, actor, *deleted);
  return done();
}

Result<domain::Invoice> issue_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& id,
                                 std::optional<Date> asked) {
  store::Invoices invoices(tx, actor.tenant);
  auto invoice = invoices.find(id);
  if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
  if (invoice->status != domain::DocumentStatus::draft)
    return Error(Code::invoice_not_draft, sentence("{} is issued already.", invoice->number),
                 "Open it to see it.");
  const store::Workspace workspace = workspace_of(tx, actor);
  set_dates(app, workspace, *invoice, asked);
  if (invoice->lines.empty())
    return Error(Code::invoice_empty, "Add at least one line.", "Open the draft and add a line.");
  if (auto problems = domain::issue_problems(*invoice); !problems.empty()) {
    Error error(Code::validation, problems.front().detail);
    error.fields = std::move(problems);
    return error;
  }
  EVERY_CHECK(domain::check_open(workspace.books_closed_until, *invoice->issue_date, "/issueDate"));
  fill_parties(tx, actor, *invoice);
  invoice->status = domain::DocumentStatus::issued;
  invoice->issued_at = invoice->updated_at = app.now();
  const std::string series = domain::series_of(workspace.invoice_prefix, *invoice->issue_date);
  invoice->number = domain::number_of(series, invoices.take_number(series), workspace.invoice_digits);
  invoice->letterhead = keep_letterhead(tx, actor, invoice->from);
  invoices.update_issued(*invoice, invoice->version);
  note_invoice(app, tx, actor, *invoice, "issued", sentence("{} was issued.", invoice->number));
  return *invoices.find(id);
}

Result<domain::Invoice> issue_invoice(const App& app, const Actor& actor, const std::string& id,
                                      const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  std::optional<Date> asked;
  if (!body.is_null()) {
    Fields in(body);
    asked = in.date("issueDate");
    EVERY_CHECK(in.finish());
  }
  auto issued = app.db.write([&](store::Tx& tx) { return issue_in(app, tx, actor, id, asked); });
  if (issued.ok()) tell_invoice(app, actor, *issued);
  return issued;
}

Result<domain::Invoice> void_invoice(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto reason = in.text("reason", {.required = true, .max = 1000});
  EVERY_CHECK(in.finish());
  auto voided = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    auto invoice = invoices.find(id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    EVERY_CHECK(unsettle_in(tx, actor, *invoice));
    EVERY_CHECK(void_in(app, tx, actor, *invoice, *reason));
    return *invoices.find(id);
  });
  if (voided.ok()) tell_invoice(app, actor, *voided);
  return voided;
}

Status void_in(const App& app, store::Tx& tx, const Actor& actor, domain::Invoice& invoice,
               const std::string& reason) {
  if (invoice.kind == domain::DocumentKind::credit_note)
    return Error(Code::invoice_not_issued, "A credit note stays.",
                 "Make a new invoice over the amount instead.");
  if (invoice.status != domain::DocumentStatus::issued)
    return Error(Code::invoice_not_issued, "Only an issued invoice can be voided.",
                 "Delete the draft instead.");
  if (invoice.paid.minor != 0)
    return Error(Code::has_documents, sentence("{} has payments.", invoice.number),
                 "Remove the payments first, or make a credit note.");
  if (invoice.credited)
    return Error(Code::has_documents, sentence("{} has credit notes.", invoice.number),
                 "Credit what is left instead.");
  EVERY_CHECK(check_books(tx, actor, *invoice.issue_date, "/issueDate",
                          "Make a credit note of a later day instead."));
  invoice.status = domain::DocumentStatus::voided;
  invoice.void_reason = reason;
  invoice.updated_at = app.now();
  store::Invoices(tx, actor.tenant).update_issued(invoice, invoice.version);
  note_invoice(app, tx, actor, invoice, "voided", sentence("{} was voided: {}", invoice.number, reason));
  return done();
}

Result<render::InvoiceDocument> invoice_document(const App& app, store::Tx& tx, const Actor& actor,
                                                 const std::string& id) {
  auto invoice = load_invoice(tx, actor, id);
  if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
  domain::Letterhead head = letterhead_of(tx, actor, invoice->letterhead);
  const std::string locale = invoice->locale;
  return render::InvoiceDocument{.invoice = std::move(*invoice),
                                 .locale = locale.empty() ? head.locale : locale,
                                 .language = locale,
                                 .bank_details = head.bank_details,
                                 .payments = store::Payments(tx, actor.tenant).of_invoice(id),
                                 .today = today_of(app, workspace_of(tx, actor)),
                                 .logo = logo_on(tx, actor, head)};
}

Result<Pdf> invoice_pdf(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  EVERY_TRY(document, app.db.read([&](store::Tx& tx) { return invoice_document(app, tx, actor, id); }));
  EVERY_TRY(bytes, render::invoice_pdf(document));
  const std::string number = document.invoice.number.empty()
                                 ? std::string(render::words_of(document.language).draft)
                                 : document.invoice.number;
  return Pdf{std::move(bytes), number + " " + document.invoice.bill_to.name + ".pdf"};
}

}  // namespace every::app
