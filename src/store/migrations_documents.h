// The steps of the schema for how documents reach the client. Private to migrations.cpp, which says their
// order.
#pragma once

#include <string_view>

namespace every::store {

// What a mail is: an invoice or a reminder of it, and the reminder's own words.
inline constexpr std::string_view kRemindersStep = R"sql(
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'invoice';
ALTER TABLE mail_settings ADD COLUMN reminder_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_settings ADD COLUMN reminder_text TEXT NOT NULL DEFAULT '';
)sql";

// Links by which clients open documents. A revoked one keeps its views, and no token.
inline constexpr std::string_view kPublicLinksStep = R"sql(
CREATE TABLE public_links (workspace_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  document_id TEXT NOT NULL, token_hash TEXT NOT NULL, token_sealed TEXT NOT NULL, created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL, revoked_at INTEGER, views INTEGER NOT NULL, last_viewed_at INTEGER,
  PRIMARY KEY (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX public_links_token ON public_links (token_hash);
CREATE INDEX public_links_of ON public_links (workspace_id, kind, document_id);
CREATE UNIQUE INDEX public_links_live ON public_links (workspace_id, kind, document_id) WHERE revoked_at IS NULL;
)sql";

// Proposals. What was accepted cannot be changed by anybody, whatever the program above does.
inline constexpr std::string_view kProposalsStep = R"sql(
CREATE TABLE proposals (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL,
  number_key TEXT NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT NOT NULL,
  deal_id TEXT NOT NULL, deal_name TEXT NOT NULL, title TEXT NOT NULL, currency TEXT NOT NULL, valid_until TEXT,
  total INTEGER NOT NULL, document TEXT NOT NULL, opened_at INTEGER, sent_at INTEGER, viewed_at INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL,
  search TEXT NOT NULL DEFAULT '', UNIQUE (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX proposals_number ON proposals (workspace_id, number) WHERE number <> '';
CREATE INDEX proposals_newest ON proposals (workspace_id, created_at);
CREATE INDEX proposals_by_number ON proposals (workspace_id, number_key);
CREATE INDEX proposals_by_day ON proposals (workspace_id, valid_until);
CREATE INDEX proposals_by_total ON proposals (workspace_id, total);
CREATE INDEX proposals_state ON proposals (workspace_id, state, valid_until, sent_at, viewed_at, currency, total);
CREATE INDEX proposals_client ON proposals (workspace_id, client_id, created_at);
CREATE INDEX proposals_deal ON proposals (workspace_id, deal_id) WHERE deal_id <> '';
CREATE TABLE proposal_events (workspace_id TEXT NOT NULL, proposal_id TEXT NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, by_ TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, proposal_id, seq)) STRICT;
CREATE TABLE proposal_answers (workspace_id TEXT NOT NULL, proposal_id TEXT NOT NULL, revision INTEGER NOT NULL,
  answer TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL,
  document TEXT NOT NULL, PRIMARY KEY (workspace_id, proposal_id, revision)) STRICT;
CREATE TABLE proposal_invoices (workspace_id TEXT NOT NULL, proposal_id TEXT NOT NULL, invoice_id TEXT NOT NULL,
  percent INTEGER NOT NULL, parts TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, proposal_id, invoice_id)) STRICT;
CREATE INDEX proposal_invoices_of ON proposal_invoices (workspace_id, invoice_id);
CREATE TRIGGER proposal_answers_stay BEFORE UPDATE ON proposal_answers WHEN OLD.answer = 'accepted' BEGIN
  SELECT RAISE(ABORT, 'an accepted proposal cannot change'); END;
CREATE TRIGGER proposal_answers_remain BEFORE DELETE ON proposal_answers WHEN OLD.answer = 'accepted' BEGIN
  SELECT RAISE(ABORT, 'an accepted proposal cannot be deleted'); END;
CREATE TRIGGER proposals_accepted_stay BEFORE UPDATE OF number, state, revision, title, currency, valid_until, total,
  document ON proposals WHEN OLD.state = 'accepted' BEGIN
  SELECT RAISE(ABORT, 'an accepted proposal cannot change'); END;
CREATE TRIGGER proposals_accepted_remain BEFORE DELETE ON proposals WHEN OLD.state = 'accepted' BEGIN
  SELECT RAISE(ABORT, 'an accepted proposal cannot be deleted'); END;
CREATE VIRTUAL TABLE search_proposal USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");
ALTER TABLE outbox ADD COLUMN proposal_id TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_of_proposal ON outbox (workspace_id, proposal_id) WHERE proposal_id <> '';
ALTER TABLE mail_settings ADD COLUMN proposal_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_settings ADD COLUMN proposal_text TEXT NOT NULL DEFAULT '';
)sql";

// Which revision of a proposal a mail was written about.
inline constexpr std::string_view kMailRevisionStep = R"sql(
ALTER TABLE outbox ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
)sql";

// Clients are found by an address of their own too.
inline constexpr std::string_view kClientEmailStep = R"sql(
CREATE INDEX clients_by_own_email ON clients (workspace_id, lower(email)) WHERE email <> '';
)sql";

// Whom and where documents name instead of the client: as the client's own choice, and of one document. That
// of a document stays what it was when it was issued.
inline constexpr std::string_view kBillToStep = R"sql(
ALTER TABLE clients ADD COLUMN bill_to TEXT NOT NULL DEFAULT '';
CREATE TABLE invoice_bill_to (workspace_id TEXT NOT NULL, invoice_id TEXT NOT NULL, bill_to TEXT NOT NULL,
  PRIMARY KEY (workspace_id, invoice_id)) STRICT;
CREATE TRIGGER invoice_bill_to_in BEFORE INSERT ON invoice_bill_to WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = NEW.workspace_id AND i.id = NEW.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER invoice_bill_to_change BEFORE UPDATE ON invoice_bill_to WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER invoice_bill_to_stay BEFORE DELETE ON invoice_bill_to WHEN EXISTS (SELECT 1 FROM invoices i WHERE
  i.workspace_id = OLD.workspace_id AND i.id = OLD.invoice_id AND i.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
CREATE TRIGGER invoice_bill_to_gone AFTER DELETE ON invoices BEGIN
  DELETE FROM invoice_bill_to WHERE workspace_id = OLD.workspace_id AND invoice_id = OLD.id; END;
)sql";

// The picture at the head of documents.
inline constexpr std::string_view kLogosStep = R"sql(
CREATE TABLE logos (workspace_id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, image TEXT NOT NULL,
  updated_at INTEGER NOT NULL) STRICT;
)sql";

// In which language an invoice is written: what was chosen for the draft, and what it was issued by. Issued
// before: neither, which is English. A proposal's are in its document.
inline constexpr std::string_view kDocumentLanguageStep = R"sql(
ALTER TABLE invoices ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN locale TEXT NOT NULL DEFAULT '';
CREATE TRIGGER invoices_language_frozen BEFORE UPDATE OF language, locale ON invoices WHEN OLD.status <> 'draft' AND
  (NEW.language <> OLD.language OR NEW.locale <> OLD.locale)
BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END;
)sql";

}  // namespace every::store
