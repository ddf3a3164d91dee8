// Payments: what came in, which invoices it paid, and the client's credit that is left of it.
#pragma once

#include <string>

#include "app/context.h"
#include "app/pdf.h"
#include "base/json.h"
#include "domain/payment.h"

namespace every::app {

// Of one invoice: `{amount, date, method, reference?, note?, allowOverpayment?}`; what is more than is due
// becomes credit when that is allowed. Errors: not_found, invoice_not_issued, overpayment,
// period_closed, validation.
Result<domain::Payment> record_payment(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body);
// Of a client, over several invoices or none: `{clientId, …, allocations?: [{invoiceId, amount}]}`.
Result<domain::Payment> record_client_payment(const App& app, const Actor& actor, const json::value& body);
Result<domain::Payment> find_payment(const App& app, const Actor& actor, const std::string& id);
// The invoices that it paid are due again. `{reason}` stays in the history. Error: period_closed.
Status remove_payment(const App& app, const Actor& actor, const std::string& id, const json::value& body);
// Pays an invoice with the client's credit, the oldest first: `{amount?}`, else as much as there is and is
// due. Errors: not_found, invoice_not_issued, not_enough_credit, period_closed, validation.
Status use_credit(const App& app, const Actor& actor, const std::string& invoice_id, const json::value& body);
// What a payment paid of an invoice becomes credit again: `{paymentId, reason}`.
Status release_credit(const App& app, const Actor& actor, const std::string& invoice_id,
                      const json::value& body);
// The receipt for a payment.
Result<Pdf> receipt_pdf(const App& app, const Actor& actor, const std::string& id);

// Makes room on an invoice that a credit note is about to lower: what is paid beyond the rest becomes credit,
// the newest payment first. Part of the caller's transaction.
void free_payments(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice, Money credit);

}  // namespace every::app
