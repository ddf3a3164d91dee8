#include "store/migrations.h"

#include "store/migrations_activity.h"
#include "store/migrations_bell.h"
#include "store/migrations_books.h"
#include "store/migrations_chat.h"
#include "store/migrations_documents.h"
#include "store/migrations_facets.h"
#include "store/migrations_first.h"
#include "store/migrations_lists.h"
#include "store/migrations_people.h"
#include "store/migrations_planner.h"
#include "store/migrations_rules.h"
#include "store/migrations_runs.h"
#include "store/migrations_sums.h"
#include "store/migrations_taxes.h"
#include "store/money_steps.h"

namespace every::store {
namespace {

constexpr std::string_view kSteps[] = {
    kFirstStep,
    // Who works on a workspace; when everything is read again, and what other apps are left; receipts; what
    // was asked of HubSpot on each day of the account.
    R"sql(
CREATE TABLE run_leases (workspace_id TEXT PRIMARY KEY, owner TEXT NOT NULL, token INTEGER NOT NULL,
  expires_at INTEGER NOT NULL) STRICT;
ALTER TABLE sync_settings ADD COLUMN sweep_time TEXT NOT NULL DEFAULT '02:30';
ALTER TABLE sync_settings ADD COLUMN quota_share INTEGER NOT NULL DEFAULT 90;
CREATE TABLE receipts (workspace_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  by_ TEXT NOT NULL, data TEXT NOT NULL, at INTEGER NOT NULL, scrubbed_at INTEGER,
  PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX receipts_newest ON receipts (workspace_id, at, id);
CREATE UNIQUE INDEX receipts_one_erasure ON receipts (workspace_id, subject) WHERE kind = 'privacy_delete';
CREATE TABLE request_days (workspace_id TEXT NOT NULL, day TEXT NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, day, what)) STRICT;
)sql",

    // The log of a run by record, what needs a person over all runs, and what an import can be taken back by.
    R"sql(
CREATE TABLE run_records (workspace_id TEXT NOT NULL, run_id TEXT NOT NULL, seq INTEGER NOT NULL,
  object_type TEXT NOT NULL, object_id TEXT NOT NULL, every_id TEXT NOT NULL, name TEXT NOT NULL,
  outcome TEXT NOT NULL, code TEXT NOT NULL, changes TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, run_id, seq)) STRICT;
CREATE INDEX run_records_outcome ON run_records (workspace_id, run_id, outcome, seq);
CREATE TABLE attention (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
  code TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, fix TEXT NOT NULL, url TEXT NOT NULL,
  run_id TEXT NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, rules TEXT NOT NULL,
  PRIMARY KEY (workspace_id, object_type, object_id, code)) STRICT;
CREATE INDEX attention_newest ON attention (workspace_id, last_at, object_type, object_id);
CREATE TABLE undo_runs (workspace_id TEXT NOT NULL, run_id TEXT NOT NULL, at INTEGER NOT NULL,
  epoch INTEGER NOT NULL, undone_by TEXT NOT NULL, undone INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, run_id)) STRICT;
CREATE TABLE undo_rows (workspace_id TEXT NOT NULL, run_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  before_ TEXT NOT NULL, after_ TEXT NOT NULL, verdict TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (workspace_id, run_id, kind, id)) STRICT;
CREATE TABLE parity_certificates (workspace_id TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL,
  state TEXT NOT NULL, findings INTEGER NOT NULL, healed INTEGER NOT NULL, requests INTEGER NOT NULL,
  started_at INTEGER NOT NULL, finished_at INTEGER, lines TEXT NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX parity_certificates_newest ON parity_certificates (workspace_id, started_at, id);
CREATE TABLE parity_findings (workspace_id TEXT NOT NULL, certificate_id TEXT NOT NULL, seq INTEGER NOT NULL,
  object_type TEXT NOT NULL, object_id TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
  healed INTEGER NOT NULL, PRIMARY KEY (workspace_id, certificate_id, seq)) STRICT;
)sql",
    // HubSpot contacts whose review rows are to be derived again; ids joined by spaces. A load that was
    // killed before may have left some without a row.
    R"sql(
CREATE TABLE review_due (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, hubspot_ids TEXT NOT NULL) STRICT;
CREATE INDEX review_due_oldest ON review_due (workspace_id, seq);
INSERT INTO review_due (workspace_id, hubspot_ids) SELECT workspace_id, id FROM mirror_records m WHERE
  object_type = 'contact' AND NOT EXISTS (SELECT 1 FROM review r WHERE r.workspace_id = m.workspace_id AND
  r.id_length = m.id_length AND r.hubspot_id = m.id);
)sql",
    R"sql(
-- Records that HubSpot said, or a look showed, may have changed. Read again, then forgotten.
CREATE TABLE hints (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
  told INTEGER NOT NULL, privacy INTEGER NOT NULL, occurred_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
  read_once INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (workspace_id, object_type, object_id)) STRICT;
CREATE INDEX hints_next ON hints (workspace_id, read_once, received_at);
CREATE TABLE hint_runs (workspace_id TEXT PRIMARY KEY, run_id TEXT NOT NULL, began_at INTEGER NOT NULL) STRICT;
CREATE TABLE webhook_keys (workspace_id TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, key)) STRICT;
CREATE INDEX webhook_keys_at ON webhook_keys (workspace_id, at);
CREATE TABLE webhook_state (workspace_id TEXT PRIMARY KEY, portal_id TEXT NOT NULL, first_at INTEGER,
  last_event_at INTEGER, received INTEGER NOT NULL, missed INTEGER NOT NULL, gap_since INTEGER,
  last_missed_at INTEGER, sweep_owed_at INTEGER, looked_at INTEGER) STRICT;
CREATE TABLE webhook_kinds (workspace_id TEXT NOT NULL, kind TEXT NOT NULL, first_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, kind)) STRICT;
CREATE TABLE webhook_expected (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
  changed_at INTEGER NOT NULL, found_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, object_type, object_id)) STRICT;
)sql",

    // The rules of the sync: the field mapping with the properties it reads, the lists, and what a person has
    // to know about them.
    R"sql(
ALTER TABLE sync_settings ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
ALTER TABLE sync_settings ADD COLUMN lists TEXT NOT NULL DEFAULT '';
ALTER TABLE sync_settings ADD COLUMN rules INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_settings ADD COLUMN projected_rules INTEGER NOT NULL DEFAULT 0;
CREATE TABLE mirror_properties (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, name TEXT NOT NULL,
  label TEXT NOT NULL, type TEXT NOT NULL, options TEXT NOT NULL, frozen INTEGER NOT NULL, begun INTEGER NOT NULL,
  read INTEGER NOT NULL, PRIMARY KEY (workspace_id, object_type, name)) STRICT;
CREATE TABLE notices (workspace_id TEXT NOT NULL, key TEXT NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL,
  detail TEXT NOT NULL, fix TEXT NOT NULL, raised_at INTEGER NOT NULL, healed_at INTEGER,
  PRIMARY KEY (workspace_id, key)) STRICT;
ALTER TABLE clients ADD COLUMN left_at INTEGER;
ALTER TABLE contacts ADD COLUMN left_at INTEGER;
ALTER TABLE deals ADD COLUMN left_at INTEGER;
CREATE TABLE mirror_lists (workspace_id TEXT NOT NULL, id TEXT NOT NULL, object_type TEXT NOT NULL,
  name TEXT NOT NULL, read_at INTEGER, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE TABLE mirror_list_members (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, record_id TEXT NOT NULL,
  list_id TEXT NOT NULL, PRIMARY KEY (workspace_id, object_type, record_id, list_id)) STRICT;
CREATE INDEX mirror_list_members_of ON mirror_list_members (workspace_id, list_id, record_id);
)sql",

    // Possible duplicates: by phone and by name at a company, and what a person said is none.
    R"sql(
CREATE TABLE contact_phones (workspace_id TEXT NOT NULL, tail TEXT NOT NULL, contact_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, tail, contact_id)) STRICT;
CREATE INDEX contact_phones_of ON contact_phones (workspace_id, contact_id);
ALTER TABLE review ADD COLUMN phone_tail TEXT NOT NULL DEFAULT '';
CREATE INDEX review_phone_tail ON review (workspace_id, phone_tail) WHERE phone_tail <> '';
ALTER TABLE review_clusters ADD COLUMN kind TEXT NOT NULL DEFAULT 'exact';
ALTER TABLE review_clusters ADD COLUMN evidence TEXT NOT NULL DEFAULT 'email';
CREATE INDEX contacts_gone ON contacts (workspace_id) WHERE gone_at IS NOT NULL;
CREATE TABLE not_duplicates (workspace_id TEXT NOT NULL, hubspot_id TEXT NOT NULL, contact_id TEXT NOT NULL,
  decided_by TEXT NOT NULL, decided_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, hubspot_id, contact_id)) STRICT;
)sql",
    // What e-invoices need to know of the workspace (client_id '') and of its clients.
    R"sql(
CREATE TABLE billing_profiles (workspace_id TEXT NOT NULL, client_id TEXT NOT NULL, profile TEXT NOT NULL,
  updated_at INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (workspace_id, client_id)) STRICT;
)sql",
    // Discounts as amounts and for the whole document; prices that contain their tax.
    R"sql(
ALTER TABLE invoices ADD COLUMN tax_inclusive INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoices ADD COLUMN discount_percent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoices ADD COLUMN discount_amount INTEGER;
ALTER TABLE invoices ADD COLUMN document_discount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice_lines ADD COLUMN discount_amount INTEGER;
)sql",
    // Mail: how a workspace sends it, and what is on its way.
    R"sql(
CREATE TABLE mail_settings (workspace_id TEXT NOT NULL, host TEXT NOT NULL, port INTEGER NOT NULL,
  security TEXT NOT NULL, user_name TEXT NOT NULL, password_sealed TEXT NOT NULL, from_address TEXT NOT NULL,
  from_name TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL, PRIMARY KEY (workspace_id)) STRICT;
CREATE TABLE outbox (workspace_id TEXT NOT NULL, id TEXT NOT NULL, invoice_id TEXT NOT NULL, client_id TEXT NOT NULL,
  to_ TEXT NOT NULL, cc TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL, due_at INTEGER NOT NULL, problem TEXT NOT NULL, created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL, sent_at INTEGER, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX outbox_of ON outbox (workspace_id, invoice_id);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'queued';
)sql",

    kFrozenDocuments,
    kCreditNotes,
    kAllocations,
    kDealParts,
    kRemindersStep,
    kPublicLinksStep,
    kProposalsStep,
    kBellStep,
    kTaxRateReads,
    kProposalSeriesStep,
    kDealsReturned,
    kPeopleStep,
    kChatStep,
    kMailRevisionStep,
    kClientEmailStep,
    kLogosStep,
    kPlannerStep,
    kSumsStep,
    kSearchStep,
    kWaitingStep,
    kLanguageModelStep,
    kNewsStep,
    kDocumentLanguageStep,
    kSetupStep,
    kVisibleNamesStep,
    kTokensStep,
    kRunsStep,
    kLanguagesStep,
    kDealRulesStep,
    kDealHistoryStep,
    kNotesStep,
    kActivityStep,
    kBillToStep,
    kInternalNotesStep,
    kChatTitlesStep,
    kImportChoicesStep,
    kPreferencesStep,
    kBooksStep,
    kLetterheadsStep,
    kProposalPartsStep,
    kFacetsStep,
    kInvoiceFactsStep,
    kReplacementStep,
    kClientRunsStep,
    kNamedTaxRatesStep,
    kBeginningsStep,
    kActivityAlsoStep,
    kReceiptPartiesStep,
    kNumberFormatStep,
    kOwingStep,
    kLastWordsStep,
};

}  // namespace

std::span<const std::string_view> migrations() {
  return kSteps;
}

}  // namespace every::store
