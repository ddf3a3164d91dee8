// Payments and what of them paid which invoice. The sums on both sides, what is used of a payment and what is
// paid of an invoice, are the database's own; so is the refusal of the one too much.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/payment.h"
#include "domain/statement.h"
#include "store/database.h"

namespace every::store {

struct PaymentFilter {
  std::string client_id;
  bool with_credit = false;  // only those of which something is left
};

class Payments {
 public:
  Payments(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const domain::Payment& payment);  // with its allocations
  std::optional<domain::Payment> find(const std::string& id);
  bool remove(const std::string& id);  // with its allocations: the invoices are due again
  std::vector<domain::Payment> of_invoice(const std::string& invoice_id);  // oldest first
  // Sorts: date (default, newest first), amount.
  Window<domain::Payment> list(const PaymentFilter& filter, const Slice& slice);

  std::vector<Money> credit(const std::string& client_id);  // what is left, by currency
  // The payments that have some left, oldest first.
  std::vector<domain::Payment> with_credit(const std::string& client_id, Currency currency);
  // Pays (more of) an invoice with what is left of the payment: the client's balance stays as it is.
  void allocate(const std::string& payment_id, const std::string& invoice_id, Money amount, Instant at,
                const std::string& by);
  // Back into the client's credit; at most what the payment paid of the invoice. The balance stays as well.
  void release(const std::string& payment_id, const std::string& invoice_id, Money amount);

  // Issued documents and payments of a client up to a day, in the order of their days.
  std::vector<domain::StatementEntry> entries(const std::string& client_id, Date to);

 private:
  void carry(const std::string& client_id);

  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
