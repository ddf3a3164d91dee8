#include "store/deal_rules.h"

#include <algorithm>

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "id, pipeline_id, stage_id, on_, since, created_by, created_at, updated_at, version";

domain::DealRule read(const Rows& r) {
  return {.id = r.text(0),
          .pipeline_id = r.text(1),
          .stage_id = r.text(2),
          .on = r.flag(3),
          .since = r.time(4),
          .created_by = r.text(5),
          .created_at = r.time(6),
          .updated_at = r.time(7),
          .version = r.integer(8)};
}

}  // namespace

bool DealRules::insert(const domain::DealRule& rule) {
  return tx_.run(tenant_,
                 "INSERT INTO deal_rules (workspace_id, id, pipeline_id, stage_id, on_, since, created_by, "
                 "created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON "
                 "CONFLICT (workspace_id, pipeline_id, stage_id) DO NOTHING",
                 rule.id, rule.pipeline_id, rule.stage_id, rule.on, rule.since, rule.created_by,
                 rule.created_at, rule.updated_at, rule.version) == 1;
}

bool DealRules::update(const domain::DealRule& rule, std::int64_t expected_version) {
  if (const auto other = at(rule.pipeline_id, rule.stage_id); other && other->id != rule.id) return false;
  return tx_.run(tenant_,
                 "UPDATE deal_rules SET pipeline_id = $3, stage_id = $4, on_ = $5, since = $6, updated_at = "
                 "$7, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND version = $8",
                 rule.id, rule.pipeline_id, rule.stage_id, rule.on, rule.since, rule.updated_at,
                 expected_version) == 1;
}

bool DealRules::remove(const std::string& id) {
  return tx_.run(tenant_, "DELETE FROM deal_rules WHERE workspace_id = $1 AND id = $2", id) == 1;
}

std::optional<domain::DealRule> DealRules::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_, "SELECT " + std::string(kColumns) + " FROM deal_rules WHERE workspace_id = $1 AND id = $2",
      id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::optional<domain::DealRule> DealRules::at(const std::string& pipeline_id, const std::string& stage_id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM deal_rules WHERE workspace_id = $1 AND pipeline_id = $2 AND stage_id = $3",
                    pipeline_id, stage_id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::vector<domain::DealRule> DealRules::all() {
  std::vector<domain::DealRule> out;
  Rows r = tx_.rows(tenant_, "SELECT " + std::string(kColumns) +
                                 " FROM deal_rules WHERE workspace_id = $1 ORDER BY created_at, id");
  while (r.next()) out.push_back(read(r));
  return out;
}

std::vector<domain::DealRule> DealRules::on() {
  std::vector<domain::DealRule> out = all();
  std::erase_if(out, [](const domain::DealRule& rule) { return !rule.on; });
  std::sort(out.begin(), out.end(), domain::counts_before);
  return out;
}

void RuleDrafts::insert(const RuleDraft& d) {
  tx_.run(tenant_,
          "INSERT INTO rule_drafts (workspace_id, invoice_id, rule_id, deal_id, pipeline, stage, "
          "entered_at, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
          d.invoice_id, d.rule_id, d.deal_id, d.pipeline, d.stage, d.entered_at, d.made_at);
}

std::optional<RuleDraft> RuleDrafts::of_invoice(const std::string& invoice_id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT invoice_id, rule_id, deal_id, pipeline, stage, entered_at, made_at FROM "
                    "rule_drafts WHERE workspace_id = $1 AND invoice_id = $2",
                    invoice_id);
  if (!r.next()) return std::nullopt;
  return RuleDraft{r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.time(5), r.time(6)};
}

std::map<std::string, std::int64_t> RuleDrafts::counts() {
  std::map<std::string, std::int64_t> out;
  Rows r =
      tx_.rows(tenant_, "SELECT rule_id, count(*) FROM rule_drafts WHERE workspace_id = $1 GROUP BY rule_id");
  while (r.next()) out.emplace(r.text(0), r.integer(1));
  return out;
}

RuleDrafts::Made RuleDrafts::made(Instant after, Instant until) {
  Made out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT i.currency, count(*), sum(i.total), max(d.made_at), max(i.id) FROM rule_drafts d JOIN invoices "
      "i ON i.workspace_id = d.workspace_id AND i.id = d.invoice_id WHERE d.workspace_id = $1 AND d.made_at "
      "> $2 AND d.made_at <= $3 AND i.status = 'draft' GROUP BY i.currency ORDER BY 3 DESC",
      after, until);
  while (r.next()) {
    out.count += r.integer(1);
    out.totals.push_back({r.integer(2), currency_of(r.view(0))});
    out.last = std::max(out.last.value_or(r.time(3)), r.time(3));
    out.only_id = out.count == 1 ? r.text(4) : "";
  }
  return out;
}

}  // namespace every::store
