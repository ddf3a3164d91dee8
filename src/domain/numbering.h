// The series that documents are numbered in. Documents of different kinds never share a counter, and never
// look alike, whatever a workspace has its invoices begin with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"

namespace every::domain {

inline constexpr std::string_view kProposalPrefix = "PRO-";
// Of the counter: no prefix begins with a blank.
inline constexpr std::string_view kProposalSeries = " proposals";

// The series of credit notes beside invoices that are, or were, numbered in `invoice_prefix`.
std::string credit_note_prefix(std::string_view invoice_prefix);

inline constexpr int kDigitsMax = 10;          // that a counter may be asked to have at least
inline constexpr std::size_t kPrefixMax = 20;  // characters

// The series that a document issued on that day is numbered in: what its number begins with. "{year}" in a
// prefix is the year of that day, so that each year begins at 1.
std::string series_of(std::string_view prefix, Date issued);
// "INV-2026-0001"; `digits` of the counter at least.
std::string number_of(std::string_view series, std::int64_t counter, int digits = 4);
// Whether two series could give the same number: one is the other and some digits.
bool series_meet(std::string_view a, std::string_view b);
// Why invoices cannot be numbered so beside the series that there are, as a complaint at "/invoicePrefix";
// empty when they can. A prefix ends with no digit: the counter could not be told from it.
std::vector<FieldError> prefix_problems(std::string_view prefix, const std::vector<std::string>& series);

// Whether invoices that begin so would look like documents of another kind, in upper or lower case.
bool prefix_of_others(std::string_view invoice_prefix);

}  // namespace every::domain
