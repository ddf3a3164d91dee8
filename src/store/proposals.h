// Proposals with their events, the answers of clients and the invoices made from them. What a proposal says
// is one document in its row. An answer keeps its own copy of it: the database lets nobody change an
// acceptance, nor what an accepted proposal says.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/proposal.h"
#include "domain/proposal_share.h"
#include "store/database.h"

namespace every::store {

class Query;

struct ProposalFilter {
  std::string status;  // a display status; "" = all
  std::string q, client_id, deal_id;
  std::optional<Instant> unanswered_since = {};  // only what unanswered() counts
};

struct ProposalEvent {
  std::string
      kind;  // created, changed, opened, sent, not_sent, viewed, accepted, declined, revised, invoiced, …
  std::string by, detail;
  Instant at;
};

struct ProposalSums {
  std::int64_t count = 0;
  std::vector<Money> totals;
  std::string only_id, only_client;  // when there is one
};

class Proposals {
 public:
  Proposals(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const domain::Proposal& proposal);
  // What it says and its state, while it is not accepted. False: another version, or accepted.
  bool update(const domain::Proposal& proposal, std::int64_t expected_version);
  bool remove_draft(const std::string& id);  // one that was never open
  std::optional<domain::Proposal> find(const std::string& id);
  // Sorts: number, validUntil, total, createdAt (default, newest first).
  Window<domain::Proposal> list(const ProposalFilter& filter, const Slice& slice, Date today);
  std::vector<std::pair<std::string, std::int64_t>> counts_by_status(Date today);
  bool mark_sent(const std::string& id, Instant at);    // the first time, while it is open
  bool mark_viewed(const std::string& id, Instant at);  // likewise
  // Keeps the answer with the document as it is answered, and moves the proposal with it. False: it is not
  // open in this revision any more.
  bool answer(const domain::Proposal& proposal, const domain::ProposalAnswer& answer, bool accepted);

  void insert_invoice(const std::string& id, const domain::InvoicedShare& share, Instant at);
  // Another invoice has the share of this one.
  void move_share(const std::string& from_invoice, const std::string& to_invoice);
  // Those whose invoice is there and not void.
  std::vector<domain::InvoicedShare> shares(const std::string& id, Currency currency);
  std::string of_invoice(const std::string& invoice_id);  // the proposal's id, or ""

  ProposalSums accepted_not_invoiced();
  // Open, not over, and asked about before `since` for the last time: what reminds of it is a question, too.
  ProposalSums unanswered(Date today, Instant since);
  // Proposals of a deal that became part of another one follow it.
  void follow_deal(const std::string& from, const std::string& to);

  void add_event(const std::string& id, const ProposalEvent& event);
  std::vector<ProposalEvent> events(const std::string& id);

 private:
  ProposalSums sums(const Query& where);

  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
