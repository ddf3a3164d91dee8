// Shared by the invoice use cases; nobody else needs it.
#pragma once

#include <string>

#include "app/context.h"
#include "domain/invoice.h"

namespace every::app {

// Both parties as they are now: what a draft shows and what issuing freezes.
void fill_parties(store::Tx& tx, const Actor& actor, domain::Invoice& invoice);
// Makes an issued invoice void, with its reason in both histories. Errors: invoice_not_issued, has_documents.
Status void_in(const App& app, store::Tx& tx, const Actor& actor, domain::Invoice& invoice,
               const std::string& reason);
// One line in the invoice's own history and one in the client's.
void note_invoice(const App& app, store::Tx& tx, const Actor& actor, const domain::Invoice& invoice,
                  std::string_view event, const std::string& text);

}  // namespace every::app
