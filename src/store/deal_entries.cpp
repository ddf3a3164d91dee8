#include "store/deal_entries.h"

#include <algorithm>

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "deal_id, rule_id, pipeline_id, stage_id, entered_at, due, code, detail";

DealEntry read(const Rows& r) {
  return {r.text(0), r.text(1), {r.text(2), r.text(3)}, r.time(4), r.flag(5), r.text(6), r.text(7)};
}

}  // namespace

void DealMoves::add(const DealMove& m) {
  tx_.run(tenant_,
          "INSERT INTO deal_moves (workspace_id, deal_id, from_pipeline, from_stage, to_pipeline, to_stage, "
          "in_hubspot, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
          m.deal_id, m.from.first, m.from.second, m.to.first, m.to.second, m.in_hubspot, m.at);
}

std::optional<domain::StagePlace> DealMoves::last_told(const std::string& deal_id) {
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT to_pipeline, to_stage FROM deal_moves WHERE workspace_id = $1 AND deal_id = $2 "
                      "AND in_hubspot = 1 ORDER BY seq DESC LIMIT 1",
                      deal_id);
    if (r.next()) return domain::StagePlace{r.text(0), r.text(1)};
  }
  Rows r = tx_.rows(tenant_,
                    "SELECT from_pipeline, from_stage FROM deal_moves WHERE workspace_id = $1 AND deal_id = "
                    "$2 ORDER BY seq LIMIT 1",
                    deal_id);
  if (!r.next()) return std::nullopt;
  return domain::StagePlace{r.text(0), r.text(1)};
}

std::vector<DealMove> DealMoves::since(Instant at) {
  std::vector<DealMove> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT deal_id, from_pipeline, from_stage, to_pipeline, to_stage, in_hubspot, at FROM "
                    "deal_moves WHERE workspace_id = $1 AND at >= $2 ORDER BY at, seq",
                    at);
  while (r.next())
    out.push_back({r.text(0), {r.text(1), r.text(2)}, {r.text(3), r.text(4)}, r.flag(5), r.time(6)});
  return out;
}

std::optional<Instant> DealMoves::known_since() {
  Rows r = tx_.rows(tenant_, "SELECT min(created_at) FROM deals WHERE workspace_id = $1");
  return r.next() ? r.maybe_time(0) : std::nullopt;
}

void DealEntries::put(const DealEntry& e) {
  tx_.run(tenant_,
          "INSERT INTO deal_entries (workspace_id, deal_id, rule_id, pipeline_id, stage_id, entered_at, due, "
          "code, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (workspace_id, deal_id) DO "
          "UPDATE SET rule_id = excluded.rule_id, pipeline_id = excluded.pipeline_id, stage_id = "
          "excluded.stage_id, entered_at = excluded.entered_at, due = excluded.due, code = excluded.code, "
          "detail = excluded.detail",
          e.deal_id, e.rule_id, e.place.first, e.place.second, e.entered_at, e.due, e.code, e.detail);
}

std::optional<DealEntry> DealEntries::find(const std::string& deal_id) {
  Rows r = tx_.rows(
      tenant_,
      "SELECT " + std::string(kColumns) + " FROM deal_entries WHERE workspace_id = $1 AND deal_id = $2",
      deal_id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

void DealEntries::remove(const std::string& deal_id) {
  tx_.run(tenant_, "DELETE FROM deal_entries WHERE workspace_id = $1 AND deal_id = $2", deal_id);
}

void DealEntries::look_again(const std::string& rule_id) {
  tx_.run(tenant_, "UPDATE deal_entries SET due = 1 WHERE workspace_id = $1 AND rule_id = $2", rule_id);
}

Window<DealEntry> DealEntries::waiting_for(const std::string& rule_id, std::int64_t limit) {
  Window<DealEntry> out;
  out.total = tx_.number(
      tenant_, "SELECT count(*) FROM deal_entries WHERE workspace_id = $1 AND rule_id = $2 AND code <> ''",
      rule_id);
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM deal_entries WHERE workspace_id = $1 AND rule_id = $2 AND code <> '' ORDER "
                        "BY entered_at, deal_id LIMIT $3",
                    rule_id, limit);
  while (r.next()) out.items.push_back(read(r));
  return out;
}

std::vector<DueEntry> due_entries(Tx& tx, std::int64_t limit) {
  std::vector<DueEntry> out;
  Rows r = tx.rows(Tenant::system(),
                   "SELECT workspace_id, deal_id FROM deal_entries WHERE due = 1 AND $1 = $1 ORDER BY "
                   "entered_at, deal_id LIMIT $2",
                   limit);
  while (r.next()) out.push_back({r.text(0), r.text(1)});
  return out;
}

Standing standing_in(Tx& tx, const Tenant& tenant, const std::set<domain::StagePlace>& places) {
  Standing out;
  for (const auto& [pipeline, stage] : places) {
    Rows r = tx.rows(
        tenant,
        "SELECT d.currency, count(*), sum(d.billed = 0), sum(CASE WHEN d.billed = 0 THEN coalesce(d.amount, "
        "0) ELSE 0 END), sum(d.billed = 0 AND d.amount IS NOT NULL) FROM deals d WHERE d.workspace_id = $1 "
        "AND d.stage_id = $3 AND d.pipeline_id = $2 GROUP BY d.currency ORDER BY d.currency",
        pipeline, stage);
    while (r.next()) {
      out.deals += r.integer(1);
      out.without_invoice += r.integer(2);
      if (r.integer(4) == 0) continue;
      const Money sum{r.integer(3), currency_of(r.view(0))};
      const auto same = std::find_if(out.totals.begin(), out.totals.end(),
                                     [&](const Money& m) { return m.currency == sum.currency; });
      if (same == out.totals.end())
        out.totals.push_back(sum);
      else
        *same = *same + sum;
    }
  }
  return out;
}

}  // namespace every::store
