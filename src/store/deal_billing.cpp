#include "store/deal_billing.h"

#include "store/encode.h"
#include "store/invoices.h"
#include "store/tx.h"

namespace every::store {

std::vector<domain::DealPart> DealBilling::parts(const std::string& deal_id) {
  std::vector<domain::DealPart> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT id, label, amount, currency FROM deal_parts WHERE workspace_id = $1 AND deal_id = $2 ORDER "
      "BY position",
      deal_id);
  while (r.next()) out.push_back({r.text(0), r.text(1), {r.integer(2), currency_of(r.view(3))}});
  return out;
}

void DealBilling::put_parts(const std::string& deal_id, const std::vector<domain::DealPart>& parts,
                            Instant at, const std::string& by) {
  std::string kept = "[]";
  {
    std::vector<std::string> ids;
    for (const domain::DealPart& one : parts) ids.push_back(one.id);
    kept = id_array(ids);
  }
  tx_.run(tenant_,
          "DELETE FROM deal_parts WHERE workspace_id = $1 AND deal_id = $2 AND id NOT IN (SELECT value FROM "
          "json_each($3))",
          deal_id, kept);
  for (std::size_t i = 0; i < parts.size(); ++i)
    tx_.run(
        tenant_,
        "INSERT INTO deal_parts (workspace_id, deal_id, id, position, label, amount, currency, created_at, "
        "by_) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (workspace_id, deal_id, id) DO UPDATE SET "
        "position = excluded.position, label = excluded.label, amount = excluded.amount, currency = "
        "excluded.currency",
        deal_id, parts[i].id, i, parts[i].label, parts[i].amount.minor, parts[i].amount.currency.code(), at,
        by);
}

std::vector<std::string> DealBilling::changed(const std::string& after, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT deal_id FROM deal_changes WHERE workspace_id = $1 AND deal_id > $2 ORDER BY deal_id "
            "LIMIT $3",
            after, limit)
      .texts();
}

void DealBilling::settle(const std::string& deal_id) {
  tx_.run(tenant_, "DELETE FROM deal_changes WHERE workspace_id = $1 AND deal_id = $2", deal_id);
}

void DealBilling::note_changed(const std::string& deal_id) {
  tx_.run(tenant_, "INSERT INTO deal_changes (workspace_id, deal_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
          deal_id);
}

std::optional<StoredTaxRate> DealBilling::tax_rate(const std::string& id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT label, percent, read_at FROM tax_rates WHERE workspace_id = $1 AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return StoredTaxRate{id, r.text(0), Decimal{r.integer(1)}, r.time(2)};
}

void DealBilling::put_tax_rate(const StoredTaxRate& rate) {
  tx_.run(tenant_,
          "INSERT INTO tax_rates (workspace_id, id, label, percent, read_at) VALUES ($1, $2, $3, $4, $5) ON "
          "CONFLICT "
          "(workspace_id, id) DO UPDATE SET label = excluded.label, percent = excluded.percent, read_at = "
          "excluded.read_at",
          rate.id, rate.label, rate.percent.units, rate.read_at);
}

std::optional<Instant> DealBilling::tax_rates_asked_at() {
  Rows r = tx_.rows(tenant_, "SELECT asked_at FROM tax_rate_reads WHERE workspace_id = $1");
  if (!r.next()) return std::nullopt;
  return r.time(0);
}

void DealBilling::ask_tax_rates(Instant at) {
  tx_.run(tenant_,
          "INSERT INTO tax_rate_reads (workspace_id, asked_at) VALUES ($1, $2) ON CONFLICT (workspace_id) DO "
          "UPDATE SET asked_at = excluded.asked_at",
          at);
}

// A deal that became part of another one: its invoices and its plan follow it, so that it is not billed
// again. Nothing happens where the other deal has a live invoice of its own: two documents stay two
// documents.
void Invoices::follow_deal(const std::string& from, const std::string& to) {
  if (from.empty() || of_deal(to)) return;
  tx_.run(tenant_, "UPDATE invoices SET deal_id = $3 WHERE workspace_id = $1 AND deal_id = $2", from, to);
  tx_.run(tenant_, "DELETE FROM deal_parts WHERE workspace_id = $1 AND deal_id = $2", to);
  tx_.run(tenant_, "UPDATE deal_parts SET deal_id = $3 WHERE workspace_id = $1 AND deal_id = $2", from, to);
  DealBilling(tx_, tenant_).note_changed(to);
}

std::optional<domain::Invoice> Invoices::of_deal(const std::string& deal_id) {
  std::string id;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT id FROM invoices WHERE workspace_id = $1 AND deal_id = $2 AND deal_id <> '' AND status "
        "<> 'void' ORDER BY part_id LIKE '+%', seq DESC LIMIT 1",
        deal_id);
    if (r.next()) id = r.text(0);
  }
  if (id.empty()) return std::nullopt;
  return find(id);
}

std::optional<domain::Invoice> Invoices::of_part(const std::string& deal_id, const std::string& part_id) {
  std::string id;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT id FROM invoices WHERE workspace_id = $1 AND deal_id = $2 AND deal_id <> '' AND status "
        "<> 'void' AND part_id = $3",
        deal_id, part_id);
    if (r.next()) id = r.text(0);
  }
  if (id.empty()) return std::nullopt;
  return find(id);
}

void Invoices::settle_deal(const std::string& deal_id, const std::string& deal_state) {
  tx_.run(
      tenant_,
      "UPDATE invoices SET deal_state = $3, version = version + 1 WHERE workspace_id = $1 AND deal_id = $2 "
      "AND deal_id <> '' AND status <> 'void' AND part_id NOT LIKE '+%'",
      deal_id, deal_state);
}

}  // namespace every::store
