#include "domain/credit_note.h"

#include "base/sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace every::domain {
namespace {

// The note says which invoice it corrects, and both parties as they were on it.
Invoice begin(const Invoice& invoice) {
  Invoice note;
  note.kind = DocumentKind::credit_note;
  note.about_id = invoice.id;
  note.about_number = invoice.number;
  note.about_date = invoice.issue_date;
  note.client_id = invoice.client_id;
  note.client_name = invoice.client_name;
  note.deal_name = invoice.deal_name;
  note.deal_url = invoice.deal_url;
  note.currency = invoice.currency;
  note.po_number = invoice.po_number;
  note.language = invoice.language;
  note.locale = invoice.locale;
  note.bill_to = invoice.bill_to;
  note.from = invoice.from;
  note.paid = {0, invoice.currency};
  return note;
}

InvoiceLine part_of(const InvoiceLine& line, Money amount) {
  return {.id = {},
          .description = line.description,
          .unit_price = amount,
          .tax_percent = line.tax_percent,
          .of_line = line.id,
          .tax = line.tax};
}

// Two parts of one line are one.
std::vector<CreditPart> gathered(const Invoice& invoice, const std::vector<CreditPart>& parts,
                                 const Creditable& left, std::vector<FieldError>& problems) {
  std::vector<CreditPart> out;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const CreditPart& part = parts[i];
    const auto wrong = [&](std::string_view field, std::string code, std::string detail) {
      problems.push_back({fmt::format("/lines/{}/{}", i, field), std::move(code), std::move(detail)});
    };
    const auto line = std::find_if(invoice.lines.begin(), invoice.lines.end(),
                                   [&](const InvoiceLine& one) { return one.id == part.line_id; });
    if (line == invoice.lines.end() || !seen.insert(part.line_id).second) {
      wrong("lineId", "format", "Each line of the invoice once.");
      continue;
    }
    const Money rest = left.lines[static_cast<std::size_t>(line - invoice.lines.begin())];
    if (!(part.amount.currency == invoice.currency))
      wrong("amount/currency", "format", sentence("This invoice is in {}.", invoice.currency.code()));
    else if (part.amount.minor <= 0)
      wrong("amount/amount", "range", "The amount has to be more than zero.");
    else if (part.amount.minor > rest.minor)
      wrong("amount/amount", "range",
            sentence("{} of this line is left to credit.",
                     Money{std::max<std::int64_t>(rest.minor, 0), rest.currency}));
    else
      out.push_back(part);
  }
  return out;
}

}  // namespace

Creditable left_to_credit(const Invoice& invoice, const std::vector<Invoice>& notes) {
  Creditable left{{}, invoice.totals.total};
  const auto sums = sum_up(invoice.lines, invoice.currency, invoice.pricing);
  for (const LineAmounts& line : sums->lines) left.lines.push_back(line.total);
  for (const Invoice& note : notes) {
    if (note.status != DocumentStatus::issued) continue;
    left.total = left.total - note.totals.total;
    const auto noted = sum_up(note.lines, note.currency, note.pricing);
    for (std::size_t i = 0; i < note.lines.size(); ++i)
      for (std::size_t n = 0; n < invoice.lines.size(); ++n)
        if (invoice.lines[n].id == note.lines[i].of_line)
          left.lines[n] = left.lines[n] - noted->lines[i].total;
  }
  return left;
}

Result<Invoice> credit_note_of(const Invoice& invoice, const std::vector<Invoice>& notes,
                               const std::vector<CreditPart>& parts) {
  if (invoice.status != DocumentStatus::issued || invoice.kind != DocumentKind::invoice)
    return Error(Code::invoice_not_issued, "Only an issued invoice can be credited.",
                 invoice.status == DocumentStatus::draft ? "Change the draft instead." : "");
  const Creditable left = left_to_credit(invoice, notes);
  if (left.total.minor <= 0)
    return Error(Code::nothing_to_credit, sentence("{} is credited in full.", invoice.number));
  Invoice note = begin(invoice);
  std::vector<FieldError> problems;
  const bool untouched = left.total == invoice.totals.total;
  if (parts.empty() && untouched) {
    note.lines = invoice.lines;
    for (InvoiceLine& line : note.lines) {
      line.of_line = line.id;
      line.id.clear();
    }
    note.pricing = invoice.pricing;
  } else {
    note.pricing.tax_inclusive = true;
    if (parts.empty()) {
      for (std::size_t n = 0; n < invoice.lines.size(); ++n)
        if (left.lines[n].minor != 0) note.lines.push_back(part_of(invoice.lines[n], left.lines[n]));
    } else {
      for (const CreditPart& part : gathered(invoice, parts, left, problems))
        for (const InvoiceLine& line : invoice.lines)
          if (line.id == part.line_id) note.lines.push_back(part_of(line, part.amount));
    }
  }
  if (problems.empty()) {
    auto sums = sum_up(note.lines, note.currency, note.pricing);
    if (!sums.ok()) return sums.error();
    note.totals = sums->totals;
    if (note.totals.total.minor > left.total.minor)
      problems.push_back({"/lines", "range", sentence("{} of this invoice is left to credit.", left.total)});
  }
  if (!problems.empty()) {
    Error error(Code::validation, problems.front().detail);
    error.fields = std::move(problems);
    return error;
  }
  return note;
}

}  // namespace every::domain
