#include "render/invoice_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "render/format.h"
#include "render/sheet.h"

namespace every::render {
namespace {

class Writer : public Sheet {
 public:
  Writer(const InvoiceDocument& document, int pages)
      : Sheet(title(document.invoice), document.invoice.from.name,
              document.invoice.issue_date.value_or(document.today), pages),
        doc_(document),
        invoice_(document.invoice),
        credit_(invoice_.kind == domain::DocumentKind::credit_note),
        format_(document.locale) {}

  static std::string title(const domain::Invoice& invoice) {
    const bool note = invoice.kind == domain::DocumentKind::credit_note;
    if (invoice.number.empty()) return note ? "Draft credit note" : "Draft invoice";
    return (note ? "Credit note " : "Invoice ") + invoice.number;
  }

  int draw() {
    std::string state = invoice_.number.empty() ? "Draft, not issued" : invoice_.number;
    if (invoice_.status == domain::DocumentStatus::voided) state += " · Void: this invoice was cancelled";
    head(invoice_.from, doc_.logo, credit_ ? "Credit note" : "Invoice", state);
    parties();
    table();
    totals();
    closing();
    foot();
    return page_;
  }

 private:
  void parties() {
    const double top = y_;
    addressee("Bill to", invoice_.bill_to);
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
    y_ = std::max(y_, y) + 26;
  }

  static constexpr double kItem = kWide - 290;
  static const std::vector<Column>& columns() {
    static const std::vector<Column> all = {
        {"Item", kLeft, kItem - 8, Align::left},         {"Quantity", kLeft + kItem, 55, Align::right},
        {"Price", kLeft + kItem + 55, 80, Align::right}, {"Discount", kLeft + kItem + 135, 45, Align::right},
        {"Tax", kLeft + kItem + 180, 40, Align::right},  {"Total", kRight - 70, 70, Align::right}};
    return all;
  }

  void table() {
    pdf_.open("Table");
    table_head(columns());
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
      table_row(columns(), cells);
    }
    pdf_.close("Table");
  }

  void totals() {
    y_ += 6;
    const auto& t = invoice_.totals;
    Sums rows = {{"Subtotal", format_.money(t.subtotal)}};
    if (t.discount.minor != 0) rows.emplace_back("Discount", format_.money(-t.discount));
    const bool inside = invoice_.pricing.tax_inclusive;
    if (t.tax.minor != 0 && !inside) rows.emplace_back("Tax", format_.money(t.tax));
    rows.emplace_back("Total", format_.money(t.total));
    if (t.tax.minor != 0 && inside) rows.emplace_back("Tax included", format_.money(t.tax));
    if (invoice_.credited) rows.emplace_back("Credited", format_.money(-*invoice_.credited));
    for (const domain::Payment& payment : doc_.payments)
      rows.emplace_back("Paid " + format_.date(payment.date), format_.money(-payment.paid_on(invoice_.id)));
    const Money last = credit_ ? t.total : invoice_.due();
    sums(rows, {credit_ ? "Credit" : "Amount due", format_.money(last)});
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
    if (!head.empty()) y_ += pdf_.text(kLeft, y_, kWide, head, kHead) + 3;
    y_ += pdf_.text(kLeft, y_, kWide, text, kBody) + 14;
    pdf_.close("P");
  }

  const InvoiceDocument& doc_;
  const domain::Invoice& invoice_;
  bool credit_;
  Formatter format_;
};

}  // namespace

Result<std::string> invoice_pdf(const InvoiceDocument& document) {
  return drawn<Writer>(document);
}

}  // namespace every::render
