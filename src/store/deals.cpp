#include "store/deals.h"

#include <map>

#include "base/text.h"
#include "store/carry.h"
#include "store/counters.h"
#include "store/deal_where.h"
#include "store/encode.h"
#include "store/invoice_word.h"
#include "store/listing.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "d.id, d.name, d.amount, d.currency, d.pipeline_id, d.stage_id, d.close_date, d.probability, d.won, "
    "d.lost, d.owner_id, "
    "d.owner_name, d.client_id, coalesce(c.name, ''), d.source, d.hubspot_id, d.portal_id, d.hubspot_url, "
    "d.gone_at, "
    "d.synced_at, d.created_at, d.updated_at, d.version, d.left_at";
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
    d.hubspot = domain::HubSpotLink{"deal",           r.text(15),       r.text(16),      r.text(17),
                                    r.maybe_time(18), r.maybe_time(19), r.maybe_time(23)};
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
std::string currency_text(const domain::Deal& d) {
  return d.amount ? std::string(d.amount->currency.code()) : std::string();
}

void put_contacts(Tx& tx, const Tenant& tenant, const domain::Deal& d) {
  tx.run(tenant, "DELETE FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2", d.id);
  for (std::size_t i = 0; i < d.contact_ids.size(); ++i)
    tx.run(tenant,
           "INSERT INTO deal_contacts (workspace_id, deal_id, position, contact_id) VALUES ($1, $2, $3, $4)",
           d.id, i, d.contact_ids[i]);
}

void read_contacts(Tx& tx, const Tenant& tenant, domain::Deal& d) {
  Rows r = tx.rows(
      tenant,
      "SELECT contact_id FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2 ORDER BY position",
      d.id);
  while (r.next()) d.contact_ids.push_back(r.text(0));
}

// One deal's part in the sums of its column, per owner, so that the board need not add up 100,000 deals.
struct Part {
  std::string pipeline_id, stage_id, owner_id, currency;
  std::int64_t amount = 0, weighted = 0;
  bool linked = false;
  bool operator==(const Part&) const = default;
};
Part part_of(const domain::Deal& d) {
  return {d.pipeline_id,
          d.stage_id,
          d.owner_id,
          currency_text(d),
          minor_of(d).value_or(0),
          weighted_of(d).value_or(0),
          d.hubspot && !d.hubspot->object_id.empty()};
}
std::optional<Part> part_of(Tx& tx, const Tenant& tenant, const std::string& id) {
  Rows r =
      tx.rows(tenant,
              "SELECT pipeline_id, stage_id, owner_id, currency, coalesce(amount, 0), coalesce(weighted, 0), "
              "hubspot_id FROM deals WHERE workspace_id = $1 AND id = $2",
              id);
  if (!r.next()) return std::nullopt;
  return Part{r.text(0), r.text(1), r.text(2), r.text(3), r.integer(4), r.integer(5), !r.view(6).empty()};
}
void add_part(Tx& tx, const Tenant& tenant, const Part& p, std::int64_t sign) {
  tx.run(tenant,
         "INSERT INTO deal_totals (workspace_id, pipeline_id, stage_id, owner_id, currency, n, amount, "
         "weighted) VALUES "
         "($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, pipeline_id, stage_id, owner_id, "
         "currency) DO UPDATE "
         "SET n = deal_totals.n + excluded.n, amount = deal_totals.amount + excluded.amount, weighted = "
         "deal_totals.weighted + excluded.weighted",
         p.pipeline_id, p.stage_id, p.owner_id, p.currency, sign, sign * p.amount, sign * p.weighted);
  add_to_counter(tx, tenant, "deal", p.linked ? "linked" : "free", sign);
}

// Whether the kept sums answer for this filter.
bool is_summed(const DealFilter& f) {
  return f.client_id.empty() && !f.won_without_invoice && f.state.empty() && !f.over && !f.under &&
         f.currency.empty() && !f.closes_from && !f.closes_to && !f.overdue_on;
}
Query summed_where(const DealFilter& f) {
  Query where(" FROM deal_totals d WHERE d.workspace_id = $1 AND d.n <> 0");
  if (!f.pipeline_id.empty()) where.add(" AND d.pipeline_id = ?", f.pipeline_id);
  if (!f.stage_id.empty()) where.add(" AND d.stage_id = ?", f.stage_id);
  if (!f.owner_id.empty()) where.add(" AND d.owner_id = ?", f.owner_id);
  return where;
}

// Adds one row (stage, currency, count, amount, weighted) to the stage's sums. Rows come by stage, then
// currency.
void add(std::vector<StageTotal>& out, const Rows& r) {
  if (out.empty() || out.back().stage_id != r.view(0))
    out.push_back({.stage_id = r.text(0), .count = 0, .totals = {}, .weighted = {}});
  out.back().count += r.integer(2);
  if (r.view(1).empty()) return;
  out.back().totals.push_back({r.integer(3), currency_of(r.view(1))});
  out.back().weighted.push_back({r.integer(4), currency_of(r.view(1))});
}

// The sums over the finds of a search: few are looked up one by one, many are met on a walk along an index
// that has all of it.
std::vector<StageTotal> totals_among(Tx& tx, const Tenant& tenant, const Query& where, const Finds& among) {
  static constexpr std::size_t kFewMax = 2'000;
  struct Sum {
    std::int64_t n = 0, amount = 0, weighted = 0;
  };
  std::map<std::pair<std::string, std::string>, Sum, std::less<>> sums;
  const Query query =
      where.about("SELECT d.stage_id, d.currency, coalesce(d.amount, 0), coalesce(d.weighted, 0)");
  // Rows of one stage and currency stand beside each other in the index.
  std::pair<std::string, std::string> at;
  Sum* sum = nullptr;
  const auto add_row = [&](const Rows& r) {
    if (sum == nullptr || r.view(0) != at.first || r.view(1) != at.second) {
      at = {r.text(0), r.text(1)};
      sum = &sums[at];
    }
    ++sum->n;
    sum->amount += r.integer(2);
    sum->weighted += r.integer(3);
  };
  if (among.size() <= kFewMax) {
    for (const std::int64_t seq : among.seqs()) {
      Query one = query;
      Rows r = tx.rows(tenant, one.add(" AND d.seq = ?", seq));
      if (r.next()) add_row(r);
    }
  } else {
    Query walk = query;
    Rows r = tx.rows(tenant, walk.add(" AND among(?, d.seq)", among.packed()));
    while (r.next()) add_row(r);
  }
  std::vector<StageTotal> out;
  for (const auto& [group, total] : sums) {
    if (out.empty() || out.back().stage_id != group.first)
      out.push_back({.stage_id = group.first, .count = 0, .totals = {}, .weighted = {}});
    out.back().count += total.n;
    if (group.second.empty()) continue;
    out.back().totals.push_back({total.amount, currency_of(group.second)});
    out.back().weighted.push_back({total.weighted, currency_of(group.second)});
  }
  return out;
}

}  // namespace

void Deals::insert(const domain::Deal& d) {
  tx_.touch("deal", d.id);
  const domain::HubSpotLink link = d.hubspot.value_or(domain::HubSpotLink{});
  const auto probability = d.probability ? std::optional(d.probability->units) : std::nullopt;
  tx_.run(tenant_,
          "INSERT INTO deals (workspace_id, id, name, amount, currency, weighted, pipeline_id, stage_id, "
          "close_date, "
          "probability, won, lost, owner_id, owner_name, client_id, source, hubspot_id, portal_id, "
          "hubspot_url, gone_at, "
          "synced_at, created_at, updated_at, version, name_key, left_at) VALUES ($1, $2, $3, $4, $5, $6, "
          "$7, $8, $9, "
          "$10, $11, $12, "
          "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
          d.id, d.name, minor_of(d), currency_text(d), weighted_of(d), d.pipeline_id, d.stage_id,
          d.close_date, probability, d.won, d.lost, d.owner_id, d.owner_name, d.client_id, name(d.source),
          link.object_id, link.portal_id, link.url, link.gone_at, link.synced_at, d.created_at, d.updated_at,
          d.version, fold(d.name), link.left_at);
  put_contacts(tx_, tenant_, d);
  carry_deal_search(tx_, tenant_, d.id);
  add_part(tx_, tenant_, part_of(d), 1);
}

bool Deals::update(const domain::Deal& d, std::int64_t expected_version) {
  const auto was = part_of(tx_, tenant_, d.id);
  if (!was) return false;
  tx_.touch("deal", d.id);
  const domain::HubSpotLink link = d.hubspot.value_or(domain::HubSpotLink{});
  const auto probability = d.probability ? std::optional(d.probability->units) : std::nullopt;
  const bool written =
      tx_.run(tenant_,
              "UPDATE deals SET name = $3, amount = $4, currency = $5, weighted = $6, pipeline_id = $7, "
              "stage_id = $8, "
              "close_date = $9, probability = $10, won = $11, lost = $12, owner_id = $13, owner_name = $14, "
              "client_id = $15, "
              "source = $16, hubspot_id = $17, portal_id = $18, hubspot_url = $19, gone_at = $20, synced_at "
              "= $21, updated_at "
              "= $22, name_key = $23, left_at = $25, version = version + 1 WHERE workspace_id = $1 AND id = "
              "$2 AND ($24 = 0 "
              "OR version = $24)",
              d.id, d.name, minor_of(d), currency_text(d), weighted_of(d), d.pipeline_id, d.stage_id,
              d.close_date, probability, d.won, d.lost, d.owner_id, d.owner_name, d.client_id, name(d.source),
              link.object_id, link.portal_id, link.url, link.gone_at, link.synced_at, d.updated_at,
              fold(d.name), expected_version, link.left_at) == 1;
  if (!written) return false;
  put_contacts(tx_, tenant_, d);
  carry_deal_search(tx_, tenant_, d.id);
  if (const Part now = part_of(d); now != *was) {
    add_part(tx_, tenant_, *was, -1);
    add_part(tx_, tenant_, now, 1);
  }
  return true;
}

bool Deals::remove(const std::string& id) {
  const auto was = part_of(tx_, tenant_, id);
  if (!was) return false;
  tx_.touch("deal", id);
  tx_.run(tenant_, "DELETE FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2", id);
  {
    std::int64_t seq = 0;
    std::string words;
    {
      Rows r = tx_.rows(tenant_, "SELECT seq, search FROM deals WHERE workspace_id = $1 AND id = $2", id);
      if (r.next()) {
        seq = r.integer(0);
        words = r.text(1);
      }
    }
    put_search(tx_, tenant_, "deal", seq, words, "");
  }
  tx_.run(tenant_, "DELETE FROM deals WHERE workspace_id = $1 AND id = $2", id);
  add_part(tx_, tenant_, *was, -1);
  return true;
}

std::optional<domain::Deal> Deals::find(const std::string& id) {
  std::optional<domain::Deal> out;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE d.workspace_id = $1 AND d.id = $2",
        id);
    if (r.next()) out = read(r);
  }
  if (out) read_contacts(tx_, tenant_, *out);
  return out;
}

std::optional<domain::Deal> Deals::by_hubspot(const std::string& object_id) {
  if (object_id.empty()) return std::nullopt;
  std::string id;
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT id FROM deals WHERE workspace_id = $1 AND hubspot_id = $2 AND hubspot_id <> ''",
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
  Rows r = tx_.rows(
      tenant_,
      "SELECT i.id, i.number, " + invoice_word("$3") +
          " FROM invoices i WHERE i.workspace_id = $1 AND i.deal_id = $2 AND i.deal_id <> '' AND i.status <> "
          "'void' ORDER BY i.part_id LIKE '+%', i.seq DESC LIMIT 1",
      id, today);
  if (r.next()) {
    row.invoice_id = r.text(0);
    row.invoice_number = r.text(1);
    row.invoice_status = r.text(2);
  }
  return row;
}

Window<DealRow> Deals::list(const DealFilter& f, const Slice& slice, Date today) {
  const bool known = slice.sort == "closeDate" || slice.sort == "amount" || slice.sort == "name";
  Listing listing{.where = where_of(f),
                  .seq = "d.seq",
                  .keys = {slice.sort == "amount" ? "d.amount"
                           : slice.sort == "name" ? "d.name_key"
                                                  : "d.close_date"},
                  .descending = known ? slice.descending : true,
                  .among = found(tx_, tenant_, "deal", f.q),
                  .total = std::nullopt};
  if (!listing.among && is_summed(f))
    listing.total = tx_.number(tenant_, summed_where(f).about("SELECT coalesce(sum(d.n), 0)"));
  if (listing.among && is_summed(f) && f.pipeline_id.empty() && f.stage_id.empty() && f.owner_id.empty())
    listing.total = static_cast<std::int64_t>(listing.among->size());
  const Window<std::int64_t> rows = rows_of(tx_, tenant_, listing, slice);
  Window<DealRow> out;
  out.total = rows.total;
  for (const std::int64_t seq : rows.items) {
    Rows r = tx_.rows(tenant_, "SELECT id FROM deals WHERE workspace_id = $1 AND seq = $2", seq);
    if (!r.next()) continue;
    if (auto one = row(r.text(0), today)) out.items.push_back(std::move(*one));
  }
  return out;
}

std::vector<StageTotal> Deals::stage_totals(const DealFilter& filter) {
  static constexpr std::string_view kGroup =
      " GROUP BY d.stage_id, d.currency ORDER BY d.stage_id, d.currency";
  DealFilter f = filter;
  f.stage_id.clear();
  if (const auto among = found(tx_, tenant_, "deal", f.q))
    return totals_among(tx_, tenant_, where_of(f), *among);
  std::vector<StageTotal> out;
  Query query =
      is_summed(f)
          ? summed_where(f).about("SELECT d.stage_id, d.currency, sum(d.n), sum(d.amount), sum(d.weighted)")
          : where_of(f).about("SELECT d.stage_id, d.currency, count(*), sum(d.amount), sum(d.weighted)");
  Rows r = tx_.rows(tenant_, query.add(kGroup));
  while (r.next()) add(out, r);
  return out;
}

std::vector<std::pair<std::string, std::string>> Deals::owners(const std::string& pipeline_id) {
  std::vector<std::pair<std::string, std::string>> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT o.owner_id, (SELECT max(d.owner_name) FROM deals d WHERE d.workspace_id = $1 AND d.pipeline_id "
      "= $2 AND d.owner_id = o.owner_id) FROM (SELECT owner_id FROM deal_totals WHERE workspace_id = $1 AND "
      "pipeline_id = $2 AND owner_id <> '' GROUP BY owner_id HAVING sum(n) > 0) o ORDER BY 2, 1",
      pipeline_id);
  while (r.next()) out.emplace_back(r.text(0), r.text(1));
  return out;
}

std::int64_t Deals::count_hubspot() {
  return counted(tx_, tenant_, "deal", [](std::string_view in) { return in == "linked"; });
}

std::int64_t Deals::count_of_client(const std::string& client_id) {
  return tx_.number(tenant_, "SELECT count(*) FROM deals WHERE workspace_id = $1 AND client_id = $2",
                    client_id);
}

}  // namespace every::store
