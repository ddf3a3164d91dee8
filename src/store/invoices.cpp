#include "store/invoices.h"

#include "store/carry.h"
#include "store/encode.h"
#include "store/invoice_filters.h"
#include "store/invoice_word.h"
#include "store/listing.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "i.id, i.number, i.status, i.client_id, coalesce(c.name, ''), i.deal_id, i.deal_name, i.deal_url, "
    "i.currency, i.issue_date, i.due_date, i.payment_terms_days, i.po_number, i.notes, i.footer, "
    "i.bill_to, i.from_, i.void_reason, i.subtotal, i.discount, i.tax, i.total, i.paid, i.sent_at, "
    "i.viewed_at, i.created_at, i.updated_at, i.issued_at, i.version, i.tax_inclusive, "
    "i.discount_percent, i.discount_amount, i.document_discount, i.kind, i.about_id, coalesce(a.number, "
    "''), a.issue_date, i.credited, i.part_id, i.deal_state, i.language, i.locale, i.letterhead, "
    "i.replaces";
constexpr std::string_view kFrom =
    " FROM invoices i LEFT JOIN clients c ON c.workspace_id = i.workspace_id AND c.id = i.client_id LEFT "
    "JOIN invoices a ON a.workspace_id = i.workspace_id AND a.id = i.about_id AND i.about_id <> '' ";
domain::DocumentStatus status_from(std::string_view text) {
  if (text == "issued") return domain::DocumentStatus::issued;
  if (text == "void") return domain::DocumentStatus::voided;
  return domain::DocumentStatus::draft;
}

std::optional<Money> maybe_money(const Rows& r, int column, Currency currency) {
  const auto minor = r.maybe_integer(column);
  return minor ? std::optional(Money{*minor, currency}) : std::nullopt;
}

std::optional<std::int64_t> minor_of(const std::optional<Money>& money) {
  return money ? std::optional(money->minor) : std::nullopt;
}

domain::Invoice read(const Rows& r) {
  domain::Invoice i;
  i.id = r.text(0);
  i.number = r.text(1);
  i.status = status_from(r.view(2));
  i.client_id = r.text(3);
  i.client_name = r.text(4);
  i.deal_id = r.text(5);
  i.deal_name = r.text(6);
  i.deal_url = r.text(7);
  i.currency = currency_of(r.view(8));
  i.issue_date = r.maybe_date(9);
  i.due_date = r.maybe_date(10);
  i.payment_terms_days = static_cast<int>(r.integer(11));
  i.po_number = r.text(12);
  i.notes = r.text(13);
  i.footer = r.text(14);
  i.bill_to = decode_party(r.view(15));
  i.from = decode_party(r.view(16));
  i.void_reason = r.text(17);
  i.totals = {{r.integer(18), i.currency},
              {r.integer(19), i.currency},
              {r.integer(20), i.currency},
              {r.integer(21), i.currency},
              {r.integer(32), i.currency}};
  i.pricing = {r.flag(29), Decimal{r.integer(30)}, maybe_money(r, 31, i.currency)};
  i.paid = {r.integer(22), i.currency};
  i.sent_at = r.maybe_time(23);
  i.viewed_at = r.maybe_time(24);
  i.created_at = r.time(25);
  i.updated_at = r.time(26);
  i.issued_at = r.maybe_time(27);
  i.version = r.integer(28);
  if (r.view(33) == "credit_note") i.kind = domain::DocumentKind::credit_note;
  i.about_id = r.text(34);
  i.about_number = r.text(35);
  i.about_date = r.maybe_date(36);
  i.part_id = r.text(38);
  i.deal_state = r.text(39);
  i.language = r.text(40);
  i.locale = r.text(41);
  i.letterhead = r.text(42);
  i.replaces = r.text(43);
  if (r.integer(37) != 0 && i.kind == domain::DocumentKind::invoice)
    i.credited = Money{r.integer(37), i.currency};
  return i;
}

void put_lines(Tx& tx, const Tenant& tenant, const domain::Invoice& i) {
  tx.run(tenant, "DELETE FROM invoice_lines WHERE workspace_id = $1 AND invoice_id = $2", i.id);
  for (std::size_t n = 0; n < i.lines.size(); ++n) {
    const domain::InvoiceLine& l = i.lines[n];
    tx.run(tenant,
           "INSERT INTO invoice_lines (workspace_id, invoice_id, position, id, description, quantity, "
           "unit_price, "
           "discount_percent, tax_percent, discount_amount, of_line, tax_name, tax_treatment, tax_reason) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
           i.id, n, l.id, l.description, l.quantity.units, l.unit_price.minor, l.discount_percent.units,
           l.tax_percent.units, minor_of(l.discount_amount), l.of_line, l.tax.name,
           domain::name(l.tax.treatment), l.tax.reason);
  }
}

void read_lines(Tx& tx, const Tenant& tenant, domain::Invoice& i) {
  Rows r = tx.rows(tenant,
                   "SELECT id, description, quantity, unit_price, discount_percent, tax_percent, "
                   "discount_amount, of_line, tax_name, tax_treatment, tax_reason FROM "
                   "invoice_lines WHERE workspace_id = $1 AND invoice_id = $2 ORDER BY position",
                   i.id);
  while (r.next())
    i.lines.push_back({r.text(0),
                       r.text(1),
                       Decimal{r.integer(2)},
                       Money{r.integer(3), i.currency},
                       Decimal{r.integer(4)},
                       Decimal{r.integer(5)},
                       maybe_money(r, 6, i.currency),
                       r.text(7),
                       {r.text(8), domain::tax_treatment_from(r.view(9)), r.text(10)}});
}

// Numbers of a series in the order of their counters: INV-9999 before INV-10000.
std::string number_key(const std::string& number) {
  return std::to_string(1000 + number.size()).substr(1) + number;
}

// How many the kept sums say there are; nothing when they are not told apart as the filter asks.
std::optional<std::int64_t> counted(Tx& tx, const Tenant& tenant, const InvoiceFilter& f, Date today) {
  if (!f.client_id.empty() || !f.deal_id.empty() || is_narrowed(f)) return std::nullopt;
  Query query("SELECT coalesce(sum(n), 0) FROM invoice_totals WHERE workspace_id = $1");
  of_kept_sums(query, f, to_text(today));
  return tx.number(tenant, query);
}

// Of a search among invoices: all that is found less the credit notes, which are few.
std::optional<std::int64_t> found_total(Tx& tx, const Tenant& tenant, const InvoiceFilter& f,
                                        const Finds& among) {
  if (!f.status.empty() || !f.client_id.empty() || !f.deal_id.empty() || f.kind == "credit_note" ||
      is_narrowed(f))
    return std::nullopt;
  auto total = static_cast<std::int64_t>(among.size());
  if (f.kind.empty()) return total;
  Rows r = tx.rows(tenant, "SELECT seq FROM invoices WHERE workspace_id = $1 AND kind = 'credit_note'");
  while (r.next()) total -= among.contains(r.integer(0)) ? 1 : 0;
  return total;
}

}  // namespace

bool Invoices::insert(const domain::Invoice& i) {
  const bool made =
      tx_.run(
          tenant_,
          "INSERT INTO invoices (workspace_id, id, number, status, client_id, deal_id, deal_name, "
          "deal_url, currency, "
          "issue_date, due_date, payment_terms_days, po_number, notes, footer, bill_to, from_, "
          "void_reason, subtotal, "
          "discount, tax, total, paid, sent_at, viewed_at, created_at, updated_at, issued_at, version, "
          "number_key, tax_inclusive, discount_percent, discount_amount, document_discount, kind, about_id, "
          "credited, part_id, deal_state, language, locale, replaces) VALUES ($1, $2, $3, $4, $5, $6, $7, "
          "$8, $9, $10, "
          "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
          "$24, $25, $26, "
          "$27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42) ON CONFLICT "
          "(workspace_id, deal_id, part_id) WHERE deal_id <> '' AND status <> 'void' DO NOTHING",
          i.id, i.number, name(i.status), i.client_id, i.deal_id, i.deal_name, i.deal_url, i.currency.code(),
          i.issue_date, i.due_date, i.payment_terms_days, i.po_number, i.notes, i.footer, encode(i.bill_to),
          encode(i.from), i.void_reason, i.totals.subtotal.minor, i.totals.discount.minor, i.totals.tax.minor,
          i.totals.total.minor, i.paid.minor, i.sent_at, i.viewed_at, i.created_at, i.updated_at, i.issued_at,
          i.version, number_key(i.number), i.pricing.tax_inclusive, i.pricing.discount_percent.units,
          minor_of(i.pricing.discount_amount), i.totals.document_discount.minor, name(i.kind), i.about_id,
          i.kind == domain::DocumentKind::credit_note ? i.totals.total.minor : 0, i.part_id, i.deal_state,
          i.language, i.locale, i.replaces) == 1;
  if (!made) return false;
  put_lines(tx_, tenant_, i);
  carry_invoice_search(tx_, tenant_, i.id);
  return true;
}

bool Invoices::update_draft(const domain::Invoice& i, std::int64_t expected_version) {
  const bool written =
      tx_.run(tenant_,
              "UPDATE invoices SET client_id = $3, currency = $4, issue_date = $5, due_date = $6, "
              "payment_terms_days = $7, "
              "po_number = $8, notes = $9, footer = $10, subtotal = $11, discount = $12, tax = $13, total = "
              "$14, updated_at = $15, tax_inclusive = $17, discount_percent = $18, discount_amount = $19, "
              "document_discount = $20, language = $21, version = version + 1 WHERE workspace_id = $1 AND id "
              "= $2 AND status = 'draft' AND ($16 = 0 OR version = $16)",
              i.id, i.client_id, i.currency.code(), i.issue_date, i.due_date, i.payment_terms_days,
              i.po_number, i.notes, i.footer, i.totals.subtotal.minor, i.totals.discount.minor,
              i.totals.tax.minor, i.totals.total.minor, i.updated_at, expected_version,
              i.pricing.tax_inclusive, i.pricing.discount_percent.units, minor_of(i.pricing.discount_amount),
              i.totals.document_discount.minor, i.language) == 1;
  if (!written) return false;
  put_lines(tx_, tenant_, i);
  carry_invoice_search(tx_, tenant_, i.id);
  return true;
}

bool Invoices::update_issued(const domain::Invoice& i, std::int64_t expected_version) {
  const bool written =
      tx_.run(tenant_,
              "UPDATE invoices SET number = $3, status = $4, issue_date = $5, due_date = $6, bill_to = $7, "
              "from_ = $8, "
              "void_reason = $9, sent_at = $10, viewed_at = $11, updated_at = $12, issued_at = $13, "
              "number_key = $14, locale = $16, letterhead = $17, version = "
              "version + 1 WHERE workspace_id = $1 AND id = $2 AND ($15 = 0 OR version = $15)",
              i.id, i.number, name(i.status), i.issue_date, i.due_date, encode(i.bill_to), encode(i.from),
              i.void_reason, i.sent_at, i.viewed_at, i.updated_at, i.issued_at, number_key(i.number),
              expected_version, i.locale, i.letterhead) == 1;
  if (!written) return false;
  carry_invoice_search(tx_, tenant_, i.id);
  carry_balance(tx_, tenant_, i.client_id);
  return true;
}

bool Invoices::mark_sent(const std::string& id, Instant at) {
  return tx_.run(
             tenant_,
             "UPDATE invoices SET sent_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 "
             "AND status = 'issued' AND sent_at IS NULL",
             id, at) == 1;
}

bool Invoices::mark_viewed(const std::string& id, Instant at) {
  return tx_.run(
             tenant_,
             "UPDATE invoices SET viewed_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 "
             "AND status = 'issued' AND viewed_at IS NULL",
             id, at) == 1;
}

bool Invoices::remove_draft(const std::string& id) {
  std::int64_t seq = 0;
  std::string words;
  {
    Rows r = tx_.rows(
        tenant_, "SELECT seq, search FROM invoices WHERE workspace_id = $1 AND id = $2 AND status = 'draft'",
        id);
    if (!r.next()) return false;
    seq = r.integer(0);
    words = r.text(1);
  }
  put_search(tx_, tenant_, "invoice", seq, words, "");
  tx_.run(tenant_, "DELETE FROM invoices WHERE workspace_id = $1 AND id = $2", id);
  tx_.run(tenant_, "DELETE FROM invoice_lines WHERE workspace_id = $1 AND invoice_id = $2", id);
  tx_.run(tenant_, "DELETE FROM invoice_events WHERE workspace_id = $1 AND invoice_id = $2", id);
  return true;
}

std::optional<domain::Invoice> Invoices::find(const std::string& id) {
  std::optional<domain::Invoice> out;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE i.workspace_id = $1 AND i.id = $2",
        id);
    if (r.next()) out = read(r);
  }
  if (out) read_lines(tx_, tenant_, *out);
  return out;
}

Window<domain::Invoice> Invoices::list(const InvoiceFilter& f, const Slice& slice, Date today) {
  const std::string_view key = slice.sort == "number"      ? "i.number_key"
                               : slice.sort == "issueDate" ? "i.issue_date"
                               : slice.sort == "dueDate"   ? "i.due_date"
                               : slice.sort == "total"     ? "i.total"
                                                           : "i.created_at";
  const bool known = slice.sort == "createdAt" || key != "i.created_at";
  const bool dated = key == "i.issue_date" || key == "i.due_date";  // a draft need not have them
  auto among = found(tx_, tenant_, "invoice", f.q);
  auto total = among ? found_total(tx_, tenant_, f, *among) : counted(tx_, tenant_, f, today);
  InvoiceFilter walked = f;
  if (is_narrowed(f) && f.client_id.empty() && f.deal_id.empty()) {
    Finds narrow = invoice_finds(tx_, tenant_, f, today);
    if (among) {
      std::vector<std::int64_t> both = among->seqs();
      std::erase_if(both, [&](std::int64_t seq) { return !narrow.contains(seq); });
      narrow = Finds(std::move(both));
    }
    total = static_cast<std::int64_t>(narrow.size());
    among = std::move(narrow);
    walked = {.status = "", .q = "", .client_id = "", .deal_id = "", .kind = f.kind};  // they fit already
    // In the order of what narrows them, the walk need not begin before the first that fits.
    if (key == "i.due_date") walked.due_from = f.due_from, walked.due_to = f.due_to;
    if (key == "i.total") walked.least = f.least, walked.most = f.most;
  }
  const Window<std::int64_t> rows = rows_of(tx_, tenant_,
                                            {.where = where_of(walked, today),
                                             .seq = "i.seq",
                                             .keys = {key},
                                             .descending = known ? slice.descending : true,
                                             .among = std::move(among),
                                             .total = total,
                                             .marked = dated ? "" : "invoices"},
                                            slice);
  Window<domain::Invoice> out;
  out.total = rows.total;
  for (const std::int64_t seq : rows.items) {
    Rows r = tx_.rows(
        tenant_,
        "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE i.workspace_id = $1 AND i.seq = $2",
        seq);
    if (r.next()) out.items.push_back(read(r));
  }
  return out;
}

std::vector<std::pair<std::string, std::int64_t>> Invoices::counts_by_status(Date today) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  // What is overdue has most of the rows, and one word.
  Rows r = tx_.rows(
      tenant_,
      "SELECT word, sum(n) FROM (SELECT word, n FROM invoice_totals WHERE workspace_id = $1 AND kind = "
      "'invoice' AND stand <> 'open' UNION ALL SELECT word, n FROM invoice_totals WHERE workspace_id = "
      "$1 AND kind = 'invoice' AND stand = 'open' AND due_date >= $2 UNION ALL SELECT 'overdue', sum(n) "
      "FROM invoice_totals WHERE workspace_id = $1 AND kind = 'invoice' AND stand = 'open' AND due_date "
      "< $2) AS counted GROUP BY word HAVING sum(n) > 0",
      today);
  while (r.next()) out.emplace_back(r.text(0), r.integer(1));
  return out;
}

MoneySums Invoices::sums(Date today, Instant month_start) {
  MoneySums out;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT currency, sum(owed), sum(iif(due_date < $2, owed, 0)), sum(iif(due_date < $2, n, 0)) "
        "FROM invoice_totals WHERE workspace_id = $1 AND kind = 'invoice' AND stand = 'open' GROUP BY "
        "currency ORDER BY currency",
        today);
    while (r.next()) {
      out.outstanding.push_back({r.integer(1), currency_of(r.view(0))});
      if (r.integer(2) != 0) out.overdue.push_back({r.integer(2), currency_of(r.view(0))});
      out.overdue_count += r.integer(3);
    }
  }
  // A payment's day has no zone; the month's first day is the one that `month_start` begins.
  const Date first{std::chrono::floor<std::chrono::days>(month_start + std::chrono::hours(12))};
  Rows r = tx_.rows(
      tenant_,
      "SELECT currency, sum(amount) FROM payment_totals WHERE workspace_id = $1 AND date >= $2 GROUP "
      "BY currency ORDER "
      "BY currency",
      first);
  while (r.next()) out.paid_this_month.push_back({r.integer(1), currency_of(r.view(0))});
  return out;
}

std::int64_t Invoices::take_number(const std::string& series) {
  return tx_.number(
      tenant_,
      "INSERT INTO number_series (workspace_id, series, last) VALUES ($1, $2, 1) ON CONFLICT (workspace_id, "
      "series) DO UPDATE SET last = number_series.last + 1 RETURNING last",
      series);
}

bool Invoices::has_invoice_numbered(const std::string& prefix) {
  return tx_.number(
             tenant_,
             "SELECT EXISTS (SELECT 1 FROM invoices WHERE workspace_id = $1 AND number BETWEEN $2 AND $2 "
             "|| '~' AND number <> '' AND kind = 'invoice')",
             prefix) != 0;
}

void Invoices::add_event(const std::string& invoice_id, const InvoiceEvent& e) {
  tx_.run(tenant_,
          "INSERT INTO invoice_events (workspace_id, invoice_id, seq, kind, by_, detail, at) SELECT $1, $2, "
          "coalesce(max(seq), "
          "0) + 1, $3, $4, $5, $6 FROM invoice_events WHERE workspace_id = $1 AND invoice_id = $2",
          invoice_id, e.kind, e.by, e.detail, e.at);
}

std::vector<InvoiceEvent> Invoices::events(const std::string& invoice_id) {
  std::vector<InvoiceEvent> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT kind, by_, detail, at FROM invoice_events WHERE workspace_id = $1 AND invoice_id "
                    "= $2 ORDER BY seq",
                    invoice_id);
  while (r.next()) out.push_back({r.text(0), r.text(1), r.text(2), r.time(3)});
  return out;
}

std::string display_status(const domain::Invoice& i, Date today) {
  if (i.status != domain::DocumentStatus::issued || i.kind == domain::DocumentKind::credit_note)
    return std::string(domain::name(i.status));
  if (i.credited && i.credited->minor >= i.totals.total.minor) return "credited";
  const auto payment = domain::payment_status(i.totals.total - i.credited.value_or(Money{0, i.currency}),
                                              i.paid, i.due_date, today);
  if (payment != domain::PaymentStatus::unpaid) return std::string(domain::name(payment));
  return i.viewed_at ? "viewed" : i.sent_at ? "sent" : "issued";
}

}  // namespace every::store
