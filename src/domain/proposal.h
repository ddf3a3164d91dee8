// The proposal: lines and sections of text that a client accepts or declines. Lines may be optional: the
// client chooses among them. A draft may change; an open one may be answered, and is what the client reads
// until it is taken back as a draft; an accepted one never changes again.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "base/time.h"
#include "domain/invoice.h"
#include "domain/invoice_sums.h"

namespace every::domain {

inline constexpr std::chrono::days kAnswerDays{7};  // after so many without an answer it is worth a question

enum class ProposalState { draft, open, accepted, declined };
std::string_view name(ProposalState state);
ProposalState proposal_state_from(std::string_view name);

struct ProposalLine {
  InvoiceLine line;
  bool optional = false;
  bool chosen = true;  // of an optional one: proposed with it, then as the client chose
};

struct ProposalSection {
  std::string id, title, text;
};

struct ProposalAnswer {
  Instant at;
  std::string name;     // as it was typed
  std::string reason;   // of a refusal; may be empty
  std::string address;  // where it came from
};

struct Proposal {
  std::string id;
  std::string number;  // empty until it was open once
  ProposalState state = ProposalState::draft;
  // How often it was opened to the client: what one reads is what one answers.
  std::int64_t revision = 0;
  std::string client_id;
  std::string client_name;  // filled when read
  std::string deal_id, deal_name;
  std::string title;
  std::string language, locale;  // as an invoice's; fixed while it is open
  Currency currency;
  std::optional<Date> valid_until;  // the last day on which it can be accepted
  std::vector<ProposalSection> sections;
  std::vector<ProposalLine> lines;
  std::vector<std::string> not_carried;  // what of its deal the lines could not take over, in sentences
  Pricing pricing;  // no discount of the document as an amount: the client may choose less than it
  PartySnapshot bill_to, from;  // fixed while it is open
  Totals totals;                // of what is chosen
  std::optional<Instant> opened_at, sent_at, viewed_at;
  std::optional<ProposalAnswer> answer;
  Instant created_at, updated_at;
  std::int64_t version = 1;
};

// "draft", "open" (not sent yet), "sent", "viewed", "accepted", "declined" or "expired".
std::string_view display_status(const Proposal& proposal, Date today);
bool expired(const Proposal& proposal, Date today);  // it is open, and its last day is over

// What the invoice would have: the lines that are not optional, and those that are chosen.
std::vector<InvoiceLine> chosen_lines(const Proposal& proposal);
// Sums up what is chosen; pointers are those of the proposal's own lines. Every choice that a client can make
// is checked: what all lines together come to is in range as well.
Status sum_up(Proposal& proposal);

// What each line comes to, with tax: as it counts in the totals, or would if it were chosen alone.
std::vector<Money> line_totals(const Proposal& proposal);

// What keeps a draft from being opened, every reason at once.
std::vector<FieldError> open_problems(const Proposal& draft, Date today);
// Error: proposal_not_open (not open, or expired), with the words that a client reads.
Status check_open(const Proposal& proposal, Date today);
// The optional lines with these ids, and no other optional one; sums follow. Error: validation.
Status choose(Proposal& proposal, std::span<const std::string> line_ids);

}  // namespace every::domain
