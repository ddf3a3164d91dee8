#include "store/invoice_filters.h"

#include <algorithm>

#include "store/encode.h"
#include "store/row_numbers.h"

namespace every::store {
namespace {

constexpr std::size_t kFoundMax = 5'000;  // of a search, that are added up one by one
constexpr std::string_view kOwed = "iif(i.stand = 'open', i.total - i.paid - i.credited, 0)";

// A + keeps the planner from choosing an index by it: the one of days and the one of amounts hold it as well.
void of_status(Query& query, const std::string& status, const std::string& day) {
  if (status == "overdue")
    query.add(" AND +i.stand = 'open' AND i.due_date < ?", day);
  else if (status == "partial" || status == "issued" || status == "sent" || status == "viewed")
    query.add(" AND +i.stand = 'open' AND (i.due_date IS NULL OR i.due_date >= ?) AND +i.word = ?", day,
              status);
  else if (!status.empty())
    query.add(" AND +i.stand = ?", status);
}

void of_days_and_amounts(Query& query, const InvoiceFilter& f) {
  if (f.due_from) query.add(" AND i.due_date >= ?", to_text(*f.due_from));
  if (f.due_to) query.add(" AND i.due_date <= ?", to_text(*f.due_to));
  if (!f.currency.empty()) query.add(" AND i.currency = ?", f.currency);
  if (f.least) query.add(" AND i.total >= ?", *f.least);
  if (f.most) query.add(" AND i.total <= ?", *f.most);
}

// By currency where one is asked for, else by day.
Query narrowed(const InvoiceFilter& f, const std::string& day) {
  Query query(f.currency.empty() ? " FROM invoices i INDEXED BY invoices_dues WHERE i.workspace_id = $1"
                                 : " FROM invoices i INDEXED BY invoices_amounts WHERE i.workspace_id = $1");
  if (f.kind.empty())
    query.add(" AND i.kind IN ('invoice', 'credit_note')");
  else
    query.add(" AND i.kind = ?", f.kind);
  of_days_and_amounts(query, f);
  of_status(query, f.status, day);
  return query;
}

std::vector<InvoiceSum> read_sums(Rows r) {
  std::vector<InvoiceSum> out;
  while (r.next()) {
    const Currency currency = currency_of(r.view(0));
    out.push_back({r.integer(1), {r.integer(2), currency}, {r.integer(3), currency}});
  }
  return out;
}

std::vector<InvoiceSum> sums_over(Tx& tx, const Tenant& tenant, const Query& rows, const std::string& day) {
  const std::string owed(kOwed);
  Query query = rows.about("SELECT i.currency, count(*), sum(" + owed + "), sum(iif(i.due_date < '" + day +
                           "', " + owed + ", 0))");
  return read_sums(tx.rows(tenant, query.add(" GROUP BY i.currency ORDER BY i.currency")));
}

}  // namespace

bool is_narrowed(const InvoiceFilter& f) {
  return f.due_from || f.due_to || !f.currency.empty();
}

void of_kept_sums(Query& query, const InvoiceFilter& f, const std::string& day) {
  if (!f.kind.empty()) query.add(" AND kind = ?", f.kind);
  if (f.status == "overdue")
    query.add(" AND stand = 'open' AND due_date < ?", day);
  else if (f.status == "partial" || f.status == "issued" || f.status == "sent" || f.status == "viewed")
    query.add(" AND stand = 'open' AND due_date >= ? AND word = ?", day, f.status);
  else if (!f.status.empty())
    query.add(" AND stand = ?", f.status);
}

Finds invoice_finds(Tx& tx, const Tenant& tenant, const InvoiceFilter& f, Date today) {
  Rows r = tx.rows(tenant, narrowed(f, to_text(today)).about("SELECT row_numbers(i.seq)"));
  return Finds(r.next() ? read_row_numbers(r.view(0)) : std::vector<std::int64_t>{});
}

// What the database can say about a display status, so that an index finds its rows.
Query where_of(const InvoiceFilter& f, Date today) {
  Query where(" FROM invoices i WHERE i.workspace_id = $1");
  const std::string day = to_text(today);
  // A credit note has no such word; as a document it is issued, and stands as credited.
  if (f.status == "draft" || f.status == "void" || f.status == "credited" || f.status == "paid" ||
      f.status == "open")
    where.add(" AND i.stand = ?", f.status);
  else if (f.status == "overdue")
    where.add(" AND i.stand = 'open' AND i.due_date < ?", day);
  else if (f.status == "partial" || f.status == "issued" || f.status == "sent" || f.status == "viewed")
    where.add(" AND i.stand = 'open' AND (i.due_date IS NULL OR i.due_date >= ?) AND i.word = ?", day,
              f.status);
  else if (!f.status.empty())
    where.add(" AND i.status = ?", f.status);
  if (!f.kind.empty()) where.add(" AND i.kind = ?", f.kind);
  if (!f.client_id.empty()) where.add(" AND i.client_id = ?", f.client_id);
  if (!f.deal_id.empty()) where.add(" AND i.deal_id = ? AND i.deal_id <> ''", f.deal_id);
  of_days_and_amounts(where, f);
  return where;
}

std::optional<std::vector<InvoiceSum>> Invoices::sums_of(const InvoiceFilter& f, Date today) {
  const std::string day = to_text(today);
  const bool of_one = !f.client_id.empty() || !f.deal_id.empty();
  if (auto among = found(tx_, tenant_, "invoice", f.q)) {
    if (among->size() > kFoundMax) return std::nullopt;
    json::array ids;
    for (const std::int64_t seq : among->seqs()) ids.emplace_back(seq);
    Query query = where_of(f, today);
    query.add(" AND i.seq IN (SELECT value FROM json_each(?))", json::serialize(ids));
    return sums_over(tx_, tenant_, query, day);
  }
  if (of_one) return sums_over(tx_, tenant_, where_of(f, today), day);
  if (is_narrowed(f)) return sums_over(tx_, tenant_, narrowed(f, day), day);
  // Nothing but a status: the kept sums tell.
  Query query("SELECT currency, sum(n), sum(owed), sum(iif(stand = 'open' AND due_date < '" + day +
              "', owed, 0)) FROM invoice_totals WHERE workspace_id = $1");
  of_kept_sums(query, f, day);
  return read_sums(tx_.rows(tenant_, query.add(" GROUP BY currency HAVING sum(n) > 0 ORDER BY currency")));
}

}  // namespace every::store
