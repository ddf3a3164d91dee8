// Credit notes: what was issued is corrected by another document that takes a part of it back, or all of it.
// Pure rules; numbers and storage are others' business.
//
// A part is an amount with tax of one line, as the line adds to the invoice's total. Its tax is what it
// contains, so that the parts of a line add up to the line to the last minor unit, in whatever steps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/invoice.h"

namespace every::domain {

// What is left to credit, with tax. A line below zero (a rebate) is credited with the whole alone.
struct Creditable {
  std::vector<Money> lines;  // as the invoice's lines come
  Money total;
};

// `notes`: the credit notes there are for this invoice.
Creditable left_to_credit(const Invoice& invoice, const std::vector<Invoice>& notes);

struct CreditPart {
  std::string line_id;  // of the invoice
  Money amount;         // with tax
};

// A draft with lines and sums; ids of lines, dates and number are missing. No parts: all that is left, and as
// the invoice's own lines when nothing was credited before. Errors: invoice_not_issued; nothing_to_credit;
// validation with pointers "/lines/0/amount/amount", "/lines/0/lineId", "/lines".
Result<Invoice> credit_note_of(const Invoice& invoice, const std::vector<Invoice>& notes,
                               const std::vector<CreditPart>& parts);

}  // namespace every::domain
