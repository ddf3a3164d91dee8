#include "render/proposal_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "render/format.h"
#include "render/page.h"
#include "render/party_lines.h"

namespace every::render {
namespace {

constexpr Style kBody{9.5, 400, 0.12}, kDim{9, 400, 0.36}, kStrong{9.5, 600, 0.12}, kHead{8, 600, 0.36},
    kTitle{22, 650, 0.1}, kName{15, 650, 0.1}, kPart{11, 600, 0.1}, kSum{12, 650, 0.1};
constexpr double kLeft = Pdf::kMargin, kRight = Pdf::kWidth - Pdf::kMargin, kWide = kRight - kLeft;
constexpr double kBottom = Pdf::kHeight - Pdf::kMargin - 18;  // the page's foot stands below

class Writer {
 public:
  Writer(const ProposalDocument& document, int pages)
      : doc_(document),
        p_(document.proposal),
        format_(document.locale),
        pages_(pages),
        pdf_(title(), p_.from.name, stamp()) {}

  int draw() {
    head();
    parties();
    for (const domain::ProposalSection& section : p_.sections) block(section.title, section.text);
    table(false, "Item");
    if (std::any_of(p_.lines.begin(), p_.lines.end(), [](const auto& one) { return one.optional; }))
      table(true, "Option");
    sums();
    foot();
    return page_;
  }
  std::string finish(std::string& problem) { return pdf_.finish(problem); }

 private:
  std::string title() const { return p_.number.empty() ? "Draft proposal" : "Proposal " + p_.number; }
  Date stamp() const { return p_.opened_at ? local_date(*p_.opened_at, doc_.time_zone) : doc_.today; }

  void head() {
    pdf_.open("H1");
    pdf_.text(kLeft, y_, kWide * .6, p_.from.name, kName);
    const double h = pdf_.text(kRight - kWide * .4, y_ - 4, kWide * .4, "Proposal", kTitle, Align::right);
    pdf_.close("H1");
    y_ += std::max(h, 26.0);
    pdf_.open("P");
    const double left = pdf_.text(kLeft, y_, kWide * .6, party_lines(p_.from), kDim);
    const std::string number = p_.number.empty() ? "Draft" : p_.number;
    const double right = pdf_.text(kRight - kWide * .4, y_, kWide * .4, number, kStrong, Align::right);
    pdf_.close("P");
    y_ += std::max(left, right) + 26;
  }

  void parties() {
    pdf_.open("P");
    const double top = y_;
    y_ += pdf_.text(kLeft, y_, kWide * .5, "For", kHead) + 3;
    y_ += pdf_.text(kLeft, y_, kWide * .5, p_.bill_to.name, kStrong) + 3;
    y_ += pdf_.text(kLeft, y_, kWide * .5, party_lines(p_.bill_to), kBody);
    pdf_.close("P");
    pdf_.open("P");
    const double right =
        pdf_.text(kRight - kWide * .45, top, kWide * .45, proposal_state(doc_), kBody, Align::right);
    pdf_.close("P");
    y_ = std::max(y_, top + right) + 22;
    pdf_.open("H2");
    y_ += pdf_.text(kLeft, y_, kWide, p_.title, kSum) + 14;
    pdf_.close("H2");
  }

  struct Column {
    std::string head;
    double x, width;
    Align align;
  };
  static constexpr double kItem = kWide - 245;
  static std::vector<Column> columns(const std::string& first) {
    return {{first, kLeft, kItem - 8, Align::left},
            {"Quantity", kLeft + kItem, 55, Align::right},
            {"Price", kLeft + kItem + 55, 80, Align::right},
            {"Tax", kLeft + kItem + 135, 40, Align::right},
            {"Total", kRight - 70, 70, Align::right}};
  }

  void table_head(const std::string& first) {
    pdf_.open("TR");
    double h = 0;
    for (const Column& c : columns(first)) {
      pdf_.open("TH");
      h = std::max(h, pdf_.text(c.x, y_, c.width, c.head, kHead, c.align));
      pdf_.close("TH");
    }
    pdf_.close("TR");
    y_ += h + 5;
    pdf_.rule(kLeft, y_, kRight, 0.6);
    y_ += 7;
  }

  // The lines, or the options among them.
  void table(bool options, const std::string& first) {
    const auto totals = domain::line_totals(p_);
    room(60);
    pdf_.open("Table");
    table_head(first);
    for (std::size_t n = 0; n < p_.lines.size(); ++n)
      if (p_.lines[n].optional == options) row(p_.lines[n], totals[n], first);
    pdf_.close("Table");
    y_ += 10;
  }

  void row(const domain::ProposalLine& one, Money total, const std::string& first) {
    const domain::InvoiceLine& line = one.line;
    std::string what = line.description;
    if (line.discount_amount) what += " (" + format_.money(*line.discount_amount) + " off)";
    if (line.discount_percent.units != 0) what += " (" + format_.percent(line.discount_percent) + " off)";
    if (one.optional) what += one.chosen ? " – chosen" : " – not chosen";
    const std::vector<std::string> cells = {
        what, format_.number(line.quantity), format_.money(line.unit_price),
        line.tax_percent.units == 0 ? "" : format_.percent(line.tax_percent), format_.money(total)};
    const auto cols = columns(first);
    double h = 0;
    for (std::size_t i = 0; i < cols.size(); ++i)
      h = std::max(h, pdf_.height(cols[i].width, cells[i], kBody));
    if (room(h + 12)) table_head(first);
    pdf_.open("TR");
    for (std::size_t i = 0; i < cols.size(); ++i) {
      pdf_.open("TD");
      pdf_.text(cols[i].x, y_, cols[i].width, cells[i], kBody, cols[i].align);
      pdf_.close("TD");
    }
    pdf_.close("TR");
    y_ += h + 6;
    pdf_.rule(kLeft, y_, kRight);
    y_ += 6;
  }

  void sums() {
    const domain::Totals& t = p_.totals;
    std::vector<std::pair<std::string, std::string>> rows = {{"Subtotal", format_.money(t.subtotal)}};
    if (t.discount.minor != 0) rows.emplace_back("Discount", format_.money(-t.discount));
    if (t.tax.minor != 0)
      rows.emplace_back(p_.pricing.tax_inclusive ? "Tax included" : "Tax", format_.money(t.tax));
    room(static_cast<double>(rows.size()) * 17 + 40);
    pdf_.open("P");
    for (const auto& [label, value] : rows) {
      pdf_.text(kRight - 240, y_, 120, label, kDim);
      y_ += pdf_.text(kRight - 130, y_, 130, value, kBody, Align::right) + 4;
    }
    pdf_.rule(kRight - 240, y_ + 1, kRight, 0.6);
    y_ += 8;
    pdf_.text(kRight - 240, y_, 110, "Total", kSum);
    y_ += pdf_.text(kRight - 140, y_, 140, format_.money(t.total), kSum, Align::right) + 24;
    pdf_.close("P");
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

  // Starts a new page when `height` does not fit any more; true when it did.
  bool room(double height) {
    if (y_ + height <= kBottom || y_ <= Pdf::kMargin + 1) return false;
    foot();
    pdf_.next_page();
    ++page_;
    y_ = Pdf::kMargin;
    return true;
  }

  void foot() {
    if (pages_ <= 1) return;
    pdf_.text(kLeft, Pdf::kHeight - Pdf::kMargin + 6, kWide / 2, title(), kDim);
    pdf_.text(kRight - kWide / 2, Pdf::kHeight - Pdf::kMargin + 6, kWide / 2,
              fmt::format("Page {} of {}", page_, pages_), kDim, Align::right);
  }

  const ProposalDocument& doc_;
  const domain::Proposal& p_;
  Formatter format_;
  int pages_;
  Pdf pdf_;
  double y_ = Pdf::kMargin;
  int page_ = 1;
};

}  // namespace

std::string proposal_state(const ProposalDocument& d) {
  const domain::Proposal& p = d.proposal;
  const Formatter format(d.locale);
  const std::string day = p.answer ? format.date(local_date(p.answer->at, d.time_zone)) : "";
  if (p.state == domain::ProposalState::accepted && p.answer)
    return "Accepted by " + p.answer->name + " on " + day;
  if (p.state == domain::ProposalState::declined && p.answer) return "Declined on " + day;
  const std::string last = p.valid_until ? format.date(*p.valid_until) : "";
  if (p.state == domain::ProposalState::draft) return last.empty() ? "Draft" : "Draft, valid until " + last;
  if (domain::expired(p, d.today)) return "Expired on " + last;
  return last.empty() ? "Open" : "Open until " + last;
}

Result<std::string> proposal_pdf(const ProposalDocument& document) {
  // Drawn twice: the first time only to learn how many pages there are.
  const int pages = Writer(document, 1).draw();
  Writer writer(document, pages);
  writer.draw();
  std::string problem;
  std::string bytes = writer.finish(problem);
  if (bytes.empty()) return Error(Code::internal, "The PDF could not be made: " + problem);
  return bytes;
}

}  // namespace every::render
