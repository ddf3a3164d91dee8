#include "domain/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/sentence.h"
#include "base/text.h"

namespace every::domain {
namespace {

constexpr std::string_view kYear = "{year}";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view kCreditNotes = "CN-", kCreditNotesElse = "CRN-";

}  // namespace

std::string credit_note_prefix(std::string_view invoice_prefix) {
  return std::string(to_upper(invoice_prefix) == kCreditNotes ? kCreditNotesElse : kCreditNotes);
}

std::string series_of(std::string_view prefix, Date issued) {
  std::string out(prefix);
  const std::string year = fmt::format("{:04}", static_cast<int>(issued.year()));
  for (std::size_t at = out.find(kYear); at != std::string::npos; at = out.find(kYear, at + year.size()))
    out.replace(at, kYear.size(), year);
  return out;
}

std::string number_of(std::string_view series, std::int64_t counter, int digits) {
  return fmt::format("{}{:0{}}", series, counter, digits);
}

bool series_meet(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a.size() < b.size() && b.starts_with(a) &&
         std::all_of(b.begin() + static_cast<std::ptrdiff_t>(a.size()), b.end(), is_digit);
}

std::vector<FieldError> prefix_problems(std::string_view prefix, const std::vector<std::string>& series) {
  const auto wrong = [](const char* code, std::string detail) {
    return std::vector<FieldError>{{"/invoicePrefix", code, std::move(detail)}};
  };
  if (length(prefix) > kPrefixMax)
    return wrong("too_long", sentence("At most {} characters.", Decimal::whole(std::int64_t{kPrefixMax})));
  std::string plain(prefix);
  for (std::size_t at = plain.find(kYear); at != std::string::npos; at = plain.find(kYear))
    plain.erase(at, kYear.size());
  if (plain.find_first_of("{}") != std::string::npos)
    return wrong("format", "Only the word year can stand in braces.");
  if (prefix.ends_with(kYear) || (!prefix.empty() && is_digit(prefix.back())))
    return wrong("format", "Put a sign such as - between this and the number: two could become the same.");
  if (prefix_of_others(prefix))
    return wrong("range", "Credit notes or proposals are numbered so. Choose another one.");
  // Of any year that documents can be of.
  const int last = prefix.find(kYear) == std::string_view::npos ? 1970 : 2200;
  for (int year = 1970; year <= last; ++year)
    for (const std::string& one : series)
      if (series_meet(
              series_of(prefix, Date{std::chrono::year{year}, std::chrono::month{1}, std::chrono::day{1}}),
              one))
        return wrong("taken", "Numbers that are there already would come again. Choose another one.");
  return {};
}

bool prefix_of_others(std::string_view invoice_prefix) {
  constexpr std::array kOthers = {kCreditNotes, kCreditNotesElse, kProposalPrefix};
  return std::find(kOthers.begin(), kOthers.end(), to_upper(invoice_prefix)) != kOthers.end();
}

}  // namespace every::domain
