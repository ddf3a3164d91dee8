// The taxes of a document as it prints them: each by the name that its lines have for it, and why some of it
// has none. Private to render/.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/invoice_sums.h"
#include "render/format.h"
#include "render/words.h"

namespace every::render {

// Labels and amounts, for between discount and total. Taxes without a name are one row, and none when they
// are nothing; one with a name is said even then.
std::vector<std::pair<std::string, std::string>> tax_rows(const std::vector<domain::TaxSum>& taxes,
                                                          bool inclusive, const Words& words,
                                                          const Formatter& format);
// Each reason for having no tax once, a line each; "" when none is given.
std::string tax_reasons(const std::vector<domain::TaxSum>& taxes);

}  // namespace every::render
