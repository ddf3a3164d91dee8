// Steps of the schema that make long lists and searches among very many rows fast. Private to migrations.cpp,
// which says the order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// A workspace's words began with its id, 27 letters and more; now with four digits of its own, so that the
// index can keep the beginnings of words apart (prefix: one, two and three letters) and a search by the first
// letters reads one list instead of merging thousands. search.cpp says what a workspace's words begin with;
// here it is said once more for the rows that there are.
inline constexpr std::string_view kSearchStep = R"sql(
CREATE TABLE search_scopes (number INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO search_scopes (workspace_id) SELECT id FROM workspaces ORDER BY id;
CREATE TEMP VIEW scopes AS SELECT workspace_id, CASE WHEN number < 10000 THEN printf('%04d', number) ELSE
  printf('_%09d', number) END AS scope FROM search_scopes;

DROP TABLE search_client;
CREATE VIRTUAL TABLE search_client USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_client (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  clients t JOIN scopes s USING (workspace_id) WHERE t.search <> '' AND t.archived = 0 ORDER BY t.seq;
DROP TABLE search_client_archived;
CREATE VIRTUAL TABLE search_client_archived USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_client_archived (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  clients t JOIN scopes s USING (workspace_id) WHERE t.search <> '' AND t.archived = 1 ORDER BY t.seq;
DROP TABLE search_contact;
CREATE VIRTUAL TABLE search_contact USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_contact (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  contacts t JOIN scopes s USING (workspace_id) WHERE t.search <> '' ORDER BY t.seq;
DROP TABLE search_deal;
CREATE VIRTUAL TABLE search_deal USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_deal (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  deals t JOIN scopes s USING (workspace_id) WHERE t.search <> '' ORDER BY t.seq;
DROP TABLE search_invoice;
CREATE VIRTUAL TABLE search_invoice USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_invoice (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  invoices t JOIN scopes s USING (workspace_id) WHERE t.search <> '' ORDER BY t.seq;
DROP TABLE search_proposal;
CREATE VIRTUAL TABLE search_proposal USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_proposal (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  proposals t JOIN scopes s USING (workspace_id) WHERE t.search <> '' ORDER BY t.seq;
DROP TABLE search_review;
CREATE VIRTUAL TABLE search_review USING fts5 (words, content = '', detail = none, columnsize = 0,
  prefix = '5 6 7', tokenize = "ascii tokenchars '@.-_+'''");
INSERT INTO search_review (rowid, words) SELECT t.seq, s.scope || replace(t.search, ' ', ' ' || s.scope) FROM
  review t JOIN scopes s USING (workspace_id) WHERE t.search <> '' ORDER BY t.seq;
DROP VIEW scopes;
)sql";

// A list of what is paid walks its index without sorting: the row's number comes right behind the moment. And
// whether an accepted proposal has a live invoice is kept, as it is for deals: the first page asks every
// time.
inline constexpr std::string_view kWaitingStep = R"sql(
DROP INDEX invoices_standing;
CREATE INDEX invoices_standing ON invoices (workspace_id, kind, stand, created_at, seq, due_date, word);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('invoices', 'invoices_standing', '500000 500000 490000 50000 1 1 1 1');

-- Invoices and credit notes together, newest first: what the search from the top bar walks.
CREATE INDEX invoices_recent ON invoices (workspace_id, created_at, seq);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('invoices', 'invoices_recent', '500000 500000 1 1');

-- A search on the board adds up what it finds from this index alone.
DROP INDEX deals_owner;
CREATE INDEX deals_owner ON deals (workspace_id, pipeline_id, owner_id, owner_name, stage_id, currency, amount, weighted);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('deals', 'deals_owner', '100000 100000 50000 5000 5000 1000 900 2 1');

ALTER TABLE proposals ADD COLUMN billed INTEGER NOT NULL DEFAULT 0;
UPDATE proposals SET billed = 1 WHERE EXISTS (SELECT 1 FROM proposal_invoices l JOIN invoices i ON
  i.workspace_id = l.workspace_id AND i.id = l.invoice_id AND i.status <> 'void' WHERE
  l.workspace_id = proposals.workspace_id AND l.proposal_id = proposals.id);
CREATE INDEX proposals_waiting ON proposals (workspace_id, currency, total) WHERE state = 'accepted' AND billed = 0;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('proposals', 'proposals_waiting', '1000 1000 500 1');
CREATE TRIGGER proposals_billed_in AFTER INSERT ON proposal_invoices BEGIN
  UPDATE proposals SET billed = EXISTS (SELECT 1 FROM proposal_invoices l JOIN invoices i ON
    i.workspace_id = l.workspace_id AND i.id = l.invoice_id AND i.status <> 'void' WHERE
    l.workspace_id = NEW.workspace_id AND l.proposal_id = NEW.proposal_id) WHERE workspace_id = NEW.workspace_id AND
    id = NEW.proposal_id; END;
CREATE TRIGGER proposals_billed_out AFTER DELETE ON invoices BEGIN
  UPDATE proposals SET billed = EXISTS (SELECT 1 FROM proposal_invoices l JOIN invoices i ON
    i.workspace_id = l.workspace_id AND i.id = l.invoice_id AND i.status <> 'void' WHERE
    l.workspace_id = proposals.workspace_id AND l.proposal_id = proposals.id) WHERE workspace_id = OLD.workspace_id AND
    id IN (SELECT o.proposal_id FROM proposal_invoices o WHERE o.workspace_id = OLD.workspace_id AND
    o.invoice_id = OLD.id); END;
CREATE TRIGGER proposals_billed_change AFTER UPDATE OF status ON invoices WHEN
  (NEW.status = 'void') <> (OLD.status = 'void') BEGIN
  UPDATE proposals SET billed = EXISTS (SELECT 1 FROM proposal_invoices l JOIN invoices i ON
    i.workspace_id = l.workspace_id AND i.id = l.invoice_id AND i.status <> 'void' WHERE
    l.workspace_id = proposals.workspace_id AND l.proposal_id = proposals.id) WHERE workspace_id = NEW.workspace_id AND
    id IN (SELECT o.proposal_id FROM proposal_invoices o WHERE o.workspace_id = NEW.workspace_id AND
    o.invoice_id = NEW.id); END;
ANALYZE sqlite_schema;
)sql";

// Clients whose name shows nothing, because it is made of blanks and format characters: since this step the
// name of a client is one that can be read (domain/party.h, visible_name), and those that there are get
// theirs.
inline constexpr std::string_view kVisibleNamesStep = R"sql(
CREATE TEMP TABLE unseen AS SELECT char(
  9, 10, 11, 12, 13, 32, 133, 160, 173, 847, 1564, 4447, 4448, 5760, 6068, 6069, 6155, 6156, 6157, 6158, 6159,
  8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8203, 8204, 8205, 8206, 8207, 8232, 8233,
  8234, 8235, 8236, 8237, 8238, 8239, 8287, 8288, 8289, 8290, 8291, 8292, 8293, 8294, 8295, 8296, 8297, 8298,
  8299, 8300, 8301, 8302, 8303, 10240, 12288, 12644, 65024, 65025, 65026, 65027, 65028, 65029, 65030, 65031,
  65032, 65033, 65034, 65035, 65036, 65037, 65038, 65039, 65279, 65440) AS marks;
CREATE TEMP TABLE unnamed AS SELECT workspace_id, id FROM clients WHERE trim(name, (SELECT marks FROM unseen)) = '';
UPDATE clients SET name = CASE
    WHEN trim(legal_name, (SELECT marks FROM unseen)) <> '' THEN legal_name
    WHEN trim(email, (SELECT marks FROM unseen)) <> '' THEN email
    WHEN trim(website, (SELECT marks FROM unseen)) <> '' THEN website
    ELSE 'Unnamed client' END
  WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM unnamed);
UPDATE clients SET name_key = lower(name) WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM unnamed);
DROP TABLE unnamed;
DROP TABLE unseen;
)sql";

}  // namespace every::store
