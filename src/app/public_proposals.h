// What a client does who opens the link of a proposal: reads it, chooses among its options, accepts or
// declines.
#pragma once

#include <string>
#include <vector>

#include "app/public_documents.h"
#include "render/proposal_pdf.h"

namespace every::app {

Result<render::ProposalDocument> open_public_proposal(const App& app, const std::string& token,
                                                      const Viewer& viewer);
Result<PublicFile> open_proposal_pdf(const App& app, const std::string& token);

// The form as it came.
struct ProposalReply {
  std::string decision;  // accept, decline, or anything else: only show the total of what is chosen
  std::string name, reason;
  std::string address;   // where it comes from
  std::string revision;  // of the proposal that was on the screen
  std::vector<std::string> options,
      shown;  // ids of lines: ticked now, and those that the total on the screen has
};
// Whoever answers twice has answered once: an answered proposal takes no other answer. `taken` is false when
// the person has to look again, with `notice` for the reason: another revision, another choice than the total
// had, no name.
struct ReplyOutcome {
  bool taken = false;
  int status = 200;
  std::string notice;
  render::ProposalDocument document;  // with the choice
};
// Error: not_found.
Result<ReplyOutcome> reply_to_proposal(const App& app, const std::string& token, const ProposalReply& reply);

}  // namespace every::app
