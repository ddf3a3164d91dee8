// A credit note takes back what an issued invoice said too much. Like the invoice it gets its number, and is
// frozen, in one transaction.
#include "base/sentence.h"
#include "domain/credit_note.h"
#include "domain/numbering.h"

#include "app/books.h"
#include "app/deal_drift.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/letterhead.h"
#include "app/payments.h"

namespace every::app {
namespace {

constexpr std::size_t kPartsMax = 500;

Result<CreditWish> asked(const json::value& body) {
  Fields in(body);
  CreditWish out;
  out.reason = in.text("reason", {.required = true, .max = 1000}).value_or("");
  out.date = in.date("issueDate");
  out.settles_drift = in.boolean("settlesDrift").value_or(false);
  if (auto lines = in.objects("lines", kPartsMax)) {
    if (lines->empty())
      in.complain("lines", "range", "Name a line, or leave this out to credit what is left.");
    for (Fields& one : *lines) {
      const auto line = one.text("lineId", {.required = true, .max = 100});
      const auto amount = one.money("amount", true);
      static_cast<void>(one.finish().ok());
      if (line && amount) out.parts.push_back({*line, *amount});
    }
  }
  EVERY_CHECK(in.finish());
  return out;
}

}  // namespace

Result<domain::Invoice> credit_in(const App& app, store::Tx& tx, const Actor& actor,
                                  const domain::Invoice& invoice, const CreditWish& want) {
  store::Invoices invoices(tx, actor.tenant);
  EVERY_TRY(note, domain::credit_note_of(invoice, invoices.credit_notes(invoice.id), want.parts));
  const store::Workspace workspace = workspace_of(tx, actor);
  note.issue_date = want.date.value_or(today_of(app, workspace));
  if (note.about_date && *note.issue_date < *note.about_date) {
    Error early(Code::validation, "A credit note is not older than its invoice.");
    early.fields.push_back({"/issueDate", "range", early.detail});
    return early;
  }
  EVERY_CHECK(domain::check_open(workspace.books_closed_until, *note.issue_date, "/issueDate"));
  free_payments(tx, actor, invoice, note.totals.total);
  note.id = app.id();
  for (domain::InvoiceLine& line : note.lines) line.id = app.id();
  note.notes = want.reason;
  note.created_at = note.updated_at = app.now();
  invoices.insert(note);
  note.status = domain::DocumentStatus::issued;
  note.issued_at = note.created_at;
  // Invoices may have begun so before that was refused.
  const std::string series =
      domain::credit_note_prefix(invoices.has_invoice_numbered("CN-") ? "CN-" : workspace.invoice_prefix);
  note.number = domain::number_of(series, invoices.take_number(series));
  note.letterhead = keep_letterhead(tx, actor, note.from);
  invoices.update_issued(note, note.version);
  invoices.add_event(note.id, {"issued", actor.name, sentence("{} was issued.", note.number), app.now()});
  note_invoice(
      app, tx, actor, invoice, "credited",
      sentence("{} credits {} of {}: {}", note.number, note.totals.total, invoice.number, want.reason));
  if (want.settles_drift) settle_in(tx, actor, invoice);
  return *invoices.find(note.id);
}

Result<domain::Invoice> credit_invoice(const App& app, const Actor& actor, const std::string& id,
                                       const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  EVERY_TRY(want, asked(body));
  auto made = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    EVERY_CHECK(use_key(app, tx, actor));
    const auto invoice = store::Invoices(tx, actor.tenant).find(id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    return credit_in(app, tx, actor, *invoice, want);
  });
  if (!made.ok()) return made;
  tell_invoice(app, actor, *made);
  if (const auto invoice =
          app.db.read([&](store::Tx& tx) { return store::Invoices(tx, actor.tenant).find(id); }))
    tell_invoice(app, actor, *invoice);
  return made;
}

}  // namespace every::app
