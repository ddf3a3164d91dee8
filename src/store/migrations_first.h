// The schema's first step. Private to migrations.cpp, which says the order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// Every table begins with the workspace, so that a bigger engine can shard by it. Rowid tables only: WITHOUT
// ROWID is several times slower for wide rows. Times are UTC milliseconds, dates are text, money is minor
// units.
inline constexpr std::string_view kFirstStep = R"sql(
CREATE TABLE workspaces (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, time_zone TEXT NOT NULL, locale TEXT NOT NULL,
  country TEXT NOT NULL, street TEXT NOT NULL, street2 TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL,
  postal_code TEXT NOT NULL, address_country TEXT NOT NULL, tax_id TEXT NOT NULL, bank_details TEXT NOT NULL,
  invoice_prefix TEXT NOT NULL, payment_terms_days INTEGER NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL) STRICT;
CREATE TABLE memberships (workspace_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users (id), role TEXT NOT NULL,
  PRIMARY KEY (workspace_id, user_id)) STRICT;
CREATE INDEX memberships_user ON memberships (user_id);
CREATE TABLE sessions (id_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, workspace_id TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE api_tokens (token_hash TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
  role TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE sign_in_failures (key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX sign_in_failures_key ON sign_in_failures (key, at);

CREATE TABLE connections (workspace_id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, kind TEXT NOT NULL,
  portal_id TEXT NOT NULL, portal_name TEXT NOT NULL, ui_domain TEXT NOT NULL, portal_currency TEXT NOT NULL,
  portal_time_zone TEXT NOT NULL, access_token TEXT NOT NULL, refresh_token TEXT NOT NULL, access_expires_at INTEGER,
  scopes TEXT NOT NULL, connected_by TEXT NOT NULL, connected_at INTEGER, disconnected_at INTEGER,
  epoch INTEGER NOT NULL) STRICT;
CREATE TABLE sync_settings (workspace_id TEXT PRIMARY KEY, frequency TEXT NOT NULL, at_time TEXT NOT NULL,
  weekday INTEGER NOT NULL, duplicate_policy TEXT NOT NULL, include_deals INTEGER NOT NULL,
  include_no_email INTEGER NOT NULL, imported_once INTEGER NOT NULL, select_all INTEGER NOT NULL,
  version INTEGER NOT NULL) STRICT;
CREATE TABLE oauth_states (workspace_id TEXT NOT NULL, state_hash TEXT NOT NULL, session_hash TEXT NOT NULL,
  user_id TEXT NOT NULL, return_to TEXT NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, state_hash)) STRICT;

CREATE TABLE runs (workspace_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, trigger_ TEXT NOT NULL,
  state TEXT NOT NULL, phase TEXT NOT NULL, phases TEXT NOT NULL, percent INTEGER NOT NULL, eta_ms INTEGER,
  resumes_at INTEGER, created INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL,
  skipped INTEGER NOT NULL, failed INTEGER NOT NULL, deleted INTEGER NOT NULL, merged INTEGER NOT NULL,
  requests INTEGER NOT NULL, bytes INTEGER NOT NULL, rate_limited INTEGER NOT NULL, retries INTEGER NOT NULL,
  started_by TEXT NOT NULL, request TEXT NOT NULL, cancel_requested INTEGER NOT NULL, error_code TEXT NOT NULL,
  error_detail TEXT NOT NULL, error_fix TEXT NOT NULL, epoch INTEGER NOT NULL, created_at INTEGER NOT NULL,
  started_at INTEGER, finished_at INTEGER, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX runs_one_active ON runs (workspace_id) WHERE state IN ('queued', 'running');
CREATE INDEX runs_newest ON runs (workspace_id, created_at, id);
CREATE TABLE run_errors (workspace_id TEXT NOT NULL, run_id TEXT NOT NULL, seq INTEGER NOT NULL,
  object_type TEXT NOT NULL, object_id TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
  fix TEXT NOT NULL, url TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (workspace_id, run_id, seq)) STRICT;
CREATE TABLE run_cursors (workspace_id TEXT NOT NULL, run_id TEXT NOT NULL, lane TEXT NOT NULL, position TEXT NOT NULL,
  processed INTEGER NOT NULL, total INTEGER, finished INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, run_id, lane)) STRICT;
CREATE TABLE watermarks (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, hi INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, object_type)) STRICT;

CREATE TABLE mirror_records (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, id_length INTEGER NOT NULL,
  id TEXT NOT NULL, hash TEXT NOT NULL, updated_at INTEGER NOT NULL, created_at INTEGER NOT NULL, gone_at INTEGER,
  gone_as TEXT NOT NULL, url TEXT NOT NULL, properties TEXT NOT NULL,
  PRIMARY KEY (workspace_id, object_type, id_length, id)) STRICT;
CREATE INDEX mirror_records_gone ON mirror_records (workspace_id, object_type) WHERE gone_at IS NOT NULL;
CREATE TABLE mirror_aliases (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, old_id TEXT NOT NULL,
  current_id TEXT NOT NULL, PRIMARY KEY (workspace_id, object_type, old_id)) STRICT;
CREATE TABLE mirror_associations (workspace_id TEXT NOT NULL, from_type TEXT NOT NULL, from_id TEXT NOT NULL,
  to_type TEXT NOT NULL, to_id TEXT NOT NULL, is_primary INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, from_type, from_id, to_type, to_id)) STRICT;
CREATE INDEX mirror_associations_to ON mirror_associations (workspace_id, from_type, to_type, to_id, from_id);
CREATE TABLE mirror_owners (workspace_id TEXT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL,
  archived INTEGER NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE TABLE mirror_pipelines (workspace_id TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL,
  display_order INTEGER NOT NULL, archived INTEGER NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE TABLE mirror_stages (workspace_id TEXT NOT NULL, pipeline_id TEXT NOT NULL, id TEXT NOT NULL,
  label TEXT NOT NULL, display_order INTEGER NOT NULL, probability INTEGER, is_closed INTEGER NOT NULL,
  archived INTEGER NOT NULL, PRIMARY KEY (workspace_id, pipeline_id, id)) STRICT;

CREATE TABLE review (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id_length INTEGER NOT NULL, hubspot_id TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, company TEXT NOT NULL, job_title TEXT NOT NULL,
  owner_name TEXT NOT NULL, lifecycle_stage TEXT NOT NULL, address TEXT NOT NULL, url TEXT NOT NULL,
  modified_at INTEGER NOT NULL, state TEXT NOT NULL, no_email INTEGER NOT NULL, cluster_id TEXT NOT NULL,
  contact_id TEXT NOT NULL, client_id TEXT NOT NULL, deals INTEGER NOT NULL, name_key TEXT NOT NULL,
  search TEXT NOT NULL, UNIQUE (workspace_id, id_length, hubspot_id)) STRICT;
CREATE INDEX review_state ON review (workspace_id, state, name_key);
CREATE INDEX review_name ON review (workspace_id, name_key);
CREATE INDEX review_email ON review (workspace_id, email);
CREATE INDEX review_company ON review (workspace_id, company);
CREATE INDEX review_modified ON review (workspace_id, modified_at);
CREATE INDEX review_no_email ON review (workspace_id, name_key) WHERE no_email = 1;
CREATE TABLE review_emails (workspace_id TEXT NOT NULL, email TEXT NOT NULL, hubspot_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, email, hubspot_id)) STRICT;
CREATE INDEX review_emails_of ON review_emails (workspace_id, hubspot_id, email);
CREATE TABLE review_matches (workspace_id TEXT NOT NULL, hubspot_id TEXT NOT NULL, contact_id TEXT NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY (workspace_id, hubspot_id, contact_id)) STRICT;
CREATE INDEX review_matches_contact ON review_matches (workspace_id, contact_id);
CREATE TABLE review_clusters (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL,
  differences INTEGER NOT NULL, formatting_only INTEGER NOT NULL, open_invoices INTEGER NOT NULL,
  name_key TEXT NOT NULL, search TEXT NOT NULL, decision TEXT NOT NULL, target_id TEXT NOT NULL,
  hubspot_id TEXT NOT NULL, decided_at INTEGER, decided_by TEXT NOT NULL, UNIQUE (workspace_id, id)) STRICT;
CREATE INDEX review_clusters_decision ON review_clusters (workspace_id, decision, differences, name_key);
CREATE TABLE review_cluster_members (workspace_id TEXT NOT NULL, cluster_id TEXT NOT NULL, side TEXT NOT NULL,
  position INTEGER NOT NULL, record_id TEXT NOT NULL, PRIMARY KEY (workspace_id, cluster_id, side, record_id)) STRICT;
CREATE INDEX review_cluster_members_record ON review_cluster_members (workspace_id, side, record_id, cluster_id);
CREATE TABLE decisions (workspace_id TEXT NOT NULL, hubspot_id TEXT NOT NULL, decision TEXT NOT NULL,
  target_id TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, hubspot_id)) STRICT;
CREATE TABLE selection (workspace_id TEXT NOT NULL, hubspot_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, hubspot_id)) STRICT;

CREATE TABLE clients (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, is_person INTEGER NOT NULL, name TEXT NOT NULL,
  legal_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, website TEXT NOT NULL, tax_id TEXT NOT NULL,
  street TEXT NOT NULL, street2 TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL, postal_code TEXT NOT NULL,
  country TEXT NOT NULL, currency TEXT NOT NULL, payment_terms_days INTEGER, tags TEXT NOT NULL,
  archived INTEGER NOT NULL, source TEXT NOT NULL, hubspot_type TEXT NOT NULL, hubspot_id TEXT NOT NULL,
  portal_id TEXT NOT NULL, hubspot_url TEXT NOT NULL, gone_at INTEGER, synced_at INTEGER, owner_name TEXT NOT NULL,
  unlocked_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL,
  name_key TEXT NOT NULL, email_key TEXT NOT NULL, balance_sort INTEGER NOT NULL,
  search TEXT NOT NULL DEFAULT '', UNIQUE (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX clients_hubspot ON clients (workspace_id, hubspot_type, hubspot_id) WHERE hubspot_id <> '';
CREATE TABLE counters (workspace_id TEXT NOT NULL, kind TEXT NOT NULL, bucket TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, kind, bucket)) STRICT;
CREATE INDEX clients_by_name ON clients (workspace_id, archived, name_key, source);
CREATE INDEX clients_by_email ON clients (workspace_id, archived, email_key, source);
CREATE INDEX clients_by_updated ON clients (workspace_id, archived, updated_at, source);
CREATE INDEX clients_by_created ON clients (workspace_id, archived, created_at, source);
CREATE INDEX clients_by_balance ON clients (workspace_id, archived, balance_sort, source);
CREATE TABLE contacts (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, first_name TEXT NOT NULL,
  last_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, mobile TEXT NOT NULL, job_title TEXT NOT NULL,
  more_emails TEXT NOT NULL, street TEXT NOT NULL, street2 TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL,
  postal_code TEXT NOT NULL, country TEXT NOT NULL, source TEXT NOT NULL, hubspot_id TEXT NOT NULL,
  portal_id TEXT NOT NULL, hubspot_url TEXT NOT NULL, gone_at INTEGER, synced_at INTEGER, unlocked_at INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL, name_key TEXT NOT NULL,
  email_key TEXT NOT NULL, search TEXT NOT NULL DEFAULT '', UNIQUE (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX contacts_hubspot ON contacts (workspace_id, hubspot_id) WHERE hubspot_id <> '';
CREATE INDEX contacts_by_name ON contacts (workspace_id, name_key, source);
CREATE INDEX contacts_by_email ON contacts (workspace_id, email_key, source);
CREATE INDEX contacts_by_updated ON contacts (workspace_id, updated_at, source);
CREATE INDEX contacts_by_created ON contacts (workspace_id, created_at, source);
CREATE TABLE contact_emails (workspace_id TEXT NOT NULL, email TEXT NOT NULL, contact_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, email, contact_id)) STRICT;
CREATE INDEX contact_emails_of ON contact_emails (workspace_id, contact_id);
CREATE TABLE client_contacts (workspace_id TEXT NOT NULL, client_id TEXT NOT NULL, contact_id TEXT NOT NULL,
  invoice_role TEXT NOT NULL, proposal_role TEXT NOT NULL, from_hubspot INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, client_id, contact_id)) STRICT;
CREATE INDEX client_contacts_contact ON client_contacts (workspace_id, contact_id, client_id);
-- Words come folded and cut: FTS5 has to take each one as it is.
CREATE VIRTUAL TABLE search_client USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");
CREATE VIRTUAL TABLE search_client_archived USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");
CREATE VIRTUAL TABLE search_contact USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");
CREATE VIRTUAL TABLE search_deal USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");
CREATE VIRTUAL TABLE search_invoice USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");
CREATE VIRTUAL TABLE search_review USING fts5 (words, content = '', detail = none, columnsize = 0,
  tokenize = "ascii tokenchars '@.-_+'''");

CREATE TABLE deals (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, amount INTEGER,
  currency TEXT NOT NULL, weighted INTEGER, pipeline_id TEXT NOT NULL, stage_id TEXT NOT NULL, close_date TEXT,
  probability INTEGER, won INTEGER NOT NULL, lost INTEGER NOT NULL, owner_id TEXT NOT NULL, owner_name TEXT NOT NULL,
  client_id TEXT NOT NULL, source TEXT NOT NULL, hubspot_id TEXT NOT NULL, portal_id TEXT NOT NULL,
  hubspot_url TEXT NOT NULL, gone_at INTEGER, synced_at INTEGER, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, version INTEGER NOT NULL, name_key TEXT NOT NULL,
  search TEXT NOT NULL DEFAULT '', UNIQUE (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX deals_hubspot ON deals (workspace_id, hubspot_id) WHERE hubspot_id <> '';
CREATE INDEX deals_stage_date ON deals (workspace_id, stage_id, close_date, pipeline_id, owner_id);
CREATE INDEX deals_stage_amount ON deals (workspace_id, stage_id, amount, pipeline_id, owner_id);
CREATE INDEX deals_stage_name ON deals (workspace_id, stage_id, name_key, pipeline_id, owner_id);
CREATE INDEX deals_date ON deals (workspace_id, close_date, pipeline_id, owner_id);
CREATE INDEX deals_client ON deals (workspace_id, client_id);
CREATE INDEX deals_won ON deals (workspace_id, won, close_date, id) WHERE won = 1;
CREATE INDEX deals_owner ON deals (workspace_id, pipeline_id, owner_id, owner_name);
CREATE TABLE deal_totals (workspace_id TEXT NOT NULL, pipeline_id TEXT NOT NULL, stage_id TEXT NOT NULL,
  owner_id TEXT NOT NULL, currency TEXT NOT NULL, n INTEGER NOT NULL, amount INTEGER NOT NULL,
  weighted INTEGER NOT NULL, PRIMARY KEY (workspace_id, pipeline_id, stage_id, owner_id, currency)) STRICT;
CREATE TABLE deal_contacts (workspace_id TEXT NOT NULL, deal_id TEXT NOT NULL, position INTEGER NOT NULL,
  contact_id TEXT NOT NULL, PRIMARY KEY (workspace_id, deal_id, position)) STRICT;
CREATE INDEX deal_contacts_contact ON deal_contacts (workspace_id, contact_id);

CREATE TABLE invoices (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, status TEXT NOT NULL,
  client_id TEXT NOT NULL, deal_id TEXT NOT NULL, deal_name TEXT NOT NULL, deal_url TEXT NOT NULL,
  currency TEXT NOT NULL, issue_date TEXT, due_date TEXT, payment_terms_days INTEGER NOT NULL,
  po_number TEXT NOT NULL, notes TEXT NOT NULL, footer TEXT NOT NULL, bill_to TEXT NOT NULL, from_ TEXT NOT NULL,
  void_reason TEXT NOT NULL, subtotal INTEGER NOT NULL, discount INTEGER NOT NULL, tax INTEGER NOT NULL,
  total INTEGER NOT NULL, paid INTEGER NOT NULL, sent_at INTEGER, viewed_at INTEGER, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, issued_at INTEGER, version INTEGER NOT NULL, number_key TEXT NOT NULL,
  search TEXT NOT NULL DEFAULT '', UNIQUE (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX invoices_one_per_deal ON invoices (workspace_id, deal_id) WHERE deal_id <> '' AND status <> 'void';
CREATE UNIQUE INDEX invoices_number ON invoices (workspace_id, number) WHERE number <> '';
CREATE INDEX invoices_client ON invoices (workspace_id, client_id, created_at, id);
CREATE INDEX invoices_newest ON invoices (workspace_id, created_at);
CREATE INDEX invoices_status ON invoices (workspace_id, status, due_date, currency, total, paid);
CREATE INDEX invoices_by_number ON invoices (workspace_id, number_key);
CREATE INDEX invoices_by_issue ON invoices (workspace_id, issue_date);
CREATE INDEX invoices_by_due ON invoices (workspace_id, due_date);
CREATE INDEX invoices_by_total ON invoices (workspace_id, total);
CREATE INDEX invoices_deal ON invoices (workspace_id, deal_id) WHERE deal_id <> '';
CREATE TABLE invoice_lines (workspace_id TEXT NOT NULL, invoice_id TEXT NOT NULL, position INTEGER NOT NULL,
  id TEXT NOT NULL, description TEXT NOT NULL, quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL,
  discount_percent INTEGER NOT NULL, tax_percent INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, invoice_id, position)) STRICT;
CREATE TABLE number_series (workspace_id TEXT NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, series)) STRICT;
CREATE TABLE payments (workspace_id TEXT NOT NULL, id TEXT NOT NULL, invoice_id TEXT NOT NULL, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, date TEXT NOT NULL, method TEXT NOT NULL, reference TEXT NOT NULL, note TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX payments_invoice ON payments (workspace_id, invoice_id, date);
CREATE INDEX payments_date ON payments (workspace_id, date, currency, amount);
CREATE TABLE invoice_events (workspace_id TEXT NOT NULL, invoice_id TEXT NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, by_ TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, invoice_id, seq)) STRICT;

CREATE TABLE activity (workspace_id TEXT NOT NULL, id TEXT NOT NULL, subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL, client_id TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, run_id TEXT NOT NULL,
  text TEXT NOT NULL, data TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX activity_client ON activity (workspace_id, client_id, at, id);
CREATE INDEX activity_recent ON activity (workspace_id, at, id);
CREATE TABLE notes (workspace_id TEXT NOT NULL, id TEXT NOT NULL, client_id TEXT NOT NULL, text TEXT NOT NULL,
  author TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX notes_client ON notes (workspace_id, client_id, created_at);
CREATE TABLE kept_answers (workspace_id TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL,
  status INTEGER NOT NULL, body TEXT NOT NULL, location TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, key)) STRICT;
)sql";

}  // namespace every::store
