// The proposal as a PDF, in the invoice's design: sections of text, lines, options, totals, and the answer
// once there is one. The same document always gives the same bytes.
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "domain/proposal.h"
#include "render/logo.h"

namespace every::render {

struct ProposalDocument {
  domain::Proposal proposal;  // with its parties
  std::string locale = "en-US";
  std::string language = {};      // as InvoiceDocument has it
  std::string time_zone = "UTC";  // of the workspace: on which day it was answered
  Date today;
  std::optional<Logo> logo = {};
};

// "Accepted by Ada Novak on Dec 2, 2026", "Open until Dec 23, 2026", …
std::string proposal_state(const ProposalDocument& document);
// PDF bytes. Error: internal, with what Cairo said.
Result<std::string> proposal_pdf(const ProposalDocument& document);

}  // namespace every::render
