// E-invoices as UN/CEFACT Cross Industry Invoice D16B, by EN 16931-3-3's binding. Also what a Factur-X or
// ZUGFeRD file carries.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/einvoice.h"

namespace every::render {

// Equal documents are equal bytes.
std::string cii(const domain::einvoice::Document& document);

// Error: validation, when it is not a CrossIndustryInvoice.
Result<domain::einvoice::Document> read_cii(std::string_view bytes);

}  // namespace every::render
