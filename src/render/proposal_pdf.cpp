#include "render/proposal_pdf.h"

#include <algorithm>
#include <vector>

#include "render/format.h"
#include "render/sheet.h"
#include "render/taxes.h"

namespace every::render {
namespace {

class Writer : public Sheet {
 public:
  Writer(const ProposalDocument& document, int pages)
      : Sheet(title(document), document.proposal.from.name, stamp(document), document.language, pages),
        doc_(document),
        p_(document.proposal),
        format_(document.locale) {}

  int draw() {
    head(p_.from, doc_.logo, words_.proposal, p_.number.empty() ? words_.draft.text() : p_.number);
    parties();
    for (const domain::ProposalSection& section : p_.sections) block(section.title, section.text);
    table(false, words_.item.text());
    if (std::any_of(p_.lines.begin(), p_.lines.end(), [](const auto& one) { return one.optional; }))
      table(true, words_.option.text());
    totals();
    foot();
    return page_;
  }

 private:
  static std::string title(const ProposalDocument& d) {
    const Words& words = words_of(d.language);
    return d.proposal.number.empty() ? words.draft_proposal.text() : words.proposal_number(d.proposal.number);
  }
  static Date stamp(const ProposalDocument& d) {
    return d.proposal.opened_at ? local_date(*d.proposal.opened_at, d.time_zone) : d.today;
  }

  void parties() {
    const double top = y_;
    addressee(words_.for_client, p_.bill_to);
    pdf_.open("P");
    const double right =
        pdf_.text(kRight - kWide * .45, top, kWide * .45, proposal_state(doc_), kBody, Align::right);
    pdf_.close("P");
    y_ = std::max(y_, top + right) + 22;
    pdf_.open("H2");
    y_ += pdf_.text(kLeft, y_, kWide, p_.title, kSum) + 14;
    pdf_.close("H2");
  }

  static constexpr double kItem = kWide - 245;
  std::vector<Column> columns(const std::string& first) const {
    return {{first, kLeft, kItem - 8, Align::left},
            {words_.quantity.text(), kLeft + kItem, 55, Align::right},
            {words_.price.text(), kLeft + kItem + 55, 80, Align::right},
            {words_.tax.text(), kLeft + kItem + 135, 40, Align::right},
            {words_.total.text(), kRight - 70, 70, Align::right}};
  }

  // The lines, or the options among them.
  void table(bool options, const std::string& first) {
    const auto totals = domain::line_totals(p_);
    room(60);
    pdf_.open("Table");
    table_head(columns(first));
    for (std::size_t n = 0; n < p_.lines.size(); ++n)
      if (p_.lines[n].optional == options) row(p_.lines[n], totals[n], first);
    pdf_.close("Table");
    y_ += 10;
  }

  void row(const domain::ProposalLine& one, Money total, const std::string& first) {
    const domain::InvoiceLine& line = one.line;
    std::string what = line.description;
    const auto off = [&](const std::string& by) { what += " (" + words_.off(by) + ")"; };
    if (line.discount_amount) off(format_.money(*line.discount_amount));
    if (line.discount_percent.units != 0) off(format_.percent(line.discount_percent));
    if (one.optional) what = (one.chosen ? words_.marked_chosen : words_.marked_not_chosen)(what);
    const std::vector<std::string> cells = {
        what, format_.number(line.quantity), format_.money(line.unit_price),
        line.tax_percent.units == 0 ? "" : format_.percent(line.tax_percent), format_.money(total)};
    table_row(columns(first), cells);
  }

  void totals() {
    const domain::Totals& t = p_.totals;
    Sums rows = {{words_.subtotal.text(), format_.money(t.subtotal)}};
    if (t.discount.minor != 0) rows.emplace_back(words_.discount.text(), format_.money(-t.discount));
    const auto taxes = domain::tax_sums(domain::chosen_lines(p_), p_.currency, p_.pricing);
    for (auto& row : tax_rows(taxes, p_.pricing.tax_inclusive, words_, format_))
      rows.push_back(std::move(row));
    sums(rows, {words_.total.text(), format_.money(t.total)});
    if (const std::string reasons = tax_reasons(taxes); !reasons.empty()) block("", reasons);
  }

  // A paragraph that no page can hold is cut between words; others stay whole.
  std::vector<std::string> pieces(const std::string& paragraph) {
    if (pdf_.height(kWide, paragraph, kBody) <= kBottom - Pdf::kMargin) return {paragraph};
    constexpr std::size_t kPiece = 2'000;  // bytes: a third of a page
    std::vector<std::string> out;
    for (std::size_t at = 0; at < paragraph.size();) {
      std::size_t end = std::min(at + kPiece, paragraph.size());
      if (end < paragraph.size())
        if (const std::size_t blank = paragraph.rfind(' ', end); blank != std::string::npos && blank > at)
          end = blank;
      // Without a blank the cut is between characters all the same.
      while (end < paragraph.size() && (static_cast<unsigned char>(paragraph[end]) & 0xC0) == 0x80) ++end;
      out.push_back(paragraph.substr(at, end - at));
      at = end;
    }
    return out;
  }

  // A long text goes on over the page, paragraph by paragraph.
  void block(const std::string& head, const std::string& text) {
    if (!head.empty()) {
      room(60);
      pdf_.open("H2");
      y_ += pdf_.text(kLeft, y_, kWide, head, kPart) + 4;
      pdf_.close("H2");
    }
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string paragraph = text.substr(at, end - at);
      at = end + 1;
      if (paragraph.empty()) {
        y_ += 6;
        continue;
      }
      for (const std::string& piece : pieces(paragraph)) {
        room(pdf_.height(kWide, piece, kBody));
        pdf_.open("P");
        y_ += pdf_.text(kLeft, y_, kWide, piece, kBody) + 2;
        pdf_.close("P");
      }
    }
    y_ += 12;
  }

  const ProposalDocument& doc_;
  const domain::Proposal& p_;
  Formatter format_;
};

}  // namespace

std::string proposal_state(const ProposalDocument& d) {
  const domain::Proposal& p = d.proposal;
  const Formatter format(d.locale);
  const Words& words = words_of(d.language);
  const std::string day = p.answer ? format.date(local_date(p.answer->at, d.time_zone)) : "";
  if (p.state == domain::ProposalState::accepted && p.answer) return words.accepted_by(p.answer->name, day);
  if (p.state == domain::ProposalState::declined && p.answer) return words.declined_on(day);
  const std::string last = p.valid_until ? format.date(*p.valid_until) : "";
  if (p.state == domain::ProposalState::draft)
    return last.empty() ? words.draft.text() : words.draft_until(last);
  if (domain::expired(p, d.today)) return words.expired_on(last);
  return last.empty() ? words.open.text() : words.open_until(last);
}

Result<std::string> proposal_pdf(const ProposalDocument& document) {
  return drawn<Writer>(document);
}

}  // namespace every::render
