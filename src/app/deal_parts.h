// The plan of a deal that is invoiced in parts.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "domain/deal.h"
#include "domain/deal_parts.h"
#include "domain/invoice.h"

namespace every::app {

struct DealPlan {
  struct Part {
    domain::DealPart part;
    std::optional<domain::Invoice> invoice;  // the live one
  };
  Money whole;                              // what an invoice over the whole deal says now
  std::optional<domain::Invoice> in_whole;  // the live invoice over the whole
  std::vector<Part> parts;
  std::vector<domain::Invoice> shares;  // of the proposal that bills the deal
  std::vector<domain::Invoice> supplements;
};

// Why a deal is not billed once more: which documents bill it. Part of the caller's transaction.
Error billed_already(store::Tx& tx, const Actor& actor, Code code, const domain::Deal& deal);

// Error: not_found, deal_no_client.
Result<DealPlan> deal_plan(const App& app, const Actor& actor, const std::string& deal_id);
// `{parts: [{id?, label, amount? | percent?}]}`, none to take the plan away. A part that is invoiced stays as
// it is. Errors: not_found, deal_invoiced (as a whole, or a part that would go or change), validation.
Result<DealPlan> plan_deal(const App& app, const Actor& actor, const std::string& deal_id,
                           const json::value& body);

}  // namespace every::app
