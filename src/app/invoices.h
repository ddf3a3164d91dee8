// Invoices: drafts that change, issuing that freezes, credit notes that correct. From a deal: exactly one,
// however often asked.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "app/pdf.h"
#include "base/json.h"
#include "domain/payment.h"
#include "store/deal_rules.h"
#include "store/deals.h"
#include "store/invoices.h"

namespace every::app {

// Today in the workspace's zone: what "overdue" and a new document's date go by.
Date today_of(const App& app, const store::Workspace& workspace);

// Draft: parties as they are now; issued: as they were then. With lines, payments are apart.
std::optional<domain::Invoice> load_invoice(store::Tx& tx, const Actor& actor, const std::string& id);

Result<domain::Invoice> create_invoice(const App& app, const Actor& actor, const json::value& body);
Result<domain::Invoice> change_invoice(const App& app, const Actor& actor, const std::string& id,
                                       const json::value& body, std::int64_t expected_version);
Status delete_invoice(const App& app, const Actor& actor, const std::string& id);
// The number is taken in the same transaction that freezes the document. Errors: invoice_not_draft,
// invoice_empty, period_closed, validation (everything that is missing, at once).
Result<domain::Invoice> issue_invoice(const App& app, const Actor& actor, const std::string& id,
                                      const json::value& body);
Result<domain::Invoice> void_invoice(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body);
// A credit note for the invoice: `{reason, issueDate?, lines?: [{lineId, amount}]}`, of everything that is
// left when there are no lines. It is issued at once. Errors: not_found, invoice_not_issued,
// nothing_to_credit, period_closed, validation.
Result<domain::Invoice> credit_invoice(const App& app, const Actor& actor, const std::string& id,
                                       const json::value& body);
// A new draft that says the same. With `{voidReason}` the original becomes void and its deal is the draft's;
// the errors of void_invoice.
Result<domain::Invoice> copy_invoice(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body);

// `{reason, issueDate?}`: a credit note of all of it (of that day), and a draft with the same lines that has
// its deal and its share of a proposal. What was paid becomes the client's credit. Errors: not_found,
// invoice_not_issued, has_documents (it has credit notes), period_closed, validation.
struct Replacement {
  domain::Invoice credit_note, draft;
};
Result<Replacement> replace_invoice(const App& app, const Actor& actor, const std::string& id,
                                    const json::value& body);

Result<Pdf> invoice_pdf(const App& app, const Actor& actor, const std::string& id);

// One invoice and what belongs to it, as screens show it.
// The accepted proposal that an invoice is a share of.
struct InvoicedProposal {
  std::string id, number, title;
};
struct NumberedDocument {
  std::string id, number;  // "": a draft
};
struct InvoiceView {
  domain::Invoice invoice;
  std::vector<domain::Payment> payments;  // those that paid it
  std::vector<store::InvoiceEvent> events;
  std::vector<domain::Invoice> credit_notes;
  Money client_credit;                   // of its client in its currency
  std::string part_label;                // of a part of a deal, or "Supplement"
  std::vector<std::string> not_carried;  // from HubSpot, in sentences
  std::optional<InvoicedProposal> proposal;
  std::optional<store::RuleDraft> by_rule;  // that made the draft
  std::optional<NumberedDocument> replaces, replaced_by;
};
std::optional<InvoiceView> view_invoice(store::Tx& tx, const Actor& actor, const std::string& id);

// The deal's one invoice: made (first = true) or found. Errors: not_found, deal_no_client.
struct DealInvoice {
  domain::Invoice invoice;
  bool made = false;
};
Result<DealInvoice> invoice_deal(const App& app, const Actor& actor, const std::string& deal_id,
                                 const json::value& body);

// Drafts for many won deals, or (dry_run) what would happen.
struct BulkItem {
  std::string deal_id, name;
  std::string client_id, client_name;
  std::optional<Money> amount;
  std::optional<int> payment_terms_days = {};  // that the draft has; nothing: it has no client
  std::string code = {}, detail = {};          // why it is left out; "" when it is not
};
struct BulkDrafts {
  std::vector<BulkItem> items;
  std::vector<std::string> created;
  // Won deals that wait for an invoice when this is done, of the pipeline that was asked for.
  std::int64_t remaining = 0;
};
// Body: {ids} or {wonWithoutInvoice: true, pipeline?}, with `except`: those that a person leaves out of it.
Result<BulkDrafts> invoice_deals(const App& app, const Actor& actor, const json::value& body, bool& dry_run);

void tell_invoice(const App& app, const Actor& actor, const domain::Invoice& invoice);

}  // namespace every::app
