#include "domain/numbering.h"

#include <algorithm>
#include <array>

namespace every::domain {
namespace {

constexpr std::string_view kCreditNotes = "CN-", kCreditNotesElse = "CRN-";

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace

std::string credit_note_prefix(std::string_view invoice_prefix) {
  return std::string(upper(invoice_prefix) == kCreditNotes ? kCreditNotesElse : kCreditNotes);
}

bool prefix_of_others(std::string_view invoice_prefix) {
  constexpr std::array kOthers = {kCreditNotes, kCreditNotesElse, kProposalPrefix};
  return std::find(kOthers.begin(), kOthers.end(), upper(invoice_prefix)) != kOthers.end();
}

}  // namespace every::domain
