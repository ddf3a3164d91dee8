// Shared by the invoice use cases; nobody else needs it.
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "domain/credit_note.h"
#include "domain/deal.h"
#include "domain/invoice.h"
#include "render/invoice_pdf.h"
#include "store/accounts.h"

namespace every::app {

// Both parties as they are now, and the language between them: what a draft shows and what issuing freezes.
void fill_parties(store::Tx& tx, const Actor& actor, domain::Invoice& invoice);
// Makes an issued invoice void, with its reason in both histories. Errors: invoice_not_issued, has_documents,
// period_closed.
Status void_in(const App& app, store::Tx& tx, const Actor& actor, domain::Invoice& invoice,
               const std::string& reason);
// The notes and the footer that a new invoice begins with.
void begin_texts(const store::Workspace& workspace, domain::Invoice& invoice);
// The days that a draft has left open, as issuing decides them.
void set_dates(const App& app, const store::Workspace& workspace, domain::Invoice& invoice,
               std::optional<Date> asked = std::nullopt);
// Issues a draft within the caller's transaction.
Result<domain::Invoice> issue_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& id,
                                 std::optional<Date> asked);

// A draft that says the same; it has neither number, days nor deal.
domain::Invoice draft_like(const App& app, const domain::Invoice& from);
// The draft stands for the deal, or the part of it, that the other one stood for.
void take_deal(domain::Invoice& draft, const domain::Invoice& from);
// What a credit note is asked for; no parts: everything that is left.
struct CreditWish {
  std::string reason;
  std::optional<Date> date;
  std::vector<domain::CreditPart> parts;
  bool settles_drift = false;
};
// Issues a credit note within the caller's transaction. Errors: those of credit_invoice.
Result<domain::Invoice> credit_in(const App& app, store::Tx& tx, const Actor& actor,
                                  const domain::Invoice& invoice, const CreditWish& want);

// With its payments, ready to be drawn. Error: not_found.
Result<render::InvoiceDocument> invoice_document(const App& app, store::Tx& tx, const Actor& actor,
                                                 const std::string& id);
// One line in the invoice's own history and one in the client's.
void note_invoice(const App& app, store::Tx& tx, const Actor& actor, const domain::Invoice& invoice,
                  std::string_view event, const std::string& text);

}  // namespace every::app
