#include "store/tax_rates.h"

#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, name, percent, treatment, reason, is_default, archived, created_at, updated_at, version FROM "
    "named_tax_rates WHERE workspace_id = $1";

domain::TaxRate read(const Rows& r) {
  return {.id = r.text(0),
          .words = {r.text(1), domain::tax_treatment_from(r.view(3)), r.text(4)},
          .percent = Decimal{r.integer(2)},
          .is_default = r.flag(5),
          .archived = r.flag(6),
          .created_at = r.time(7),
          .updated_at = r.time(8),
          .version = r.integer(9)};
}

}  // namespace

bool TaxRates::name_taken(const domain::TaxRate& rate) {
  return !rate.archived && tx_.number(tenant_,
                                      "SELECT count(*) FROM named_tax_rates WHERE workspace_id = $1 AND id "
                                      "<> $2 AND archived = 0 AND name = $3 COLLATE NOCASE",
                                      rate.id, rate.words.name) > 0;
}

void TaxRates::make_room(const domain::TaxRate& rate) {
  if (rate.is_default)
    tx_.run(tenant_,
            "UPDATE named_tax_rates SET is_default = 0, updated_at = $3, version = version + 1 WHERE "
            "workspace_id = $1 AND id <> $2 AND is_default = 1",
            rate.id, rate.updated_at);
}

bool TaxRates::insert(const domain::TaxRate& rate) {
  if (name_taken(rate)) return false;
  make_room(rate);
  return tx_.run(tenant_,
                 "INSERT INTO named_tax_rates (workspace_id, id, name, percent, treatment, reason, "
                 "is_default, archived, created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, "
                 "$8, $9, $10, $11)",
                 rate.id, rate.words.name, rate.percent.units, domain::name(rate.words.treatment),
                 rate.words.reason, rate.is_default, rate.archived, rate.created_at, rate.updated_at,
                 rate.version) == 1;
}

bool TaxRates::update(const domain::TaxRate& rate, std::int64_t expected_version) {
  const auto known = find(rate.id);
  if (!known || known->version != expected_version || name_taken(rate)) return false;
  make_room(rate);
  return tx_.run(tenant_,
                 "UPDATE named_tax_rates SET name = $3, percent = $4, treatment = $5, reason = $6, "
                 "is_default = $7, archived = $8, updated_at = $9, version = version + 1 WHERE workspace_id "
                 "= $1 AND id = $2 AND version = $10",
                 rate.id, rate.words.name, rate.percent.units, domain::name(rate.words.treatment),
                 rate.words.reason, rate.is_default, rate.archived, rate.updated_at, expected_version) == 1;
}

std::optional<domain::TaxRate> TaxRates::find(const std::string& id) {
  Rows r = tx_.rows(tenant_, std::string(kSelect) + " AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::vector<domain::TaxRate> TaxRates::all() {
  std::vector<domain::TaxRate> out;
  Rows r = tx_.rows(tenant_, std::string(kSelect) + " ORDER BY archived, name COLLATE NOCASE, id");
  while (r.next()) out.push_back(read(r));
  return out;
}

}  // namespace every::store
