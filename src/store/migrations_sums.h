// The step of the schema that keeps sums over documents instead of asking 500,000 of them for each list.
// Private to migrations.cpp, which says the order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// Where an invoice stands whatever day it is (`stand`), and what a list says of it while it is not overdue
// (`word`, see display_status()). invoice_totals counts them and what they owe by the day they are due, so
// that what is overdue today is a matter of a few thousand days at most; "~" is no day, behind all others.
// All of it is kept by triggers, for every path that reaches the database. invoice_totals is read from end to
// end and its rows are narrow, so it alone has no row numbers.
inline constexpr std::string_view kSumsStep = R"sql(
ALTER TABLE invoices ADD COLUMN stand TEXT NOT NULL DEFAULT 'draft';
ALTER TABLE invoices ADD COLUMN word TEXT NOT NULL DEFAULT 'draft';
UPDATE invoices SET stand = CASE WHEN status <> 'issued' THEN status WHEN credited >= total AND total > 0 THEN 'credited'
  WHEN paid + credited >= total THEN 'paid' ELSE 'open' END, word = CASE WHEN status <> 'issued' THEN status
  WHEN credited >= total AND total > 0 THEN 'credited' WHEN paid + credited >= total THEN 'paid'
  WHEN paid > 0 THEN 'partial' WHEN viewed_at IS NOT NULL THEN 'viewed' WHEN sent_at IS NOT NULL THEN 'sent'
  ELSE 'issued' END WHERE status <> 'draft';
CREATE TRIGGER invoices_stand AFTER UPDATE OF status, total, paid, credited, sent_at, viewed_at ON invoices BEGIN
  UPDATE invoices SET stand = CASE WHEN status <> 'issued' THEN status WHEN credited >= total AND total > 0 THEN
    'credited' WHEN paid + credited >= total THEN 'paid' ELSE 'open' END, word = CASE WHEN status <> 'issued' THEN status
    WHEN credited >= total AND total > 0 THEN 'credited' WHEN paid + credited >= total THEN 'paid'
    WHEN paid > 0 THEN 'partial' WHEN viewed_at IS NOT NULL THEN 'viewed' WHEN sent_at IS NOT NULL THEN 'sent'
    ELSE 'issued' END WHERE workspace_id = NEW.workspace_id AND id = NEW.id; END;
CREATE INDEX invoices_standing ON invoices (workspace_id, kind, stand, created_at, due_date, word);
CREATE TABLE invoice_totals (workspace_id TEXT NOT NULL, kind TEXT NOT NULL, stand TEXT NOT NULL,
  due_date TEXT NOT NULL, word TEXT NOT NULL, currency TEXT NOT NULL, n INTEGER NOT NULL, owed INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, kind, stand, due_date, word, currency)) STRICT, WITHOUT ROWID;
INSERT INTO invoice_totals SELECT workspace_id, kind, stand, iif(stand = 'open', coalesce(due_date, '~'), ''), word,
  currency, count(*), sum(iif(stand = 'open', total - paid - credited, 0)) FROM invoices GROUP BY 1, 2, 3, 4, 5, 6;
CREATE TRIGGER invoice_totals_in AFTER INSERT ON invoices BEGIN
  INSERT INTO invoice_totals VALUES (NEW.workspace_id, NEW.kind, NEW.stand,
    iif(NEW.stand = 'open', coalesce(NEW.due_date, '~'), ''), NEW.word, NEW.currency, 1,
    iif(NEW.stand = 'open', NEW.total - NEW.paid - NEW.credited, 0)) ON CONFLICT (workspace_id, kind, stand, due_date,
    word, currency) DO UPDATE SET n = n + 1, owed = owed + excluded.owed; END;
CREATE TRIGGER invoice_totals_out AFTER DELETE ON invoices BEGIN
  UPDATE invoice_totals SET n = n - 1, owed = owed - iif(OLD.stand = 'open', OLD.total - OLD.paid - OLD.credited, 0)
    WHERE workspace_id = OLD.workspace_id AND kind = OLD.kind AND stand = OLD.stand AND
    due_date = iif(OLD.stand = 'open', coalesce(OLD.due_date, '~'), '') AND word = OLD.word AND
    currency = OLD.currency; END;
CREATE TRIGGER invoice_totals_change AFTER UPDATE OF stand, word, kind, due_date, currency, total, paid, credited ON
  invoices WHEN NEW.stand <> OLD.stand OR NEW.word <> OLD.word OR NEW.kind <> OLD.kind OR
  NEW.due_date IS NOT OLD.due_date OR NEW.currency <> OLD.currency OR NEW.total <> OLD.total OR
  NEW.paid <> OLD.paid OR NEW.credited <> OLD.credited BEGIN
  INSERT INTO invoice_totals VALUES (NEW.workspace_id, NEW.kind, NEW.stand,
    iif(NEW.stand = 'open', coalesce(NEW.due_date, '~'), ''), NEW.word, NEW.currency, 1,
    iif(NEW.stand = 'open', NEW.total - NEW.paid - NEW.credited, 0)) ON CONFLICT (workspace_id, kind, stand, due_date,
    word, currency) DO UPDATE SET n = n + 1, owed = owed + excluded.owed;
  UPDATE invoice_totals SET n = n - 1, owed = owed - iif(OLD.stand = 'open', OLD.total - OLD.paid - OLD.credited, 0)
    WHERE workspace_id = OLD.workspace_id AND kind = OLD.kind AND stand = OLD.stand AND
    due_date = iif(OLD.stand = 'open', coalesce(OLD.due_date, '~'), '') AND word = OLD.word AND
    currency = OLD.currency; END;
CREATE TRIGGER invoice_totals_none AFTER UPDATE OF n ON invoice_totals WHEN NEW.n = 0 BEGIN
  DELETE FROM invoice_totals WHERE workspace_id = NEW.workspace_id AND kind = NEW.kind AND stand = NEW.stand AND
    due_date = NEW.due_date AND word = NEW.word AND currency = NEW.currency; END;

CREATE TABLE payment_totals (workspace_id TEXT NOT NULL, date TEXT NOT NULL, currency TEXT NOT NULL,
  n INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (workspace_id, date, currency)) STRICT, WITHOUT ROWID;
INSERT INTO payment_totals SELECT workspace_id, date, currency, count(*), sum(amount) FROM payments GROUP BY 1, 2, 3;
CREATE TRIGGER payment_totals_in AFTER INSERT ON payments BEGIN
  INSERT INTO payment_totals VALUES (NEW.workspace_id, NEW.date, NEW.currency, 1, NEW.amount) ON CONFLICT
    (workspace_id, date, currency) DO UPDATE SET n = n + 1, amount = amount + excluded.amount; END;
CREATE TRIGGER payment_totals_out AFTER DELETE ON payments BEGIN
  UPDATE payment_totals SET n = n - 1, amount = amount - OLD.amount WHERE workspace_id = OLD.workspace_id AND
    date = OLD.date AND currency = OLD.currency;
  DELETE FROM payment_totals WHERE workspace_id = OLD.workspace_id AND date = OLD.date AND currency = OLD.currency AND
    n = 0; END;

-- On which day the last payment came of what is paid in full, and how many days that took.
ALTER TABLE invoices ADD COLUMN paid_on TEXT;
CREATE TABLE paid_days (workspace_id TEXT NOT NULL, date TEXT NOT NULL, currency TEXT NOT NULL, n INTEGER NOT NULL,
  days INTEGER NOT NULL, PRIMARY KEY (workspace_id, date, currency)) STRICT, WITHOUT ROWID;
UPDATE invoices SET paid_on = (SELECT max(p.date) FROM allocations a JOIN payments p ON
  p.workspace_id = a.workspace_id AND p.id = a.payment_id WHERE a.workspace_id = invoices.workspace_id AND
  a.invoice_id = invoices.id) WHERE status = 'issued' AND kind = 'invoice' AND paid + credited >= total;
INSERT INTO paid_days SELECT workspace_id, paid_on, currency, count(*), sum(max(0, CAST(julianday(paid_on) -
  julianday(issue_date) AS INTEGER))) FROM invoices WHERE paid_on IS NOT NULL AND issue_date IS NOT NULL
  GROUP BY 1, 2, 3;
CREATE TRIGGER invoices_paid_on AFTER UPDATE OF stand ON invoices WHEN NEW.kind = 'invoice' AND
  (NEW.paid_on IS NOT NULL OR NEW.stand IN ('paid', 'credited')) BEGIN
  UPDATE invoices SET paid_on = CASE WHEN stand IN ('paid', 'credited') THEN (SELECT max(p.date) FROM allocations a
    JOIN payments p ON p.workspace_id = a.workspace_id AND p.id = a.payment_id WHERE
    a.workspace_id = NEW.workspace_id AND a.invoice_id = NEW.id) END WHERE workspace_id = NEW.workspace_id AND
    id = NEW.id; END;
CREATE TRIGGER paid_days_change AFTER UPDATE OF paid_on ON invoices WHEN NEW.paid_on IS NOT OLD.paid_on BEGIN
  INSERT INTO paid_days SELECT NEW.workspace_id, NEW.paid_on, NEW.currency, 1, max(0,
    CAST(julianday(NEW.paid_on) - julianday(NEW.issue_date) AS INTEGER)) WHERE NEW.paid_on IS NOT NULL AND
    NEW.issue_date IS NOT NULL ON CONFLICT (workspace_id, date, currency) DO UPDATE SET n = n + 1,
    days = days + excluded.days;
  UPDATE paid_days SET n = n - 1, days = days - max(0, CAST(julianday(OLD.paid_on) - julianday(OLD.issue_date) AS
    INTEGER)) WHERE workspace_id = OLD.workspace_id AND date = OLD.paid_on AND currency = OLD.currency AND
    OLD.issue_date IS NOT NULL;
  DELETE FROM paid_days WHERE workspace_id = OLD.workspace_id AND date = OLD.paid_on AND currency = OLD.currency AND
    n = 0; END;

-- Whether a deal has a live invoice: what is won and waits for one is asked for by every board and the first page.
ALTER TABLE deals ADD COLUMN billed INTEGER NOT NULL DEFAULT 0;
UPDATE deals SET billed = 1 WHERE EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = deals.workspace_id AND
  i.deal_id = deals.id AND i.deal_id <> '' AND i.status <> 'void');
CREATE INDEX deals_waiting ON deals (workspace_id, won, billed, close_date, pipeline_id, stage_id, currency, amount, weighted)
  WHERE won = 1 AND billed = 0;
CREATE TRIGGER deals_billed_before AFTER INSERT ON deals WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = NEW.workspace_id AND i.deal_id = NEW.id AND i.deal_id <> '' AND i.status <> 'void') BEGIN
  UPDATE deals SET billed = 1 WHERE workspace_id = NEW.workspace_id AND id = NEW.id; END;
CREATE TRIGGER deals_billed_in AFTER INSERT ON invoices WHEN NEW.deal_id <> '' AND NEW.status <> 'void' BEGIN
  UPDATE deals SET billed = 1 WHERE workspace_id = NEW.workspace_id AND id = NEW.deal_id; END;
CREATE TRIGGER deals_billed_out AFTER DELETE ON invoices WHEN OLD.deal_id <> '' BEGIN
  UPDATE deals SET billed = EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = OLD.workspace_id AND
    i.deal_id = OLD.deal_id AND i.deal_id <> '' AND i.status <> 'void') WHERE workspace_id = OLD.workspace_id AND
    id = OLD.deal_id; END;
CREATE TRIGGER deals_billed_change AFTER UPDATE OF status, deal_id ON invoices WHEN NEW.deal_id <> OLD.deal_id OR
  (NEW.deal_id <> '' AND (NEW.status = 'void') <> (OLD.status = 'void')) BEGIN
  UPDATE deals SET billed = EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND
    i.deal_id = deals.id AND i.deal_id <> '' AND i.status <> 'void') WHERE workspace_id = NEW.workspace_id AND
    id IN (NEW.deal_id, OLD.deal_id) AND id <> ''; END;
-- Last, with its proportions: an index that the planner knows nothing of would lead the sums above astray.
CREATE INDEX payments_by_date ON payments (workspace_id, date);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('invoices', 'invoices_standing', '500000 500000 490000 50000 1 1 1'),
  ('payments', 'payments_by_date', '400000 400000 400'),
  ('allocations', 'sqlite_autoindex_allocations_1', '400000 400000 1 1'),
  ('allocations', 'allocations_invoice', '400000 400000 1 1'),
  ('deals', 'deals_waiting', '1000 1000 1000 1000 2 2 2 2 1 1');
ANALYZE sqlite_schema;
)sql";

// What a client owes is added up for each row of a list: over what is open, not over all that was ever
// issued.
inline constexpr std::string_view kOwingStep = R"sql(
CREATE INDEX invoices_owing ON invoices (workspace_id, client_id, currency, total, paid, credited)
  WHERE status = 'issued' AND paid + credited <> total;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('invoices', 'invoices_owing', '50000 50000 2 2 1 1 1');
ANALYZE sqlite_schema;
)sql";

}  // namespace every::store
