// The step of the schema by which clients are filtered. Private to migrations.cpp, which says the order of
// the steps.
#pragma once

#include <string_view>

namespace every::store {

// What is asked about clients stands beside them, kept by triggers for every path that reaches the database:
// the word and the day of the last invoice, the first day on which something open is due, whether there is
// credit. Each question has an index of those alone that it is about, so that none of them costs a client
// about whom there is nothing to ask; a tag has a row of its own for each client.
inline constexpr std::string_view kFacetsStep = R"sql(
CREATE INDEX invoices_client_due ON invoices (workspace_id, client_id, due_date) WHERE kind = 'invoice' AND stand = 'open';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('invoices', 'invoices_client_due', '100000 100000 2 1');
ALTER TABLE clients ADD COLUMN last_word TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN last_due TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN first_due TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN has_credit INTEGER NOT NULL DEFAULT 0;
CREATE VIEW client_documents (workspace_id, client_id) AS SELECT workspace_id, id FROM clients;
CREATE TRIGGER client_documents_look INSTEAD OF INSERT ON client_documents BEGIN
  UPDATE clients SET
    last_word = coalesce((SELECT i.word FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND
      i.client_id = NEW.client_id AND i.kind = 'invoice' ORDER BY i.created_at DESC, i.id DESC LIMIT 1), ''),
    last_due = coalesce((SELECT iif(i.stand = 'open', coalesce(i.due_date, '~'), '~') FROM invoices i WHERE
      i.workspace_id = NEW.workspace_id AND i.client_id = NEW.client_id AND i.kind = 'invoice'
      ORDER BY i.created_at DESC, i.id DESC LIMIT 1), ''),
    first_due = coalesce((SELECT min(i.due_date) FROM invoices i WHERE i.workspace_id = NEW.workspace_id AND
      i.client_id = NEW.client_id AND i.kind = 'invoice' AND i.stand = 'open'), '')
    WHERE workspace_id = NEW.workspace_id AND id = NEW.client_id; END;
INSERT INTO client_documents SELECT DISTINCT workspace_id, client_id FROM invoices WHERE kind = 'invoice';
UPDATE clients SET has_credit = 1 WHERE EXISTS (SELECT 1 FROM payments p WHERE
  p.workspace_id = clients.workspace_id AND p.client_id = clients.id AND p.used < p.amount);

CREATE TRIGGER client_invoices_in AFTER INSERT ON invoices WHEN NEW.kind = 'invoice' BEGIN
  INSERT INTO client_documents VALUES (NEW.workspace_id, NEW.client_id); END;
CREATE TRIGGER client_invoices_change AFTER UPDATE OF client_id, word, stand, due_date ON invoices WHEN
  NEW.kind = 'invoice' AND (NEW.client_id <> OLD.client_id OR NEW.word <> OLD.word OR NEW.stand <> OLD.stand OR
  NEW.due_date IS NOT OLD.due_date) BEGIN
  INSERT INTO client_documents VALUES (NEW.workspace_id, NEW.client_id);
  INSERT INTO client_documents SELECT OLD.workspace_id, OLD.client_id WHERE OLD.client_id <> NEW.client_id; END;
CREATE TRIGGER client_invoices_out AFTER DELETE ON invoices WHEN OLD.kind = 'invoice' BEGIN
  INSERT INTO client_documents VALUES (OLD.workspace_id, OLD.client_id); END;
CREATE TRIGGER client_credit_in AFTER INSERT ON payments WHEN NEW.used < NEW.amount BEGIN
  UPDATE clients SET has_credit = 1 WHERE workspace_id = NEW.workspace_id AND id = NEW.client_id AND has_credit = 0; END;
CREATE TRIGGER client_credit_change AFTER UPDATE OF used, amount, client_id ON payments BEGIN
  UPDATE clients SET has_credit = EXISTS (SELECT 1 FROM payments p WHERE p.workspace_id = clients.workspace_id AND
    p.client_id = clients.id AND p.used < p.amount) WHERE workspace_id = NEW.workspace_id AND
    id IN (NEW.client_id, OLD.client_id); END;
CREATE TRIGGER client_credit_out AFTER DELETE ON payments WHEN OLD.used < OLD.amount BEGIN
  UPDATE clients SET has_credit = EXISTS (SELECT 1 FROM payments p WHERE p.workspace_id = OLD.workspace_id AND
    p.client_id = OLD.client_id AND p.used < p.amount) WHERE workspace_id = OLD.workspace_id AND
    id = OLD.client_id; END;

CREATE INDEX clients_credit ON clients (workspace_id, archived) WHERE has_credit = 1;
CREATE INDEX clients_due ON clients (workspace_id, archived, first_due) WHERE first_due <> '';
CREATE INDEX clients_last ON clients (workspace_id, archived, last_word, last_due) WHERE last_word <> '';
CREATE INDEX clients_owner ON clients (workspace_id, archived, owner_name) WHERE owner_name <> '';
CREATE INDEX clients_gone ON clients (workspace_id, archived) WHERE gone_at IS NOT NULL;

CREATE TABLE client_tags (workspace_id TEXT NOT NULL, archived INTEGER NOT NULL, tag TEXT NOT NULL,
  seq INTEGER NOT NULL, PRIMARY KEY (workspace_id, archived, tag, seq)) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO client_tags SELECT c.workspace_id, c.archived, t.value, c.seq FROM clients c, json_each(c.tags) t
  WHERE c.tags <> '[]';
CREATE TRIGGER client_tags_in AFTER INSERT ON clients WHEN NEW.tags <> '[]' BEGIN
  INSERT OR IGNORE INTO client_tags SELECT NEW.workspace_id, NEW.archived, value, NEW.seq FROM json_each(NEW.tags); END;
CREATE TRIGGER client_tags_change AFTER UPDATE OF tags, archived ON clients WHEN NEW.tags <> OLD.tags OR
  NEW.archived <> OLD.archived BEGIN
  DELETE FROM client_tags WHERE workspace_id = OLD.workspace_id AND archived = OLD.archived AND seq = OLD.seq AND
    tag IN (SELECT value FROM json_each(OLD.tags));
  INSERT OR IGNORE INTO client_tags SELECT NEW.workspace_id, NEW.archived, value, NEW.seq FROM json_each(NEW.tags); END;
CREATE TRIGGER client_tags_out AFTER DELETE ON clients WHEN OLD.tags <> '[]' BEGIN
  DELETE FROM client_tags WHERE workspace_id = OLD.workspace_id AND archived = OLD.archived AND seq = OLD.seq AND
    tag IN (SELECT value FROM json_each(OLD.tags)); END;

-- Tags are among the words that clients are found by. Contentless: an index is told what to forget.
CREATE TEMP TABLE tagged AS SELECT c.seq, c.archived, c.search AS was, trim(c.search || ' ' || lower(
    (SELECT group_concat(value, ' ') FROM json_each(c.tags)))) AS now,
  CASE WHEN s.number < 10000 THEN printf('%04d', s.number) ELSE printf('_%09d', s.number) END AS scope
  FROM clients c JOIN search_scopes s USING (workspace_id) WHERE c.tags <> '[]' ORDER BY c.seq;
INSERT INTO search_client (search_client, rowid, words) SELECT 'delete', seq, scope || replace(was, ' ', ' ' || scope)
  FROM tagged WHERE archived = 0 AND was <> '';
INSERT INTO search_client (rowid, words) SELECT seq, scope || replace(now, ' ', ' ' || scope) FROM tagged WHERE archived = 0;
INSERT INTO search_client_archived (search_client_archived, rowid, words) SELECT 'delete', seq,
  scope || replace(was, ' ', ' ' || scope) FROM tagged WHERE archived = 1 AND was <> '';
INSERT INTO search_client_archived (rowid, words) SELECT seq, scope || replace(now, ' ', ' ' || scope) FROM tagged
  WHERE archived = 1;
UPDATE clients SET search = (SELECT now FROM tagged t WHERE t.seq = clients.seq) WHERE tags <> '[]' AND
  seq IN (SELECT seq FROM tagged);
DROP TABLE tagged;
ANALYZE sqlite_schema;
)sql";

// Which runs a client came with: each that made it, took it over or brought it a contact, read off the line
// that the journal has of it. Whoever archives, restores or deletes a client finds its rows by the client.
inline constexpr std::string_view kClientRunsStep = R"sql(
CREATE TABLE client_runs (workspace_id TEXT NOT NULL, archived INTEGER NOT NULL, run_id TEXT NOT NULL,
  seq INTEGER NOT NULL, PRIMARY KEY (workspace_id, archived, run_id, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX client_runs_of ON client_runs (seq);
INSERT OR IGNORE INTO client_runs SELECT a.workspace_id, c.archived, a.run_id, c.seq FROM activity a JOIN clients c ON
  c.workspace_id = a.workspace_id AND c.id = a.client_id WHERE a.run_id <> '' AND
  a.kind IN ('sync.created', 'sync.replaced', 'sync.contact_added');
CREATE TRIGGER client_runs_in AFTER INSERT ON activity WHEN NEW.run_id <> '' AND
  NEW.kind IN ('sync.created', 'sync.replaced', 'sync.contact_added') BEGIN
  INSERT OR IGNORE INTO client_runs SELECT workspace_id, archived, NEW.run_id, seq FROM clients WHERE
    workspace_id = NEW.workspace_id AND id = NEW.client_id; END;
CREATE TRIGGER client_runs_change AFTER UPDATE OF archived ON clients WHEN NEW.archived <> OLD.archived BEGIN
  UPDATE client_runs SET archived = NEW.archived WHERE seq = NEW.seq; END;
CREATE TRIGGER client_runs_out AFTER DELETE ON clients BEGIN
  DELETE FROM client_runs WHERE seq = OLD.seq; END;
)sql";

// A list of invoices that is narrowed by day or amount, and what it owes, are read from an index alone.
inline constexpr std::string_view kInvoiceFactsStep = R"sql(
CREATE INDEX invoices_dues ON invoices (workspace_id, kind, due_date, stand, word, currency, total, paid, credited);
CREATE INDEX invoices_amounts ON invoices (workspace_id, kind, currency, total, due_date, stand, word, paid, credited);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('invoices', 'invoices_dues', '500000 500000 490000 450 300 150 100 1 1 1'),
  ('invoices', 'invoices_amounts', '500000 500000 490000 250000 2 1 1 1 1 1');
ANALYZE sqlite_schema;
)sql";

// How many clients are in each word of their last invoice: most are in one of few, and counting them by its index
// takes longer than all else that a page of them takes.
inline constexpr std::string_view kLastWordsStep = R"sql(
INSERT INTO counters (workspace_id, kind, bucket, n) SELECT workspace_id, 'client_word', archived || '/' || last_word,
  count(*) FROM clients WHERE last_word <> '' GROUP BY workspace_id, archived, last_word;
CREATE TRIGGER client_words_in AFTER INSERT ON clients WHEN NEW.last_word <> '' BEGIN
  INSERT INTO counters (workspace_id, kind, bucket, n) VALUES (NEW.workspace_id, 'client_word',
    NEW.archived || '/' || NEW.last_word, 1) ON CONFLICT (workspace_id, kind, bucket) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER client_words_change AFTER UPDATE OF last_word, archived ON clients WHEN NEW.last_word <> OLD.last_word OR
  (NEW.archived <> OLD.archived AND NEW.last_word <> '') BEGIN
  UPDATE counters SET n = n - 1 WHERE workspace_id = OLD.workspace_id AND kind = 'client_word' AND
    bucket = OLD.archived || '/' || OLD.last_word;
  INSERT INTO counters (workspace_id, kind, bucket, n) SELECT NEW.workspace_id, 'client_word',
    NEW.archived || '/' || NEW.last_word, 1 WHERE NEW.last_word <> '' ON CONFLICT (workspace_id, kind, bucket)
    DO UPDATE SET n = n + 1; END;
CREATE TRIGGER client_words_out AFTER DELETE ON clients WHEN OLD.last_word <> '' BEGIN
  UPDATE counters SET n = n - 1 WHERE workspace_id = OLD.workspace_id AND kind = 'client_word' AND
    bucket = OLD.archived || '/' || OLD.last_word; END;
)sql";

}  // namespace every::store
