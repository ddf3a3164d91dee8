// A proposal as the page that a client opens by its link, with a form to answer it that needs no script.
#pragma once

#include <string>

#include "render/proposal_pdf.h"

namespace every::render {

// What stands in the form.
struct ProposalForm {
  std::string path;          // of the page: where the form goes, and ".pdf" after it
  std::string notice;        // why the answer was not taken; "" when none was given
  std::string name, reason;  // as they were typed
};

std::string public_proposal_page(const ProposalDocument& document, const ProposalForm& form);

}  // namespace every::render
