// E-invoices as UBL 2.1 (Invoice and CreditNote), by EN 16931-3-2 and CEN/TS 16931-3-2's binding.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/einvoice.h"

struct _xmlNode;

namespace every::render {

// Types 381 and 396 become a CreditNote, all others an Invoice. Equal documents are equal bytes.
std::string ubl(const domain::einvoice::Document& document);

// Error: validation, when it is not an Invoice or CreditNote of UBL.
Result<domain::einvoice::Document> read_ubl(std::string_view bytes);
// An Invoice or CreditNote inside another document.
domain::einvoice::Document read_ubl(_xmlNode* element);

}  // namespace every::render
