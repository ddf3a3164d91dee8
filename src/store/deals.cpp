#include "store/deals.h"

#include "base/text.h"
#include "store/encode.h"
#include "store/invoices.h"
#include "store/tx.h"
#include "store/words.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "d.id, d.name, d.amount, d.currency, d.pipeline_id, d.stage_id, d.close_date, d.probability, d.won, d.lost, d.owner_id, "
    "d.owner_name, d.client_id, coalesce(c.name, ''), d.source, d.hubspot_id, d.portal_id, d.hubspot_url, d.gone_at, "
    "d.synced_at, d.created_at, d.updated_at, d.version";
constexpr std::string_view kFrom =
    " FROM deals d LEFT JOIN clients c ON c.workspace_id = d.workspace_id AND c.id = d.client_id ";

domain::Deal read(const Rows& r) {
  domain::Deal d;
  d.id = r.text(0);
  d.name = r.text(1);
  if (!r.is_null(2)) d.amount = Money{r.integer(2), currency_of(r.view(3))};
  d.pipeline_id = r.text(4);
  d.stage_id = r.text(5);
  d.close_date = r.maybe_date(6);
  if (!r.is_null(7)) d.probability = Decimal{r.integer(7)};
  d.won = r.flag(8);
  d.lost = r.flag(9);
  d.owner_id = r.text(10);
  d.owner_name = r.text(11);
  d.client_id = r.text(12);
  d.client_name = r.text(13);
  d.source = domain::source_from(r.view(14)).value_or(domain::Source::manual);
  if (!r.view(15).empty())
    d.hubspot = domain::HubSpotLink{"deal", r.text(15), r.text(16), r.text(17), r.maybe_time(18), r.maybe_time(19)};
  d.created_at = r.time(20);
  d.updated_at = r.time(21);
  d.version = r.integer(22);
  return d;
}

std::optional<std::int64_t> minor_of(const domain::Deal& d) {
  return d.amount ? std::optional(d.amount->minor) : std::nullopt;
}
std::optional<std::int64_t> weighted_of(const domain::Deal& d) {
  if (!d.amount) return std::nullopt;
  return multiply(*d.amount, d.probability.value_or(Decimal{})).minor;
}
std::string currency_text(const domain::Deal& d) { return d.amount ? std::string(d.amount->currency.code()) : std::string(); }

void put_contacts(Tx& tx, const Tenant& tenant, const domain::Deal& d) {
  tx.run(tenant, "DELETE FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2", d.id);
  for (std::size_t i = 0; i < d.contact_ids.size(); ++i)
    tx.run(tenant, "INSERT INTO deal_contacts (workspace_id, deal_id, position, contact_id) VALUES ($1, $2, $3, $4)", d.id, i,
           d.contact_ids[i]);
}

void read_contacts(Tx& tx, const Tenant& tenant, domain::Deal& d) {
  Rows r = tx.rows(tenant,
                   "SELECT contact_id FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2 ORDER BY position", d.id);
  while (r.next()) d.contact_ids.push_back(r.text(0));
}

// $2 pipeline, $3 stage, $4 owner, $5 client, $6/$7 and $8/$9 two words; each is in use even when it does not filter.
struct Where {
  std::string sql;
  std::vector<std::string> bounds = std::vector<std::string>(4);
};

Where where_of(const DealFilter& f) {
  Where w;
  w.sql = "d.workspace_id = $1 ";
  const auto equal = [&](const std::string& value, std::string_view column, std::string_view parameter) {
    w.sql += "AND " + (value.empty() ? std::string(parameter) : std::string(column)) + " = " + std::string(parameter) + " ";
  };
  equal(f.pipeline_id, "d.pipeline_id", "$2");
  equal(f.stage_id, "d.stage_id", "$3");
  equal(f.owner_id, "d.owner_id", "$4");
  equal(f.client_id, "d.client_id", "$5");
  const auto words = question_words(f.q);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string lo = "$" + std::to_string(6 + 2 * i), hi = "$" + std::to_string(7 + 2 * i);
    if (i >= words.size()) {
      w.sql += "AND " + lo + " = " + lo + " AND " + hi + " = " + hi + " ";
      continue;
    }
    w.bounds[2 * i] = words[i];
    w.bounds[2 * i + 1] = after_prefix(words[i]);
    const std::string range = " AND word >= " + lo + " AND word < " + hi + ") ";
    w.sql += "AND (d.id IN (SELECT subject_id FROM words WHERE workspace_id = $1 AND kind = 'deal'" + range +
             "OR d.client_id IN (SELECT subject_id FROM words WHERE workspace_id = $1 AND kind = 'client'" + range + ") ";
  }
  if (f.won_without_invoice)
    w.sql +=
        "AND d.won = 1 AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = $1 AND i.deal_id = d.id AND i.deal_id "
        "<> '' AND i.status <> 'void') ";
  return w;
}

}  // namespace

void Deals::insert(const domain::Deal& d) {
  const domain::HubSpotLink link = d.hubspot.value_or(domain::HubSpotLink{});
  const auto probability = d.probability ? std::optional(d.probability->units) : std::nullopt;
  tx_.run(tenant_,
          "INSERT INTO deals (workspace_id, id, name, amount, currency, weighted, pipeline_id, stage_id, close_date, "
          "probability, won, lost, owner_id, owner_name, client_id, source, hubspot_id, portal_id, hubspot_url, gone_at, "
          "synced_at, created_at, updated_at, version, name_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
          "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)",
          d.id, d.name, minor_of(d), currency_text(d), weighted_of(d), d.pipeline_id, d.stage_id, d.close_date, probability,
          d.won, d.lost, d.owner_id, d.owner_name, d.client_id, name(d.source), link.object_id, link.portal_id, link.url,
          link.gone_at, link.synced_at, d.created_at, d.updated_at, d.version, fold(d.name));
  put_contacts(tx_, tenant_, d);
  put_words(tx_, tenant_, "deal", d.id, d.id, d.name);
}

bool Deals::update(const domain::Deal& d, std::int64_t expected_version) {
  const domain::HubSpotLink link = d.hubspot.value_or(domain::HubSpotLink{});
  const auto probability = d.probability ? std::optional(d.probability->units) : std::nullopt;
  const bool written =
      tx_.run(tenant_,
              "UPDATE deals SET name = $3, amount = $4, currency = $5, weighted = $6, pipeline_id = $7, stage_id = $8, "
              "close_date = $9, probability = $10, won = $11, lost = $12, owner_id = $13, owner_name = $14, client_id = $15, "
              "source = $16, hubspot_id = $17, portal_id = $18, hubspot_url = $19, gone_at = $20, synced_at = $21, updated_at "
              "= $22, name_key = $23, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND ($24 = 0 OR version = $24)",
              d.id, d.name, minor_of(d), currency_text(d), weighted_of(d), d.pipeline_id, d.stage_id, d.close_date,
              probability, d.won, d.lost, d.owner_id, d.owner_name, d.client_id, name(d.source), link.object_id,
              link.portal_id, link.url, link.gone_at, link.synced_at, d.updated_at, fold(d.name), expected_version) == 1;
  if (!written) return false;
  put_contacts(tx_, tenant_, d);
  put_words(tx_, tenant_, "deal", d.id, d.id, d.name);
  return true;
}

bool Deals::remove(const std::string& id) {
  tx_.run(tenant_, "DELETE FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2", id);
  drop_words_of_origin(tx_, tenant_, "deal", id, id);
  return tx_.run(tenant_, "DELETE FROM deals WHERE workspace_id = $1 AND id = $2", id) == 1;
}

std::optional<domain::Deal> Deals::find(const std::string& id) {
  std::optional<domain::Deal> out;
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE d.workspace_id = $1 AND d.id = $2", id);
    if (r.next()) out = read(r);
  }
  if (out) read_contacts(tx_, tenant_, *out);
  return out;
}

std::optional<domain::Deal> Deals::by_hubspot(const std::string& object_id) {
  if (object_id.empty()) return std::nullopt;
  std::string id;
  {
    Rows r = tx_.rows(tenant_, "SELECT id FROM deals WHERE workspace_id = $1 AND hubspot_id = $2 AND hubspot_id <> ''",
                      object_id);
    if (r.next()) id = r.text(0);
  }
  if (id.empty()) return std::nullopt;
  return find(id);
}

std::optional<DealRow> Deals::row(const std::string& id, Date today) {
  auto deal = find(id);
  if (!deal) return std::nullopt;
  DealRow row{.deal = std::move(*deal), .invoice_id = {}, .invoice_number = {}, .invoice_status = {}};
  Rows r = tx_.rows(tenant_,
                    "SELECT id, number, CASE WHEN status <> 'issued' THEN status WHEN paid >= total THEN 'paid' WHEN due_date "
                    "< $3 THEN 'overdue' WHEN paid > 0 THEN 'partial' ELSE 'sent' END FROM invoices WHERE workspace_id = $1 "
                    "AND deal_id = $2 AND deal_id <> '' AND status <> 'void'",
                    id, today);
  if (r.next()) {
    row.invoice_id = r.text(0);
    row.invoice_number = r.text(1);
    row.invoice_status = r.text(2);
  }
  return row;
}

Window<DealRow> Deals::list(const DealFilter& f, const Slice& slice, Date today) {
  const Where w = where_of(f);
  Window<DealRow> out;
  out.total = tx_.number(tenant_, "SELECT count(*) FROM deals d WHERE " + w.sql, f.pipeline_id, f.stage_id, f.owner_id,
                         f.client_id, w.bounds[0], w.bounds[1], w.bounds[2], w.bounds[3]);
  // Newest close date first unless asked otherwise; no date counts as oldest.
  const bool by_date = slice.sort != "amount" && slice.sort != "name";
  const std::string column = slice.sort == "amount" ? "d.amount" : slice.sort == "name" ? "d.name_key" : "d.close_date";
  const std::string direction = slice.descending || (by_date && slice.sort.empty()) ? " DESC" : "";
  std::vector<std::string> ids;
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT d.id FROM deals d WHERE " + w.sql + "ORDER BY " + column + direction + ", d.id" + direction +
                          " LIMIT $10 OFFSET $11",
                      f.pipeline_id, f.stage_id, f.owner_id, f.client_id, w.bounds[0], w.bounds[1], w.bounds[2], w.bounds[3],
                      limit_of(slice), slice.offset);
    while (r.next()) ids.push_back(r.text(0));
  }
  for (const std::string& id : ids)
    if (auto one = row(id, today)) out.items.push_back(std::move(*one));
  return out;
}

std::vector<StageTotal> Deals::stage_totals(const DealFilter& filter) {
  DealFilter f = filter;
  f.stage_id.clear();
  const Where w = where_of(f);
  std::vector<StageTotal> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT d.stage_id, d.currency, count(*), sum(d.amount), sum(d.weighted) FROM deals d WHERE " + w.sql +
                        "GROUP BY d.stage_id, d.currency ORDER BY d.stage_id, d.currency",
                    f.pipeline_id, f.stage_id, f.owner_id, f.client_id, w.bounds[0], w.bounds[1], w.bounds[2], w.bounds[3]);
  while (r.next()) {
    if (out.empty() || out.back().stage_id != r.view(0)) out.push_back({.stage_id = r.text(0), .count = 0, .totals = {}, .weighted = {}});
    StageTotal& total = out.back();
    total.count += r.integer(2);
    if (r.view(1).empty()) continue;
    total.totals.push_back({r.integer(3), currency_of(r.view(1))});
    total.weighted.push_back({r.integer(4), currency_of(r.view(1))});
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> Deals::owners(const std::string& pipeline_id) {
  std::vector<std::pair<std::string, std::string>> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT owner_id, max(owner_name) FROM deals WHERE workspace_id = $1 AND pipeline_id = $2 AND owner_id <> "
                    "'' GROUP BY owner_id ORDER BY 2, 1",
                    pipeline_id);
  while (r.next()) out.emplace_back(r.text(0), r.text(1));
  return out;
}

std::int64_t Deals::count_hubspot() {
  return tx_.number(tenant_, "SELECT count(*) FROM deals WHERE workspace_id = $1 AND hubspot_id <> ''");
}

std::int64_t Deals::count_of_client(const std::string& client_id) {
  return tx_.number(tenant_, "SELECT count(*) FROM deals WHERE workspace_id = $1 AND client_id = $2", client_id);
}

}  // namespace every::store
