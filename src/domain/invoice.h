// The invoice: a draft that may change, then an issued document that may not. Two axes: the document (draft,
// issued, void) and its payment (unpaid, partial, paid, overdue), the second computed, never stored.
//
// What it adds up to is in domain/invoice_sums.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "base/time.h"
#include "domain/billing_profile.h"
#include "domain/invoice_sums.h"
#include "domain/party.h"

namespace every::domain {

enum class DocumentKind { invoice, credit_note };
enum class DocumentStatus { draft, issued, voided };
enum class PaymentStatus { unpaid, partial, paid, overdue };
std::string_view name(DocumentKind kind);      // "invoice", "credit_note"
std::string_view name(DocumentStatus status);  // "draft", "issued", "void"
std::string_view name(PaymentStatus status);

// What the document says about the two parties, copied at issue.
struct PartySnapshot {
  std::string name, legal_name, email, tax_id;
  Address address;
  BillingProfile billing;
};

// Another name leaves the legal name out: that is the client's own.
void apply(const BillTo& instead, PartySnapshot& party);

struct Invoice {
  std::string id;
  DocumentKind kind = DocumentKind::invoice;
  std::string number;  // empty until issued
  DocumentStatus status = DocumentStatus::draft;
  std::string client_id;
  std::string client_name;  // filled when read
  std::string deal_id;      // empty: not from a deal
  std::string deal_name, deal_url;
  std::string part_id;     // of the deal; "": the whole, "~…": a share of a proposal, "+…": a supplement
  std::string deal_state;  // what the deal said when it was invoiced, as app/deal_basis writes it
  std::string about_id, about_number;  // of a credit note: the invoice that it credits
  std::optional<Date> about_date;      // when that was issued
  std::string replaces;                // the invoice that was taken back for this one, or ""
  Currency currency;
  std::optional<Date> issue_date, due_date;
  int payment_terms_days = 0;
  std::string po_number, notes, footer;
  std::string language;  // chosen for it ("de"), or "": as client and workspace have it
  // What it is written by ("de-AT", see domain/language.h): filled when read, fixed at issue. "" of what was
  // issued before documents had a language: English words, the workspace's numbers.
  std::string locale;
  std::string letterhead;  // names what it prints of the workspace, fixed at issue; "": as that is now
  std::vector<InvoiceLine> lines;
  Pricing pricing;
  PartySnapshot bill_to, from;  // fixed at issue
  BillTo bill_to_instead;       // of this document alone, before the client's; told of drafts
  std::string void_reason;
  Totals totals;
  Money paid;                     // sum of the payments
  std::optional<Money> credited;  // sum of the credit notes; none when there is none
  std::optional<Instant> sent_at, viewed_at;
  Instant created_at, updated_at;
  std::optional<Instant> issued_at;
  std::int64_t version = 1;

  // A credit note asks for nothing.
  Money due() const {
    if (kind == DocumentKind::credit_note) return {0, currency};
    return credited ? totals.total - paid - *credited : totals.total - paid;
  }
};

PaymentStatus payment_status(Money total, Money paid, std::optional<Date> due_date, Date today);

// What keeps a draft from being issued, every reason at once: no lines, no client, due before issue.
std::vector<FieldError> issue_problems(const Invoice& draft);

}  // namespace every::domain
