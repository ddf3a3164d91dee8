// Money that came in from a client: what of it paid which invoice, and what is left as the client's credit.
// Nothing is ever paid twice: an invoice takes at most what is due, a payment gives at most what it is.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "domain/invoice.h"

namespace every::domain {

struct Allocation {
  std::string invoice_id, invoice_number;  // the number is filled when read
  Money amount;
  Instant at = {};  // when; filled when read
};

struct Payment {
  std::string id, client_id, client_name;  // the name is filled when read
  Money amount;
  Date date;
  std::string method, reference, note;
  Instant created_at;
  std::string created_by;
  std::vector<Allocation> allocations;
  // What its receipt prints of the workspace and is written by, as an invoice has them; fixed when it is
  // recorded.
  std::string letterhead = {}, locale = {};
  PartySnapshot bill_to = {};  // whom it is made out to; without a name: as the client is now

  Money credit() const;                                // what paid no invoice yet
  Money paid_on(const std::string& invoice_id) const;  // what of it paid this one
};

// The payment with its allocations against the invoices that they name, in their order: positive amounts of
// one currency, issued invoices of the payment's client, at most what is due of each and what was paid in
// all. What is left becomes credit when `keep_credit` says so. Errors: invoice_not_issued, overpayment,
// validation with pointers "/amount/amount", "/allocations/0/amount/amount", ….
Status check_payment(const Payment& payment, const std::vector<Invoice>& invoices, bool keep_credit);

// How much of the client's credit pays an invoice: as much as is due and there, or what was asked. Errors:
// invoice_not_issued, not_enough_credit, validation ("/amount/amount").
Result<Money> credit_to_use(const Invoice& invoice, Money available, const std::optional<Money>& asked);

}  // namespace every::domain
