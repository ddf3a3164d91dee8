// The step of the schema for SQLite's planner. Private to migrations.cpp, which says the order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// What the planner is to take for granted: how many rows share each beginning of an index. Without it, one
// equality is as good as another to it, and the invoices of one client are looked for among all that are
// issued. Written down instead of measured (ANALYZE), so that the same question is answered the same way in
// every installation, whatever it held when somebody measured. Only proportions matter. An index that a later
// step makes gets its line in that step.
inline constexpr std::string_view kPlannerStep = R"sql(
ANALYZE workspaces;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('invoices', 'sqlite_autoindex_invoices_1', '500000 500000 1'),
  ('invoices', 'invoices_number', '490000 490000 1'),
  ('invoices', 'invoices_client', '500000 500000 5 1 1'),
  ('invoices', 'invoices_newest', '500000 500000 490000 1'),
  ('invoices', 'invoices_status', '500000 500000 170000 300 150 1 1 1 1'),
  ('invoices', 'invoices_by_number', '500000 500000 490000 1'),
  ('invoices', 'invoices_by_issue', '500000 500000 490000 450'),
  ('invoices', 'invoices_by_due', '500000 500000 490000 450'),
  ('invoices', 'invoices_by_total', '500000 500000 490000 2'),
  ('invoices', 'invoices_deal', '50000 50000 1'),
  ('invoices', 'invoices_one_per_part', '50000 50000 1 1'),
  ('invoices', 'invoices_about', '10000 10000 1'),
  ('payments', 'sqlite_autoindex_payments_1', '400000 400000 1'),
  ('payments', 'payments_client', '400000 400000 4 1'),
  ('payments', 'payments_date', '400000 400000 400 150 1'),
  ('payments', 'payments_credit', '4000 4000 2 2 1 1'),
  ('deals', 'sqlite_autoindex_deals_1', '100000 100000 1'),
  ('deals', 'deals_hubspot', '100000 100000 1'),
  ('deals', 'deals_stage_date', '100000 100000 15000 15 15 2'),
  ('deals', 'deals_stage_amount', '100000 100000 15000 2 2 1'),
  ('deals', 'deals_stage_name', '100000 100000 15000 2 2 1'),
  ('deals', 'deals_date', '100000 100000 100 100 10'),
  ('deals', 'deals_client', '100000 100000 3'),
  ('deals', 'deals_won', '30000 30000 30000 30 1'),
  ('deals', 'deals_owner', '100000 100000 50000 5000 5000'),
  ('proposals', 'sqlite_autoindex_proposals_1', '20000 20000 1'),
  ('proposals', 'proposals_number', '19000 19000 1'),
  ('proposals', 'proposals_newest', '20000 20000 1'),
  ('proposals', 'proposals_by_number', '20000 20000 1'),
  ('proposals', 'proposals_by_day', '20000 20000 20'),
  ('proposals', 'proposals_by_total', '20000 20000 2'),
  ('proposals', 'proposals_state', '20000 20000 5000 5 1 1 1 1'),
  ('proposals', 'proposals_client', '20000 20000 2 1'),
  ('proposals', 'proposals_deal', '2000 2000 1');
ANALYZE sqlite_schema;
-- The sum asked for credit notes about an invoice in words that did not name the index's condition.
DROP TRIGGER invoices_credited;
CREATE TRIGGER invoices_credited AFTER UPDATE OF status ON invoices WHEN NEW.kind = 'credit_note' AND
  NEW.status <> OLD.status
BEGIN UPDATE invoices SET version = version + 1, credited = (SELECT coalesce(sum(n.total), 0) FROM invoices n WHERE
  n.workspace_id = NEW.workspace_id AND n.about_id = NEW.about_id AND n.about_id <> '' AND n.kind = 'credit_note' AND
  n.status = 'issued') WHERE workspace_id = NEW.workspace_id AND id = NEW.about_id; END;
)sql";

}  // namespace every::store
