// The series that documents are numbered in. Documents of different kinds never share a counter, and never
// look alike, whatever a workspace has its invoices begin with.
#pragma once

#include <string>
#include <string_view>

namespace every::domain {

inline constexpr std::string_view kProposalPrefix = "PRO-";
// Of the counter: no prefix begins with a blank.
inline constexpr std::string_view kProposalSeries = " proposals";

// The series of credit notes beside invoices that are, or were, numbered in `invoice_prefix`.
std::string credit_note_prefix(std::string_view invoice_prefix);

// Whether invoices that begin so would look like documents of another kind, in upper or lower case.
bool prefix_of_others(std::string_view invoice_prefix);

}  // namespace every::domain
