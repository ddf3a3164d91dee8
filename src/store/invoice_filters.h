// Which invoices a list is narrowed to by day and amount, and what those owe: out of indexes that hold all
// that is asked for. Private to store/.
#pragma once

#include <optional>

#include "store/invoices.h"
#include "store/query.h"
#include "store/search.h"

namespace every::store {

// " FROM invoices i WHERE …" of a filter, all of it but the search.
Query where_of(const InvoiceFilter& filter, Date today);
// The same of the rows of invoice_totals, which know kind and standing only.
void of_kept_sums(Query& query, const InvoiceFilter& filter, const std::string& day);
// Whether a day, a currency or an amount is asked for.
bool is_narrowed(const InvoiceFilter& filter);
// Those that fit all of the filter but search, client and deal. Only when it is narrowed.
Finds invoice_finds(Tx& tx, const Tenant& tenant, const InvoiceFilter& filter, Date today);

}  // namespace every::store
