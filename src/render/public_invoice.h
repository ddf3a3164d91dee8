// An invoice, or a credit note, as the page that a client opens by its link.
#pragma once

#include <string>

#include "render/invoice_pdf.h"

namespace every::render {

// "Open, due Dec 23, 2026", "Paid on Dec 2, 2026. Thank you.", of a credit note "Credits invoice INV-0001 of
// …".
std::string invoice_state(const InvoiceDocument& document);
// `path`: of the page; the file is there with ".pdf", the logo with ".logo". At most about 15 KB: of very
// many lines the last are only in the PDF.
std::string public_invoice_page(const InvoiceDocument& document, const std::string& path);

}  // namespace every::render
