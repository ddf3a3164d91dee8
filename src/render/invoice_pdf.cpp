#include "render/invoice_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "render/format.h"
#include "render/letter_pdf.h"
#include "render/page.h"
#include "render/party_lines.h"

namespace every::render {
namespace {

constexpr Style kBody{9.5, 400, 0.12}, kDim{9, 400, 0.36}, kStrong{9.5, 600, 0.12}, kHead{8, 600, 0.36},
    kTitle{22, 650, 0.1}, kName{15, 650, 0.1}, kSum{12, 650, 0.1};
constexpr double kLeft = Pdf::kMargin, kRight = Pdf::kWidth - Pdf::kMargin, kWide = kRight - kLeft;
constexpr double kBottom = Pdf::kHeight - Pdf::kMargin - 18;  // the page's foot stands below

// What is drawn at the foot once the number of pages is known, and where a new page starts.
struct Flow {
  double y = Pdf::kMargin;
  int page = 1;
};

class Writer {
 public:
  Writer(const InvoiceDocument& document, int pages)
      : doc_(document),
        invoice_(document.invoice),
        credit_(invoice_.kind == domain::DocumentKind::credit_note),
        format_(document.locale),
        pages_(pages),
        pdf_(title(document.invoice), document.invoice.from.name,
             document.invoice.issue_date.value_or(document.today)) {}

  static std::string title(const domain::Invoice& invoice) {
    const bool note = invoice.kind == domain::DocumentKind::credit_note;
    if (invoice.number.empty()) return note ? "Draft credit note" : "Draft invoice";
    return (note ? "Credit note " : "Invoice ") + invoice.number;
  }

  int draw() {
    head();
    parties();
    table();
    sums();
    closing();
    foot();
    return flow_.page;
  }
  std::string finish(std::string& problem) { return pdf_.finish(problem); }

 private:
  void head() {
    pdf_.open("H1");
    pdf_.text(kLeft, flow_.y, kWide * .6, invoice_.from.name, kName);
    const double h = pdf_.text(kRight - kWide * .4, flow_.y - 4, kWide * .4,
                               credit_ ? "Credit note" : "Invoice", kTitle, Align::right);
    pdf_.close("H1");
    flow_.y += std::max(h, 26.0);
    pdf_.open("P");
    const std::string from = party_lines(invoice_.from);
    const double left = pdf_.text(kLeft, flow_.y, kWide * .6, from, kDim);
    std::string state = invoice_.number.empty() ? "Draft, not issued" : invoice_.number;
    if (invoice_.status == domain::DocumentStatus::voided) state += " · Void: this invoice was cancelled";
    const double right = pdf_.text(kRight - kWide * .4, flow_.y, kWide * .4, state, kStrong, Align::right);
    pdf_.close("P");
    flow_.y += std::max(left, right) + 26;
  }

  void parties() {
    const double top = flow_.y;
    pdf_.open("P");
    flow_.y += pdf_.text(kLeft, flow_.y, kWide * .5, "Bill to", kHead) + 3;
    flow_.y += pdf_.text(kLeft, flow_.y, kWide * .5, invoice_.bill_to.name, kStrong) + 3;
    flow_.y += pdf_.text(kLeft, flow_.y, kWide * .5, party_lines(invoice_.bill_to), kBody);
    pdf_.close("P");
    double y = top;
    pdf_.open("P");
    const auto fact = [&](std::string_view label, const std::string& value) {
      if (value.empty()) return;
      pdf_.text(kRight - 220, y, 110, label, kDim);
      y += pdf_.text(kRight - 110, y, 110, value, kBody, Align::right) + 3;
    };
    fact("Issue date", invoice_.issue_date ? format_.date(*invoice_.issue_date) : "");
    if (credit_) {
      fact("Credits invoice", invoice_.about_number);
      fact("Invoice date", invoice_.about_date ? format_.date(*invoice_.about_date) : "");
    } else {
      fact("Due date", invoice_.due_date ? format_.date(*invoice_.due_date) : "");
      fact("Terms", fmt::format("Net {}", invoice_.payment_terms_days));
    }
    fact("PO number", invoice_.po_number);
    fact("Currency", std::string(invoice_.currency.code()));
    pdf_.close("P");
    flow_.y = std::max(flow_.y, y) + 26;
  }

  struct Column {
    std::string_view head;
    double x, width;
    Align align;
  };
  static constexpr double kItem = kWide - 290;
  std::vector<Column> columns() const {
    return {
        {"Item", kLeft, kItem - 8, Align::left},         {"Quantity", kLeft + kItem, 55, Align::right},
        {"Price", kLeft + kItem + 55, 80, Align::right}, {"Discount", kLeft + kItem + 135, 45, Align::right},
        {"Tax", kLeft + kItem + 180, 40, Align::right},  {"Total", kRight - 70, 70, Align::right}};
  }

  void table_head() {
    pdf_.open("TR");
    double h = 0;
    for (const Column& c : columns()) {
      pdf_.open("TH");
      h = std::max(h, pdf_.text(c.x, flow_.y, c.width, c.head, kHead, c.align));
      pdf_.close("TH");
    }
    pdf_.close("TR");
    flow_.y += h + 5;
    pdf_.rule(kLeft, flow_.y, kRight, 0.6);
    flow_.y += 7;
  }

  void table() {
    pdf_.open("Table");
    table_head();
    const auto amounts = domain::sum_up(invoice_.lines, invoice_.currency, invoice_.pricing);
    for (std::size_t n = 0; n < invoice_.lines.size(); ++n) {
      const domain::InvoiceLine& line = invoice_.lines[n];
      const std::vector<std::string> cells = {
          line.description,
          format_.number(line.quantity),
          format_.money(line.unit_price),
          line.discount_amount               ? format_.money(*line.discount_amount)
          : line.discount_percent.units == 0 ? ""
                                             : format_.percent(line.discount_percent),
          line.tax_percent.units == 0 ? "" : format_.percent(line.tax_percent),
          format_.money(amounts->lines[n].total)};
      const auto cols = columns();
      double h = 0;
      for (std::size_t i = 0; i < cols.size(); ++i)
        h = std::max(h, pdf_.height(cols[i].width, cells[i], kBody));
      if (room(h + 12)) table_head();
      pdf_.open("TR");
      for (std::size_t i = 0; i < cols.size(); ++i) {
        pdf_.open("TD");
        pdf_.text(cols[i].x, flow_.y, cols[i].width, cells[i], kBody, cols[i].align);
        pdf_.close("TD");
      }
      pdf_.close("TR");
      flow_.y += h + 6;
      pdf_.rule(kLeft, flow_.y, kRight);
      flow_.y += 6;
    }
    pdf_.close("Table");
  }

  void sums() {
    flow_.y += 6;
    const auto& t = invoice_.totals;
    std::vector<std::pair<std::string, std::string>> rows = {{"Subtotal", format_.money(t.subtotal)}};
    if (t.discount.minor != 0) rows.emplace_back("Discount", format_.money(-t.discount));
    const bool inside = invoice_.pricing.tax_inclusive;
    if (t.tax.minor != 0 && !inside) rows.emplace_back("Tax", format_.money(t.tax));
    rows.emplace_back("Total", format_.money(t.total));
    if (t.tax.minor != 0 && inside) rows.emplace_back("Tax included", format_.money(t.tax));
    if (invoice_.credited) rows.emplace_back("Credited", format_.money(-*invoice_.credited));
    for (const domain::Payment& payment : doc_.payments)
      rows.emplace_back("Paid " + format_.date(payment.date), format_.money(-payment.paid_on(invoice_.id)));
    room(static_cast<double>(rows.size()) * 17 + 40);
    pdf_.open("P");
    for (const auto& [label, value] : rows) {
      pdf_.text(kRight - 240, flow_.y, 120, label, kDim);
      flow_.y += pdf_.text(kRight - 130, flow_.y, 130, value, kBody, Align::right) + 4;
    }
    pdf_.rule(kRight - 240, flow_.y + 1, kRight, 0.6);
    flow_.y += 8;
    pdf_.text(kRight - 240, flow_.y, 110, credit_ ? "Credit" : "Amount due", kSum);
    const Money last = credit_ ? t.total : invoice_.due();
    flow_.y += pdf_.text(kRight - 140, flow_.y, 140, format_.money(last), kSum, Align::right) + 24;
    pdf_.close("P");
  }

  void closing() {
    if (credit_) {
      block("Reason", invoice_.notes);
      return;
    }
    block("How to pay", doc_.bank_details.empty() || invoice_.number.empty()
                            ? doc_.bank_details
                            : doc_.bank_details + "\nReference " + invoice_.number);
    block("Notes", invoice_.notes);
    block("", invoice_.footer);
  }

  void block(std::string_view head, const std::string& text) {
    if (text.empty()) return;
    room(pdf_.height(kWide, text, kBody) + 20);
    pdf_.open("P");
    if (!head.empty()) flow_.y += pdf_.text(kLeft, flow_.y, kWide, head, kHead) + 3;
    flow_.y += pdf_.text(kLeft, flow_.y, kWide, text, kBody) + 14;
    pdf_.close("P");
  }

  // Starts a new page when `height` does not fit any more; true when it did.
  bool room(double height) {
    if (flow_.y + height <= kBottom || flow_.y <= Pdf::kMargin + 1) return false;
    foot();
    pdf_.next_page();
    ++flow_.page;
    flow_.y = Pdf::kMargin;
    return true;
  }

  void foot() {
    if (pages_ <= 1) return;
    pdf_.text(kLeft, Pdf::kHeight - Pdf::kMargin + 6, kWide / 2, title(invoice_), kDim);
    pdf_.text(kRight - kWide / 2, Pdf::kHeight - Pdf::kMargin + 6, kWide / 2,
              fmt::format("Page {} of {}", flow_.page, pages_), kDim, Align::right);
  }

  const InvoiceDocument& doc_;
  const domain::Invoice& invoice_;
  bool credit_;
  Formatter format_;
  int pages_;
  Pdf pdf_;
  Flow flow_;
};

}  // namespace

Result<std::string> invoice_pdf(const InvoiceDocument& document) {
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
