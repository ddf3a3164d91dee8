// What the bell says: events of the last month that somebody should know of, and what stands open as it is.
// Grouped by subject, never one for each record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "base/money.h"

namespace every::app {

struct Notification {
  // As things stand: won_without_invoice, overdue_invoices, matches_waiting, attention. What happened:
  // invoice_viewed, invoice_paid, proposal_accepted, proposal_declined, mail_failed, connection_lost,
  // sync_failing, import_done, drafts_made (all that rules made and nobody issued, once).
  std::string kind;
  std::int64_t count = 1;
  std::int64_t need_attention = 0;  // of an import that is done: the records that do
  std::vector<Money> totals;
  std::string subject_kind, subject_id;  // invoice, proposal, client or run; "" for what stands open
  std::string text;                      // of what happened: one sentence
  std::optional<Instant> at;             // none: as things stand
  bool unread = false;
};

struct Bell {
  std::vector<Notification> items;  // what stands open first, then the newest first; at most 30
  std::int64_t unread = 0;
};

Bell bell(const App& app, const Actor& actor);
// Everything that the bell says now is read, by this person.
Status read_bell(const App& app, const Actor& actor);

}  // namespace every::app
