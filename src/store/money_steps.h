// The steps of the schema that guard documents and money. Their triggers hold for every path that reaches the
// database, whichever code, import or erasure it is: an issued document says for ever what it said. Private
// to store/.
#pragma once

#include <string_view>

namespace every::store {

// What was issued does not change; numbers have no gaps; history is only added to. Left open in an issued
// document: that it becomes void (once, with its reason), what was paid, that it was sent or seen, its search
// words, and which record its deal is now. In its history: words, because a person may be erased from them.
inline constexpr std::string_view kFrozenDocuments = R"sql(
CREATE TRIGGER invoices_begin_as_drafts BEFORE INSERT ON invoices WHEN NEW.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a document begins as a draft'); END;
CREATE TRIGGER invoices_issue BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status <> 'draft' AND
  (NEW.status <> 'issued' OR NEW.number = '')
BEGIN SELECT RAISE(ABORT, 'a draft is issued with a number, and nothing else becomes of it'); END;
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft' AND (
  NEW.workspace_id <> OLD.workspace_id OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR
  NEW.number <> OLD.number OR NEW.number_key <> OLD.number_key OR NEW.client_id <> OLD.client_id OR
  NEW.deal_name <> OLD.deal_name OR NEW.deal_url <> OLD.deal_url OR NEW.currency <> OLD.currency OR
  NEW.issue_date IS NOT OLD.issue_date OR NEW.due_date IS NOT OLD.due_date OR
  NEW.payment_terms_days <> OLD.payment_terms_days OR NEW.po_number <> OLD.po_number OR NEW.notes <> OLD.notes OR
  NEW.footer <> OLD.footer OR NEW.bill_to <> OLD.bill_to OR NEW.from_ <> OLD.from_ OR
  NEW.subtotal <> OLD.subtotal OR NEW.discount <> OLD.discount OR NEW.tax <> OLD.tax OR NEW.total <> OLD.total OR
  NEW.tax_inclusive <> OLD.tax_inclusive OR NEW.discount_percent <> OLD.discount_percent OR
  NEW.discount_amount IS NOT OLD.discount_amount OR NEW.document_discount <> OLD.document_discount OR
  NEW.created_at <> OLD.created_at OR NEW.issued_at IS NOT OLD.issued_at OR
  (NEW.status <> OLD.status AND (OLD.status <> 'issued' OR NEW.status <> 'void')) OR
  (NEW.void_reason <> OLD.void_reason AND (OLD.status <> 'issued' OR NEW.status <> 'void')) OR
  (OLD.status = 'void' AND NEW.paid <> OLD.paid))
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER invoices_stay BEFORE DELETE ON invoices WHEN OLD.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an issued document is not deleted'); END;

CREATE TRIGGER invoice_lines_frozen_in BEFORE INSERT ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = NEW.workspace_id AND i.id = NEW.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'an issued document gets no line'); END;
CREATE TRIGGER invoice_lines_frozen BEFORE UPDATE ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  ((i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id) OR
   (i.workspace_id = NEW.workspace_id AND i.id = NEW.invoice_id)) AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'a line of an issued document does not change'); END;
CREATE TRIGGER invoice_lines_stay BEFORE DELETE ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'a line of an issued document is not deleted'); END;

CREATE TRIGGER invoice_events_frozen BEFORE UPDATE ON invoice_events WHEN NEW.workspace_id <> OLD.workspace_id OR
  NEW.invoice_id <> OLD.invoice_id OR NEW.seq <> OLD.seq OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'what happened to a document does not change'); END;
CREATE TRIGGER invoice_events_stay BEFORE DELETE ON invoice_events WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'what happened to an issued document stays'); END;

CREATE TRIGGER number_series_begin BEFORE INSERT ON number_series WHEN NEW.last <> 1 AND NOT EXISTS (SELECT 1 FROM
  number_series s WHERE s.workspace_id = NEW.workspace_id AND s.series = NEW.series)
BEGIN SELECT RAISE(ABORT, 'a series begins with 1'); END;
CREATE TRIGGER number_series_step BEFORE UPDATE ON number_series WHEN NEW.workspace_id <> OLD.workspace_id OR
  NEW.series <> OLD.series OR NEW.last <> OLD.last + 1
BEGIN SELECT RAISE(ABORT, 'a series goes up by one'); END;
CREATE TRIGGER number_series_stay BEFORE DELETE ON number_series
BEGIN SELECT RAISE(ABORT, 'a series stays'); END;
)sql";

// Credit notes are documents about an invoice. What they take back of it is summed by the database, which
// refuses the one too much. A credit note counts as credited itself: nothing of it is due.
inline constexpr std::string_view kCreditNotes = R"sql(
ALTER TABLE invoices ADD COLUMN kind TEXT NOT NULL DEFAULT 'invoice';
ALTER TABLE invoices ADD COLUMN about_id TEXT NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN credited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice_lines ADD COLUMN of_line TEXT NOT NULL DEFAULT '';
CREATE INDEX invoices_about ON invoices (workspace_id, about_id) WHERE about_id <> '';
DROP INDEX invoices_newest;
DROP INDEX invoices_status;
DROP INDEX invoices_by_number;
DROP INDEX invoices_by_issue;
DROP INDEX invoices_by_due;
DROP INDEX invoices_by_total;
CREATE INDEX invoices_newest ON invoices (workspace_id, kind, created_at);
CREATE INDEX invoices_status ON invoices (workspace_id, status, due_date, currency, total, paid, credited, kind);
CREATE INDEX invoices_by_number ON invoices (workspace_id, kind, number_key);
CREATE INDEX invoices_by_issue ON invoices (workspace_id, kind, issue_date);
CREATE INDEX invoices_by_due ON invoices (workspace_id, kind, due_date);
CREATE INDEX invoices_by_total ON invoices (workspace_id, kind, total);
CREATE TRIGGER invoices_frozen_about BEFORE UPDATE ON invoices WHEN NEW.kind <> OLD.kind OR
  (OLD.status <> 'draft' AND NEW.about_id <> OLD.about_id)
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER invoices_void_open BEFORE UPDATE OF status ON invoices WHEN OLD.status = 'issued' AND
  NEW.status = 'void' AND (OLD.kind <> 'invoice' OR OLD.paid <> 0 OR OLD.credited <> 0)
BEGIN SELECT RAISE(ABORT, 'what is paid or credited does not become void, nor does a credit note'); END;
CREATE TRIGGER invoices_credit_something BEFORE UPDATE OF status ON invoices WHEN NEW.kind = 'credit_note' AND
  NEW.status = 'issued' AND OLD.status = 'draft' AND NOT EXISTS (SELECT 1 FROM invoices a WHERE
  a.workspace_id = NEW.workspace_id AND a.id = NEW.about_id AND a.kind = 'invoice' AND a.status = 'issued' AND
  a.client_id = NEW.client_id AND a.currency = NEW.currency)
BEGIN SELECT RAISE(ABORT, 'a credit note is about an issued invoice of its client and currency'); END;
CREATE TRIGGER invoices_credited AFTER UPDATE OF status ON invoices WHEN NEW.kind = 'credit_note' AND
  NEW.status <> OLD.status
BEGIN UPDATE invoices SET version = version + 1, credited = (SELECT coalesce(sum(n.total), 0) FROM invoices n WHERE
  n.workspace_id = NEW.workspace_id AND n.about_id = NEW.about_id AND n.kind = 'credit_note' AND
  n.status = 'issued') WHERE workspace_id = NEW.workspace_id AND id = NEW.about_id; END;
CREATE TRIGGER invoices_not_over_credited BEFORE UPDATE OF credited ON invoices WHEN NEW.kind = 'invoice' AND
  (NEW.credited < 0 OR NEW.credited > NEW.total)
BEGIN SELECT RAISE(ABORT, 'more is credited than was invoiced'); END;
)sql";

// A payment is the client's; allocations say what of it paid which invoice, and the rest is the client's
// credit. The sums on both sides are kept by the database: no invoice is paid beyond what is due, no payment
// spent twice. What was over-paid before becomes credit.
inline constexpr std::string_view kAllocations = R"sql(
ALTER TABLE payments ADD COLUMN client_id TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
CREATE TABLE allocations (workspace_id TEXT NOT NULL, payment_id TEXT NOT NULL, invoice_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), at INTEGER NOT NULL, by_ TEXT NOT NULL,
  PRIMARY KEY (workspace_id, payment_id, invoice_id)) STRICT;
CREATE INDEX allocations_invoice ON allocations (workspace_id, invoice_id, payment_id);
UPDATE payments SET client_id = coalesce((SELECT i.client_id FROM invoices i WHERE
  i.workspace_id = payments.workspace_id AND i.id = payments.invoice_id), '');
INSERT INTO allocations (workspace_id, payment_id, invoice_id, amount, at, by_) SELECT workspace_id, id, invoice_id,
  min(amount, room), created_at, created_by FROM (SELECT p.workspace_id, p.id, p.invoice_id, p.amount, p.created_at,
  p.created_by, i.total - i.credited - coalesce(sum(p.amount) OVER (PARTITION BY p.workspace_id, p.invoice_id
  ORDER BY p.date, p.created_at, p.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS room
  FROM payments p JOIN invoices i ON i.workspace_id = p.workspace_id AND i.id = p.invoice_id) WHERE room > 0;
UPDATE payments SET used = coalesce((SELECT sum(a.amount) FROM allocations a WHERE
  a.workspace_id = payments.workspace_id AND a.payment_id = payments.id), 0);
UPDATE invoices SET paid = coalesce((SELECT sum(a.amount) FROM allocations a WHERE
  a.workspace_id = invoices.workspace_id AND a.invoice_id = invoices.id), 0) WHERE paid <> 0;
DROP INDEX payments_invoice;
ALTER TABLE payments DROP COLUMN invoice_id;
CREATE INDEX payments_client ON payments (workspace_id, client_id, date);
CREATE INDEX payments_credit ON payments (workspace_id, client_id, currency, amount, used) WHERE used < amount;

CREATE TRIGGER payments_frozen BEFORE UPDATE ON payments WHEN NEW.workspace_id <> OLD.workspace_id OR
  NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.amount <> OLD.amount OR
  NEW.currency <> OLD.currency OR NEW.date <> OLD.date OR NEW.method <> OLD.method OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'a payment is taken back, not changed'); END;
CREATE TRIGGER payments_not_over_used BEFORE UPDATE OF used ON payments WHEN NEW.used < 0 OR NEW.used > NEW.amount
BEGIN SELECT RAISE(ABORT, 'more of a payment is used than it is'); END;
CREATE TRIGGER payments_stay BEFORE DELETE ON payments WHEN OLD.used <> 0
BEGIN SELECT RAISE(ABORT, 'a payment that pays an invoice stays'); END;
CREATE TRIGGER allocations_fit BEFORE INSERT ON allocations WHEN NOT EXISTS (SELECT 1 FROM payments p JOIN invoices i
  ON i.workspace_id = p.workspace_id AND i.client_id = p.client_id AND i.currency = p.currency WHERE
  p.workspace_id = NEW.workspace_id AND p.id = NEW.payment_id AND i.id = NEW.invoice_id AND i.kind = 'invoice' AND
  i.status = 'issued')
BEGIN SELECT RAISE(ABORT, 'a payment pays issued invoices of its client and currency'); END;
CREATE TRIGGER allocations_same BEFORE UPDATE ON allocations WHEN NEW.workspace_id <> OLD.workspace_id OR
  NEW.payment_id <> OLD.payment_id OR NEW.invoice_id <> OLD.invoice_id
BEGIN SELECT RAISE(ABORT, 'an allocation stays with its payment and invoice'); END;
CREATE TRIGGER allocations_in AFTER INSERT ON allocations BEGIN
  UPDATE payments SET used = used + NEW.amount WHERE workspace_id = NEW.workspace_id AND id = NEW.payment_id;
  UPDATE invoices SET paid = paid + NEW.amount, version = version + 1 WHERE workspace_id = NEW.workspace_id AND
    id = NEW.invoice_id; END;
CREATE TRIGGER allocations_change AFTER UPDATE OF amount ON allocations BEGIN
  UPDATE payments SET used = used + NEW.amount - OLD.amount WHERE workspace_id = NEW.workspace_id AND
    id = NEW.payment_id;
  UPDATE invoices SET paid = paid + NEW.amount - OLD.amount, version = version + 1 WHERE
    workspace_id = NEW.workspace_id AND id = NEW.invoice_id; END;
CREATE TRIGGER allocations_out AFTER DELETE ON allocations BEGIN
  UPDATE payments SET used = used - OLD.amount WHERE workspace_id = OLD.workspace_id AND id = OLD.payment_id;
  UPDATE invoices SET paid = paid - OLD.amount, version = version + 1 WHERE workspace_id = OLD.workspace_id AND
    id = OLD.invoice_id; END;
CREATE TRIGGER invoices_not_over_paid BEFORE UPDATE OF paid, credited ON invoices WHEN NEW.kind = 'invoice' AND
  (NEW.paid < 0 OR (NEW.paid + NEW.credited > NEW.total AND NEW.paid + NEW.credited > 0))
BEGIN SELECT RAISE(ABORT, 'more is paid and credited than was invoiced'); END;
)sql";

// A deal is invoiced once as a whole, or in parts, each once; a supplement (part "+…") says what a change of
// the deal has added. What the deal said is kept with the invoice, and a deal that changed in HubSpot since
// is noted for whoever asks what has drifted. HubSpot's tax rates, as they were read last.
inline constexpr std::string_view kDealParts = R"sql(
ALTER TABLE invoices ADD COLUMN part_id TEXT NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN deal_state TEXT NOT NULL DEFAULT '';
DROP INDEX invoices_one_per_deal;
CREATE UNIQUE INDEX invoices_one_per_part ON invoices (workspace_id, deal_id, part_id) WHERE deal_id <> '' AND
  status <> 'void';
CREATE TRIGGER invoices_frozen_part BEFORE UPDATE OF part_id ON invoices WHEN NEW.part_id <> OLD.part_id
BEGIN SELECT RAISE(ABORT, 'an invoice stays the one of its part'); END;
-- Who asks for the other kind gets nothing, like who asks for the same twice.
CREATE TRIGGER invoices_whole_or_parts BEFORE INSERT ON invoices WHEN NEW.deal_id <> '' AND
  NEW.part_id NOT LIKE '+%' AND EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND
  i.deal_id = NEW.deal_id AND i.deal_id <> '' AND i.status <> 'void' AND i.part_id NOT LIKE '+%' AND
  (i.part_id = '') <> (NEW.part_id = ''))
BEGIN SELECT RAISE(IGNORE); END;
CREATE TABLE deal_parts (workspace_id TEXT NOT NULL, deal_id TEXT NOT NULL, id TEXT NOT NULL,
  position INTEGER NOT NULL, label TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL,
  created_at INTEGER NOT NULL, by_ TEXT NOT NULL, PRIMARY KEY (workspace_id, deal_id, id)) STRICT;
CREATE TRIGGER deal_parts_frozen BEFORE UPDATE OF amount, currency, id ON deal_parts WHEN EXISTS (SELECT 1 FROM
  invoices i WHERE i.workspace_id = OLD.workspace_id AND i.deal_id = OLD.deal_id AND i.deal_id <> '' AND
  i.part_id = OLD.id AND i.status <> 'void') AND
  (NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency OR NEW.id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'a part that is invoiced does not change'); END;
CREATE TRIGGER deal_parts_stay BEFORE DELETE ON deal_parts WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.deal_id = OLD.deal_id AND i.deal_id <> '' AND i.part_id = OLD.id AND
  i.status <> 'void')
BEGIN SELECT RAISE(ABORT, 'a part that is invoiced stays'); END;

CREATE TABLE deal_changes (workspace_id TEXT NOT NULL, deal_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, deal_id)) STRICT;
CREATE TRIGGER deal_changes_of_deals AFTER UPDATE OF amount, currency, client_id ON deals WHEN
  (NEW.amount IS NOT OLD.amount OR NEW.currency <> OLD.currency OR NEW.client_id <> OLD.client_id) AND
  EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND i.deal_id = NEW.id AND
  i.deal_id <> '' AND i.status <> 'void')
BEGIN INSERT INTO deal_changes VALUES (NEW.workspace_id, NEW.id) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER deal_changes_of_lines AFTER UPDATE ON mirror_records WHEN NEW.object_type = 'line_item' AND
  (NEW.hash <> OLD.hash OR NEW.gone_at IS NOT OLD.gone_at)
BEGIN INSERT INTO deal_changes SELECT d.workspace_id, d.id FROM mirror_associations a JOIN deals d ON
  d.workspace_id = a.workspace_id AND d.hubspot_id = a.from_id AND d.hubspot_id <> '' WHERE
  a.workspace_id = NEW.workspace_id AND a.from_type = 'deal' AND a.to_type = 'line_item' AND a.to_id = NEW.id AND
  EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = d.workspace_id AND i.deal_id = d.id AND i.deal_id <> '' AND
  i.status <> 'void') ON CONFLICT DO NOTHING; END;
CREATE TRIGGER deal_changes_of_links_in AFTER INSERT ON mirror_associations WHEN NEW.from_type = 'deal' AND
  NEW.to_type = 'line_item'
BEGIN INSERT INTO deal_changes SELECT d.workspace_id, d.id FROM deals d WHERE d.workspace_id = NEW.workspace_id AND
  d.hubspot_id = NEW.from_id AND d.hubspot_id <> '' AND EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = d.workspace_id AND i.deal_id = d.id AND i.deal_id <> '' AND i.status <> 'void')
  ON CONFLICT DO NOTHING; END;
CREATE TRIGGER deal_changes_of_links_out AFTER DELETE ON mirror_associations WHEN OLD.from_type = 'deal' AND
  OLD.to_type = 'line_item'
BEGIN INSERT INTO deal_changes SELECT d.workspace_id, d.id FROM deals d WHERE d.workspace_id = OLD.workspace_id AND
  d.hubspot_id = OLD.from_id AND d.hubspot_id <> '' AND EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = d.workspace_id AND i.deal_id = d.id AND i.deal_id <> '' AND i.status <> 'void')
  ON CONFLICT DO NOTHING; END;
CREATE TABLE tax_rates (workspace_id TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL, percent INTEGER NOT NULL,
  read_at INTEGER NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
)sql";

// Proposals were counted under a name that a prefix of invoices could be. A former counter stays, as all do.
inline constexpr std::string_view kProposalSeriesStep = R"sql(
DROP TRIGGER number_series_begin;
INSERT INTO number_series SELECT workspace_id, ' proposals', last FROM number_series WHERE series = 'proposals';
CREATE TRIGGER number_series_begin BEFORE INSERT ON number_series WHEN NEW.last <> 1 AND NOT EXISTS (SELECT 1 FROM
  number_series s WHERE s.workspace_id = NEW.workspace_id AND s.series = NEW.series)
BEGIN SELECT RAISE(ABORT, 'a series begins with 1'); END;
)sql";

// Who looks at a deal that HubSpot lost forgets its note; when it comes back it may say something else.
inline constexpr std::string_view kDealsReturned = R"sql(
CREATE TRIGGER deal_changes_of_returned AFTER UPDATE OF gone_at ON deals WHEN OLD.gone_at IS NOT NULL AND
  NEW.gone_at IS NULL AND EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND
  i.deal_id = NEW.id AND i.deal_id <> '' AND i.status <> 'void')
BEGIN INSERT INTO deal_changes VALUES (NEW.workspace_id, NEW.id) ON CONFLICT DO NOTHING; END;
)sql";

// When HubSpot was asked for its tax rates last, whatever it answered.
inline constexpr std::string_view kTaxRateReads = R"sql(
CREATE TABLE tax_rate_reads (workspace_id TEXT PRIMARY KEY, asked_at INTEGER NOT NULL) STRICT;
)sql";

}  // namespace every::store
