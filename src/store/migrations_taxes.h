// Steps of the schema about tax rates and what documents begin with. Released steps are never edited.
#pragma once

#include <string_view>

namespace every::store {

// Tax rates that a workspace has names for (`tax_rates` are HubSpot's), and their words on a line. At most
// one is the default, and two that are in use do not share a name.
inline constexpr std::string_view kNamedTaxRatesStep = R"sql(
CREATE TABLE named_tax_rates (workspace_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
  percent INTEGER NOT NULL, treatment TEXT NOT NULL, reason TEXT NOT NULL, is_default INTEGER NOT NULL,
  archived INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL,
  CHECK (NOT (is_default AND archived)), PRIMARY KEY (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX named_tax_rates_default ON named_tax_rates (workspace_id) WHERE is_default = 1;
CREATE UNIQUE INDEX named_tax_rates_name ON named_tax_rates (workspace_id, name COLLATE NOCASE) WHERE archived = 0;
ALTER TABLE invoice_lines ADD COLUMN tax_name TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN tax_treatment TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN tax_reason TEXT NOT NULL DEFAULT '';
)sql";

// What new invoices and proposals begin with, beside terms and currency.
inline constexpr std::string_view kBeginningsStep = R"sql(
ALTER TABLE workspaces ADD COLUMN invoice_notes TEXT NOT NULL DEFAULT '';
ALTER TABLE workspaces ADD COLUMN invoice_footer TEXT NOT NULL DEFAULT '';
ALTER TABLE workspaces ADD COLUMN proposal_text TEXT NOT NULL DEFAULT '';
)sql";

// How many digits the counter of an invoice's number has at least.
inline constexpr std::string_view kNumberFormatStep = R"sql(
ALTER TABLE workspaces ADD COLUMN invoice_digits INTEGER NOT NULL DEFAULT 4;
)sql";

}  // namespace every::store
