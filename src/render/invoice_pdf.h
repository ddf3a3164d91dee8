// The invoice as a PDF: A4, one design, any script (Pango shapes, Cairo draws). The same document always
// gives the same bytes: dates inside the file come from the document, never from the clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/payment.h"
#include "render/logo.h"

namespace every::render {

struct InvoiceDocument {
  domain::Invoice invoice;       // with client or bill_to filled; a draft is marked "Draft"
  std::string locale = "en-US";  // how numbers and dates are written
  std::string language = {};     // of its words, by BCP 47; "": English, and the file does not say so
  std::string bank_details;      // lines, shown under "How to pay"
  std::vector<domain::Payment> payments;  // those that paid it
  Date today;
  std::optional<Logo> logo = {};
};

// "Invoice INV-0001", "Draft credit note".
std::string invoice_title(const domain::Invoice& invoice, std::string_view language);
// PDF bytes. Error: internal, with what Cairo said.
Result<std::string> invoice_pdf(const InvoiceDocument& document);

}  // namespace every::render
