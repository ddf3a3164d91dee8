// What a deal says in HubSpot now against what it said when it was invoiced. An issued invoice never changes:
// the difference is proposed as a credit note or a supplement, or is kept as it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "domain/invoice.h"

namespace every::app {

struct DriftChange {
  std::string field;     // amount, currency, client, line
  std::string was, now;  // in words; "" when there was, or is, none
};

struct Drift {
  std::vector<DriftChange> changes;
  std::optional<Money> difference;  // of the whole, now less then; none when the currency changed
  // credit_note, supplement; replace (client or currency: credit or void it and invoice the deal again);
  // renew (a draft takes the deal's values); parts (the parts that are not invoiced yet can change); none
  // (same total)
  std::string proposal;
};

// Of a live invoice of a deal; none when nothing changed, or it is not the one that stands for the deal.
std::optional<Drift> drift_of(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice);
Result<std::optional<Drift>> invoice_drift(const App& app, const Actor& actor, const std::string& invoice_id);

struct DriftedDeal {
  domain::Invoice invoice;
  Drift drift;
};
// Of those that the database noted as changed, at most 200. Notes of deals that say what their invoice says
// are forgotten.
std::vector<DriftedDeal> drifted_deals(const App& app, const Actor& actor);

// `{action}`: keep (the invoice stays, the change is settled) or renew (a draft takes the deal's values).
// Errors: not_found, stale (nothing has drifted), invoice_not_draft.
Status settle_drift(const App& app, const Actor& actor, const std::string& invoice_id,
                    const json::value& body);
// A draft over what the deal has become more; settles the change until the draft is deleted. Errors:
// not_found, stale, validation (it has not become more).
Result<domain::Invoice> supplement_invoice(const App& app, const Actor& actor, const std::string& invoice_id);

// Part of the caller's transaction: the change is settled by a credit note.
void settle_in(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice);
// Whether an invoice may leave its deal. What supplements and credit notes say is a difference to what was
// settled before them: the last one goes first. Error: has_documents.
Status check_last(store::Tx& tx, const Actor& actor, const domain::Invoice& leaving);
// It is about to be deleted or voided: what a supplement added is asked for again. Error: has_documents.
Status unsettle_in(store::Tx& tx, const Actor& actor, const domain::Invoice& leaving);

}  // namespace every::app
