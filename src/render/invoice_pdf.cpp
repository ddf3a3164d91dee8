#include "render/invoice_pdf.h"

#include <algorithm>
#include <vector>

#include "render/format.h"
#include "render/sheet.h"
#include "render/taxes.h"

namespace every::render {
namespace {

class Writer : public Sheet {
 public:
  Writer(const InvoiceDocument& document, int pages)
      : Sheet(invoice_title(document.invoice, document.language), document.invoice.from.name,
              document.invoice.issue_date.value_or(document.today), document.language, pages),
        doc_(document),
        invoice_(document.invoice),
        credit_(invoice_.kind == domain::DocumentKind::credit_note),
        format_(document.locale) {}

  int draw() {
    std::string state = invoice_.number.empty() ? words_.draft_not_issued.text() : invoice_.number;
    if (invoice_.status == domain::DocumentStatus::voided) state += " · " + words_.voided.text();
    head(invoice_.from, doc_.logo, credit_ ? words_.credit_note : words_.invoice, state);
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
    addressee(words_.bill_to, invoice_.bill_to);
    double y = top;
    pdf_.open("P");
    const auto fact = [&](std::string_view label, const std::string& value) {
      if (value.empty()) return;
      y = fact_row(y, 220, 110, label, value);
    };
    fact(words_.issue_date, invoice_.issue_date ? format_.date(*invoice_.issue_date) : "");
    if (credit_) {
      fact(words_.credits_invoice, invoice_.about_number);
      fact(words_.invoice_date, invoice_.about_date ? format_.date(*invoice_.about_date) : "");
    } else {
      fact(words_.due_date, invoice_.due_date ? format_.date(*invoice_.due_date) : "");
      fact(words_.terms, words_.net(invoice_.payment_terms_days, format_.days(invoice_.payment_terms_days)));
    }
    fact(words_.po_number, invoice_.po_number);
    fact(words_.currency, std::string(invoice_.currency.code()));
    pdf_.close("P");
    y_ = std::max(y_, y) + 26;
  }

  static constexpr double kItem = kWide - 290;
  std::vector<Column> columns() const {
    return {{words_.item.text(), kLeft, kItem - 8, Align::left},
            {words_.quantity.text(), kLeft + kItem, 55, Align::right},
            {words_.price.text(), kLeft + kItem + 55, 80, Align::right},
            {words_.discount.text(), kLeft + kItem + 135, 45, Align::right},
            {words_.tax.text(), kLeft + kItem + 180, 40, Align::right},
            {words_.total.text(), kRight - 70, 70, Align::right}};
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
    Sums rows = {{words_.subtotal.text(), format_.money(t.subtotal)}};
    if (t.discount.minor != 0) rows.emplace_back(words_.discount.text(), format_.money(-t.discount));
    const bool inside = invoice_.pricing.tax_inclusive;
    const Sums taxes = tax_rows(taxes_, inside, words_, format_);
    if (!inside) rows.insert(rows.end(), taxes.begin(), taxes.end());
    rows.emplace_back(words_.total.text(), format_.money(t.total));
    if (inside) rows.insert(rows.end(), taxes.begin(), taxes.end());
    if (invoice_.credited) rows.emplace_back(words_.credited.text(), format_.money(-*invoice_.credited));
    for (const domain::Payment& payment : doc_.payments)
      rows.emplace_back(words_.paid_on(format_.date(payment.date)),
                        format_.money(-payment.paid_on(invoice_.id)));
    const Money last = credit_ ? t.total : invoice_.due();
    sums(rows, {(credit_ ? words_.credit : words_.amount_due).text(), format_.money(last)});
  }

  void closing() {
    block("", tax_reasons(taxes_));
    if (credit_) {
      block(words_.reason, invoice_.notes);
      return;
    }
    block(words_.how_to_pay, doc_.bank_details.empty() || invoice_.number.empty()
                                 ? doc_.bank_details
                                 : doc_.bank_details + "\n" + words_.reference_number(invoice_.number));
    block(words_.notes, invoice_.notes);
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
  std::vector<domain::TaxSum> taxes_ = domain::tax_sums(invoice_.lines, invoice_.currency, invoice_.pricing);
  bool credit_;
  Formatter format_;
};

}  // namespace

std::string invoice_title(const domain::Invoice& invoice, std::string_view language) {
  const Words& words = words_of(language);
  const bool note = invoice.kind == domain::DocumentKind::credit_note;
  if (invoice.number.empty()) return (note ? words.draft_credit_note : words.draft_invoice).text();
  return (note ? words.credit_note_number : words.invoice_number)(invoice.number);
}

Result<std::string> invoice_pdf(const InvoiceDocument& document) {
  return drawn<Writer>(document);
}

}  // namespace every::render
