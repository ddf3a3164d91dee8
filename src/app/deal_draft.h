// Drafts of deals that nobody looks at one by one: in bulk, and by the rules. Private to the use cases that
// make them (invoice_deal.cpp has the rest).
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "app/invoices.h"

namespace every::app {

// Why no draft is made of a deal without asking anybody; what is right for one deal may still be done by
// hand.
struct LeftOut {
  std::string code;  // has_invoice, deal_not_won, deal_no_client, deal_amount_missing, deal_in_parts
  std::string detail;
};
enum class Wins { needed, not_needed };
std::optional<LeftOut> why_left_out(store::Tx& tx, const Actor& actor, const store::DealRow& row, Wins wins);

// What a draft of the whole deal would say; nothing is written. Errors: those of invoice_deal.
Result<domain::Invoice> plan_draft(const App& app, store::Tx& tx, const Actor& actor,
                                   const std::string& deal_id);
// Makes it, or finds the one that is there. `said`: what the history says of it; "": by whom it was asked
// for.
Result<DealInvoice> make_draft(const App& app, store::Tx& tx, const Actor& actor, const std::string& deal_id,
                               const std::string& said);

}  // namespace every::app
