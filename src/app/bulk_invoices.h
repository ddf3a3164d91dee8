// Many invoices at once: marked as sent, voided, as one file. Each is done by itself, as the use case for one
// does it: what cannot be done is left out with its reason and stops nobody else. With `dryRun` everything is
// tried and nothing kept: what would be done, and what would be left out, exactly.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/invoices.h"

namespace every::app {

inline constexpr std::size_t kBulkMax = 200;

struct BulkOutcome {
  std::string invoice_id, number, client;  // number: "" for a draft
  bool draft = false;                      // it is one before
  std::optional<Error> problem;            // why it is left out
};
struct BulkOutcomes {
  bool tried = false;  // nothing was kept
  std::vector<BulkOutcome> done, left_out;
};

// Body: {ids, issue?, dryRun?}. With `issue` drafts are issued first, each in the transaction that marks it.
// Errors: forbidden, validation.
Result<BulkOutcomes> mark_invoices_sent(const App& app, const Actor& actor, const json::value& body);
// Body: {ids, reason, dryRun?}; when tried the reason may be missing. Errors: forbidden, validation.
Result<BulkOutcomes> void_invoices(const App& app, const Actor& actor, const json::value& body);

// Body: {ids}: their documents in this order in one file. Errors: not_found (one of them), validation.
Result<Pdf> invoices_pdf(const App& app, const Actor& actor, const json::value& body);

// Body: {ids}, or {all: true, except?} with the filters of the list (q, status, kind, client), newest first.
// One line for each; no cell of it is a formula. Error: validation.
Result<std::string> invoices_csv(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
