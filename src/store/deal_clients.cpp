#include "store/deal_clients.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "store/deal_where.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

struct Sum {
  std::int64_t n = 0, amount = 0, weighted = 0;
};
using ByStage = std::map<std::pair<std::string, std::string>, Sum>;  // stage, currency

std::map<std::string, ByStage> sums_of(Tx& tx, const Tenant& tenant, const DealFilter& filter) {
  Query query = where_of(filter)
                    .add(" AND d.client_id <> ''")
                    .about(
                        "SELECT d.client_id, d.stage_id, d.currency, count(*), sum(coalesce(d.amount, 0)), "
                        "sum(coalesce(d.weighted, 0))");
  if (const auto among = found(tx, tenant, "deal", filter.q))
    query.add(" AND among(?, d.seq)", among->packed());
  query.add(" GROUP BY d.client_id, d.stage_id, d.currency");
  std::map<std::string, ByStage> out;
  Rows r = tx.rows(tenant, query);
  while (r.next()) {
    Sum& sum = out[r.text(0)][{r.text(1), r.text(2)}];
    sum.n += r.integer(3);
    sum.amount += r.integer(4);
    sum.weighted += r.integer(5);
  }
  return out;
}

ClientDeals told(const std::string& client_id, const ByStage& sums) {
  ClientDeals out{.client_id = client_id, .client_name = {}, .count = 0, .stages = {}};
  for (const auto& [at, sum] : sums) {
    if (out.stages.empty() || out.stages.back().stage_id != at.first)
      out.stages.push_back({.stage_id = at.first, .count = 0, .totals = {}, .weighted = {}});
    out.count += sum.n;
    out.stages.back().count += sum.n;
    if (at.second.empty()) continue;
    out.stages.back().totals.push_back({sum.amount, currency_of(at.second)});
    out.stages.back().weighted.push_back({sum.weighted, currency_of(at.second)});
  }
  return out;
}

std::map<std::string, std::string> names_of(Tx& tx, const Tenant& tenant) {
  std::map<std::string, std::string> out;
  Rows r =
      tx.rows(tenant,
              "SELECT id, name FROM clients WHERE workspace_id = $1 AND id IN (SELECT client_id FROM deals "
              "WHERE workspace_id = $1 AND client_id <> '')");
  while (r.next()) out[r.text(0)] = r.text(1);
  return out;
}

}  // namespace

Window<ClientDeals> open_by_client(Tx& tx, const Tenant& tenant, const DealFilter& filter,
                                   const Slice& slice) {
  DealFilter open = filter;
  open.state = "open";
  const auto sums = sums_of(tx, tenant, open);
  const auto names = names_of(tx, tenant);
  std::vector<ClientDeals> all;
  all.reserve(sums.size());
  for (const auto& [id, by_stage] : sums) {
    all.push_back(told(id, by_stage));
    if (const auto name = names.find(id); name != names.end()) all.back().client_name = name->second;
  }
  std::sort(all.begin(), all.end(), [](const ClientDeals& a, const ClientDeals& b) {
    return std::tuple(-a.count, fold(a.client_name), a.client_id) <
           std::tuple(-b.count, fold(b.client_name), b.client_id);
  });
  Window<ClientDeals> out;
  out.total = static_cast<std::int64_t>(all.size());
  for (auto at = std::max<std::int64_t>(slice.offset, 0);
       at < out.total && std::ssize(out.items) < slice.limit; ++at)
    out.items.push_back(std::move(all[static_cast<std::size_t>(at)]));
  return out;
}

}  // namespace every::store
