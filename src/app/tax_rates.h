// The tax rates that a workspace has names for. Lines copy them: what a document says stays when a rate is
// renamed, changed or archived.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "domain/tax_rate.h"

namespace every::app {

inline constexpr std::size_t kTaxRatesMax = 200;

Result<std::vector<domain::TaxRate>> tax_rates(const App& app, const Actor& actor);  // also the archived ones
Result<domain::TaxRate> tax_rate(const App& app, const Actor& actor, const std::string& id);

// Body: {name, ratePercent, treatment?, reason?, default?}. The first one is the default unless it says
// otherwise. Error: validation (name taken, a rate with a reason for having none).
Result<domain::TaxRate> create_tax_rate(const App& app, const Actor& actor, const json::value& body);
// What is absent stays; `archived` as well. Archived, it is no default any more. Errors: not_found,
// validation, stale.
Result<domain::TaxRate> change_tax_rate(const App& app, const Actor& actor, const std::string& id,
                                        const json::value& body, std::int64_t expected_version);

}  // namespace every::app
