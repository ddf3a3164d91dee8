#include "domain/proposal.h"

#include <fmt/format.h>

#include <algorithm>

namespace every::domain {

std::string_view name(ProposalState state) {
  switch (state) {
    case ProposalState::draft:
      return "draft";
    case ProposalState::open:
      return "open";
    case ProposalState::accepted:
      return "accepted";
    case ProposalState::declined:
      return "declined";
  }
  return "draft";
}

ProposalState proposal_state_from(std::string_view text) {
  for (const auto state : {ProposalState::open, ProposalState::accepted, ProposalState::declined})
    if (text == name(state)) return state;
  return ProposalState::draft;
}

bool expired(const Proposal& p, Date today) {
  return p.state == ProposalState::open && p.valid_until && *p.valid_until < today;
}

std::string_view display_status(const Proposal& p, Date today) {
  if (p.state != ProposalState::open) return name(p.state);
  if (expired(p, today)) return "expired";
  return p.viewed_at ? "viewed" : p.sent_at ? "sent" : "open";
}

std::vector<InvoiceLine> chosen_lines(const Proposal& p) {
  std::vector<InvoiceLine> out;
  for (const ProposalLine& one : p.lines)
    if (!one.optional || one.chosen) out.push_back(one.line);
  return out;
}

Status sum_up(Proposal& p) {
  std::vector<InvoiceLine> all;
  for (const ProposalLine& one : p.lines) all.push_back(one.line);
  if (auto sums = sum_up(all, p.currency, p.pricing); !sums.ok()) return sums.error();
  EVERY_TRY(sums, sum_up(chosen_lines(p), p.currency, p.pricing));
  p.totals = sums.totals;
  return done();
}

std::vector<Money> line_totals(const Proposal& p) {
  const auto chosen = sum_up(chosen_lines(p), p.currency, p.pricing);
  std::vector<Money> out;
  std::size_t next = 0;
  for (const ProposalLine& one : p.lines) {
    if (!one.optional || one.chosen)
      out.push_back(chosen->lines[next++].total);
    else
      out.push_back(sum_up({one.line}, p.currency, p.pricing)->totals.total);
  }
  return out;
}

std::vector<FieldError> open_problems(const Proposal& draft, Date today) {
  std::vector<FieldError> problems;
  if (draft.client_id.empty()) problems.push_back({"/clientId", "required", "Choose who it is for."});
  if (draft.title.empty()) problems.push_back({"/title", "required", "Give it a title."});
  if (draft.lines.empty()) problems.push_back({"/lines", "required", "Add at least one line."});
  for (std::size_t i = 0; i < draft.lines.size(); ++i)
    if (draft.lines[i].line.description.empty())
      problems.push_back({fmt::format("/lines/{}/description", i), "required", "Say what this line is for."});
  if (draft.valid_until && *draft.valid_until < today)
    problems.push_back({"/validUntil", "range", "Its last day is over."});
  if (!draft.lines.empty() && draft.totals.total.minor < 0)
    problems.push_back({"/lines", "range", "The total is negative."});
  return problems;
}

Status check_open(const Proposal& p, Date today) {
  if (p.state == ProposalState::accepted)
    return Error(Code::proposal_not_open, "This proposal was accepted already.");
  if (p.state == ProposalState::declined)
    return Error(Code::proposal_not_open, "This proposal was declined.", "Ask the sender for a new one.");
  if (p.state == ProposalState::draft)
    return Error(Code::proposal_not_open, "This proposal is being changed.",
                 "Ask the sender for the new one.");
  if (expired(p, today))
    return Error(Code::proposal_not_open, "This proposal has expired.", "Ask the sender for a new one.");
  return done();
}

Status choose(Proposal& p, std::span<const std::string> line_ids) {
  for (ProposalLine& one : p.lines)
    one.chosen = !one.optional || std::find(line_ids.begin(), line_ids.end(), one.line.id) != line_ids.end();
  return sum_up(p);
}

}  // namespace every::domain
