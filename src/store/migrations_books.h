// The steps of the schema for what was reported and printed: it stays as it was. Private to migrations.cpp,
// which says their order.
#pragma once

#include <string_view>

namespace every::store {

// Books that are closed until a day. The use cases say so with the way on (domain/books); these triggers hold
// for whatever else reaches the database.
inline constexpr std::string_view kBooksStep = R"sql(
ALTER TABLE workspaces ADD COLUMN books_closed_until TEXT;
CREATE TRIGGER invoices_in_closed_books BEFORE UPDATE OF status ON invoices WHEN NEW.status <> OLD.status AND
  EXISTS (SELECT 1 FROM workspaces w WHERE w.id = NEW.workspace_id AND NEW.issue_date <= w.books_closed_until)
BEGIN SELECT RAISE(ABORT, 'the books are closed for the day of this document'); END;
CREATE TRIGGER payments_into_closed_books BEFORE INSERT ON payments WHEN EXISTS (SELECT 1 FROM workspaces w WHERE
  w.id = NEW.workspace_id AND NEW.date <= w.books_closed_until)
BEGIN SELECT RAISE(ABORT, 'the books are closed for the day of this payment'); END;
CREATE TRIGGER payments_out_of_closed_books BEFORE DELETE ON payments WHEN EXISTS (SELECT 1 FROM workspaces w WHERE
  w.id = OLD.workspace_id AND OLD.date <= w.books_closed_until)
BEGIN SELECT RAISE(ABORT, 'the books are closed for the day of this payment'); END;
)sql";

// What an issued document prints of its workspace is kept with it: the same content once, under its hash,
// with the logo apart. What was issued before keeps what it printed when this step came ("first").
inline constexpr std::string_view kLetterheadsStep = R"sql(
CREATE TABLE logo_images (workspace_id TEXT NOT NULL, hash TEXT NOT NULL, type TEXT NOT NULL, image TEXT NOT NULL,
  PRIMARY KEY (workspace_id, hash)) STRICT;
ALTER TABLE logos ADD COLUMN hash TEXT NOT NULL DEFAULT 'first';
INSERT INTO logo_images (workspace_id, hash, type, image) SELECT workspace_id, 'first', type, image FROM logos;
ALTER TABLE logos DROP COLUMN type;
ALTER TABLE logos DROP COLUMN image;
CREATE TABLE letterheads (workspace_id TEXT NOT NULL, id TEXT NOT NULL, from_ TEXT NOT NULL,
  bank_details TEXT NOT NULL, locale TEXT NOT NULL, logo TEXT NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
INSERT INTO letterheads (workspace_id, id, from_, bank_details, locale, logo) SELECT w.id, 'first',
  json_object('name', w.name, 'taxId', w.tax_id, 'street', w.street, 'street2', w.street2, 'city', w.city,
    'region', w.region, 'postalCode', w.postal_code, 'country', w.address_country, 'billing',
    json(coalesce((SELECT b.profile FROM billing_profiles b WHERE b.workspace_id = w.id AND b.client_id = ''), '{}'))),
  w.bank_details, w.locale, coalesce((SELECT l.hash FROM logos l WHERE l.workspace_id = w.id), '') FROM workspaces w;
ALTER TABLE invoices ADD COLUMN letterhead TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN letterhead TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN locale TEXT NOT NULL DEFAULT '';
UPDATE invoices SET letterhead = 'first' WHERE status <> 'draft';
UPDATE payments SET letterhead = 'first';
CREATE TRIGGER letterheads_frozen BEFORE UPDATE ON letterheads
BEGIN SELECT RAISE(ABORT, 'what documents print does not change'); END;
CREATE TRIGGER letterheads_stay BEFORE DELETE ON letterheads
BEGIN SELECT RAISE(ABORT, 'what documents print stays'); END;
CREATE TRIGGER logo_images_frozen BEFORE UPDATE ON logo_images
BEGIN SELECT RAISE(ABORT, 'a picture on documents does not change'); END;
CREATE TRIGGER logo_images_stay BEFORE DELETE ON logo_images WHEN EXISTS (SELECT 1 FROM letterheads l WHERE
  l.workspace_id = OLD.workspace_id AND l.logo = OLD.hash)
BEGIN SELECT RAISE(ABORT, 'a picture on documents stays'); END;
CREATE TRIGGER invoices_letterhead_frozen BEFORE UPDATE OF letterhead ON invoices WHEN OLD.status <> 'draft' AND
  NEW.letterhead <> OLD.letterhead
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER payments_letterhead_frozen BEFORE UPDATE OF letterhead, locale ON payments WHEN
  NEW.letterhead <> OLD.letterhead OR NEW.locale <> OLD.locale
BEGIN SELECT RAISE(ABORT, 'a receipt does not change'); END;
)sql";

// A deal is billed in one way: as a whole, in its parts, or by the shares of one proposal
// ("~proposal~invoice"); and no more of a proposal is billed than there is. Before, the first share was the
// deal's whole and the others were nobody's.
inline constexpr std::string_view kProposalPartsStep = R"sql(
DROP TRIGGER invoices_frozen_part;
UPDATE invoices SET part_id = '~' || l.proposal_id || '~' || l.invoice_id, deal_id = p.deal_id FROM
  proposal_invoices l JOIN proposals p ON p.workspace_id = l.workspace_id AND p.id = l.proposal_id WHERE
  l.workspace_id = invoices.workspace_id AND l.invoice_id = invoices.id AND l.percent < 100000000 AND
  p.deal_id <> '' AND invoices.deal_id IN ('', p.deal_id) AND invoices.part_id = '';
CREATE TRIGGER invoices_frozen_part BEFORE UPDATE OF part_id ON invoices WHEN NEW.part_id <> OLD.part_id
BEGIN SELECT RAISE(ABORT, 'an invoice stays the one of its part'); END;
DROP TRIGGER invoices_whole_or_parts;
-- Who asks for another way gets nothing, like who asks for the same twice.
CREATE TRIGGER invoices_one_way BEFORE INSERT ON invoices WHEN NEW.deal_id <> '' AND NEW.part_id NOT LIKE '+%' AND
  EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND i.deal_id = NEW.deal_id AND
  i.deal_id <> '' AND i.status <> 'void' AND i.part_id NOT LIKE '+%' AND
  iif(i.part_id LIKE '~%', substr(i.part_id, 1, instr(substr(i.part_id, 2), '~')), iif(i.part_id = '', '', '-')) <>
  iif(NEW.part_id LIKE '~%', substr(NEW.part_id, 1, instr(substr(NEW.part_id, 2), '~')), iif(NEW.part_id = '', '', '-')))
BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER proposal_shares_fit BEFORE INSERT ON proposal_invoices WHEN NEW.percent <= 0 OR NEW.percent >
  100000000 - (SELECT coalesce(sum(l.percent), 0) FROM proposal_invoices l JOIN invoices i ON
  i.workspace_id = l.workspace_id AND i.id = l.invoice_id AND i.status <> 'void' WHERE
  l.workspace_id = NEW.workspace_id AND l.proposal_id = NEW.proposal_id)
BEGIN SELECT RAISE(ABORT, 'more of a proposal is billed than there is'); END;
)sql";

// Whom a receipt was made out to, as an issued invoice keeps it. Of payments from before: as the first
// invoice has it that they paid, else as the client is called now.
inline constexpr std::string_view kReceiptPartiesStep = R"sql(
ALTER TABLE payments ADD COLUMN bill_to TEXT NOT NULL DEFAULT '';
UPDATE payments SET bill_to = coalesce((SELECT i.bill_to FROM allocations l JOIN invoices i ON
    i.workspace_id = l.workspace_id AND i.id = l.invoice_id WHERE l.workspace_id = payments.workspace_id AND
    l.payment_id = payments.id ORDER BY l.at, i.number_key LIMIT 1),
  (SELECT json_object('name', c.name, 'legalName', c.legal_name, 'email', c.email, 'taxId', c.tax_id, 'street', c.street,
    'street2', c.street2, 'city', c.city, 'region', c.region, 'postalCode', c.postal_code, 'country', c.country)
    FROM clients c WHERE c.workspace_id = payments.workspace_id AND c.id = payments.client_id), '');
CREATE TRIGGER payments_bill_to_frozen BEFORE UPDATE OF bill_to ON payments WHEN NEW.bill_to <> OLD.bill_to
BEGIN SELECT RAISE(ABORT, 'a receipt does not change'); END;
)sql";

// Which invoice a document was written for in the place of.
inline constexpr std::string_view kReplacementStep = R"sql(
ALTER TABLE invoices ADD COLUMN replaces TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX invoices_replacing ON invoices (workspace_id, replaces) WHERE replaces <> '' AND status <> 'void';
CREATE TRIGGER invoices_replaces_frozen BEFORE UPDATE OF replaces ON invoices WHEN NEW.replaces <> OLD.replaces
BEGIN SELECT RAISE(ABORT, 'an invoice stays in the place that it took'); END;
)sql";

}  // namespace every::store
