// E-invoices: the file of an issued invoice, and what is missing before there can be one.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "app/invoices.h"
#include "domain/einvoice_document.h"

namespace every::app {

// What keeps a document, or a client's or deal's next one, from being an e-invoice. For a client and a deal
// only what master data lacks; a deal that has its invoice answers for that one.
Result<std::vector<domain::einvoice::Gap>> einvoice_gaps_of_invoice(const App& app, const Actor& actor,
                                                                    const std::string& id);
Result<std::vector<domain::einvoice::Gap>> einvoice_gaps_of_client(const App& app, const Actor& actor,
                                                                   const std::string& id);
Result<std::vector<domain::einvoice::Gap>> einvoice_gaps_of_deal(const App& app, const Actor& actor,
                                                                 const std::string& id);

// facturx: the PDF of what was issued, without payments, with the CII inside.
enum class EInvoiceSyntax { ubl, cii, facturx };
struct EInvoiceFile {
  std::string bytes, file_name;
};
// Errors: not_found, invoice_not_issued (a draft, or void), validation (every rule that the file would break,
// with the pointer "/client/…", "/workspace/…" or "/invoice/…" of what is missing).
Result<EInvoiceFile> einvoice_file(const App& app, const Actor& actor, const std::string& id,
                                   EInvoiceSyntax syntax);

}  // namespace every::app
