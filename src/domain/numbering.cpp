#include "domain/numbering.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace every::domain {
namespace {

constexpr std::string_view kCreditNotes = "CN-", kCreditNotesElse = "CRN-";

}  // namespace

std::string credit_note_prefix(std::string_view invoice_prefix) {
  return std::string(to_upper(invoice_prefix) == kCreditNotes ? kCreditNotesElse : kCreditNotes);
}

bool prefix_of_others(std::string_view invoice_prefix) {
  constexpr std::array kOthers = {kCreditNotes, kCreditNotesElse, kProposalPrefix};
  return std::find(kOthers.begin(), kOthers.end(), to_upper(invoice_prefix)) != kOthers.end();
}

}  // namespace every::domain
