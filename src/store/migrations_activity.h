// The steps of the schema for what people write down and what happened. Private to migrations.cpp, which says
// their order.
#pragma once

#include <string_view>

namespace every::store {

// Whose a note is, what it said before, and that it was deleted: it leaves its client, and its history stays.
inline constexpr std::string_view kNotesStep = R"sql(
ALTER TABLE notes ADD COLUMN author_id TEXT NOT NULL DEFAULT '';
ALTER TABLE notes ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE notes ADD COLUMN deleted_at INTEGER;
ALTER TABLE notes ADD COLUMN deleted_by TEXT NOT NULL DEFAULT '';
CREATE TABLE note_versions (workspace_id TEXT NOT NULL, note_id TEXT NOT NULL, seq INTEGER NOT NULL,
  text TEXT NOT NULL, by_ TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (workspace_id, note_id, seq)) STRICT;
)sql";

// What people here write down about an invoice.
inline constexpr std::string_view kInternalNotesStep = R"sql(
CREATE TABLE invoice_notes (workspace_id TEXT NOT NULL, invoice_id TEXT NOT NULL, text TEXT NOT NULL,
  by_ TEXT NOT NULL, at INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (workspace_id, invoice_id)) STRICT;
CREATE TRIGGER invoice_notes_gone AFTER DELETE ON invoices BEGIN
  DELETE FROM invoice_notes WHERE workspace_id = OLD.workspace_id AND invoice_id = OLD.id; END;
)sql";

// What happened, for whoever looks through it: which part of the work it belongs to, and indexes for each way
// of asking. What a sync writes is the most of it by far and is found as what is newest, so that its many
// lines cost no index more; the same holds for lines without a person.
inline constexpr std::string_view kActivityStep = R"sql(
ALTER TABLE activity ADD COLUMN area TEXT NOT NULL DEFAULT '';
UPDATE activity SET area = CASE substr(kind, 1, instr(kind, '.') - 1)
  WHEN 'client' THEN 'clients' WHEN 'contact' THEN 'clients' WHEN 'note' THEN 'notes' WHEN 'deal' THEN 'deals'
  WHEN 'invoice' THEN 'invoices' WHEN 'payment' THEN 'payments' WHEN 'proposal' THEN 'proposals'
  WHEN 'mail' THEN iif(kind IN ('mail.updated', 'mail.password_changed'), '', 'mails')
  WHEN 'billing' THEN iif(client_id <> '', 'clients', '')
  WHEN 'sync' THEN 'hubspot' WHEN 'import' THEN 'hubspot' WHEN 'review' THEN 'hubspot'
  WHEN 'connection' THEN 'hubspot' WHEN 'webhooks' THEN 'hubspot' ELSE '' END;
CREATE INDEX activity_area ON activity (workspace_id, area, at, id) WHERE area NOT IN ('', 'hubspot');
CREATE INDEX activity_person ON activity (workspace_id, actor_id, at, id) WHERE actor_id <> '';
CREATE INDEX activity_document ON activity (workspace_id, subject_id, at, id)
  WHERE subject_kind IN ('invoice', 'proposal');
)sql";

// Lines that are about more than one document: a payment over several invoices. Kept ones too, as far as
// their payment still says what it paid when it came in.
inline constexpr std::string_view kActivityAlsoStep = R"sql(
CREATE TABLE activity_also (workspace_id TEXT NOT NULL, document_id TEXT NOT NULL, activity_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, document_id, activity_id)) STRICT, WITHOUT ROWID;
INSERT INTO activity_also (workspace_id, document_id, activity_id) SELECT a.workspace_id, l.invoice_id, a.id
  FROM activity a JOIN payments p ON p.workspace_id = a.workspace_id AND
    p.id = iif(json_valid(a.data), json_extract(a.data, '$.payment'), '')
  JOIN allocations l ON l.workspace_id = p.workspace_id AND l.payment_id = p.id AND l.at = p.created_at
  WHERE a.area = 'payments' AND a.kind = 'payment.recorded' AND l.invoice_id <> a.subject_id;
)sql";

}  // namespace every::store
