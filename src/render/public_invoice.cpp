#include "render/public_invoice.h"

#include <fmt/format.h>

#include "base/text.h"
#include "render/format.h"
#include "render/html.h"
#include "render/taxes.h"
#include "render/words.h"

namespace every::render {
namespace {

constexpr std::size_t kLinesBytesMax = 6'000;

bool is_note(const domain::Invoice& i) {
  return i.kind == domain::DocumentKind::credit_note;
}

// As store::display_status() has it: nothing of it is left to pay.
bool credited(const domain::Invoice& i) {
  return i.credited && i.credited->minor >= i.totals.total.minor;
}

domain::PaymentStatus payment_of(const InvoiceDocument& d) {
  const domain::Invoice& i = d.invoice;
  return domain::payment_status(i.totals.total - i.credited.value_or(Money{0, i.currency}), i.paid,
                                i.due_date, d.today);
}

std::string_view tone_of(const InvoiceDocument& d) {
  if (d.invoice.status == domain::DocumentStatus::voided || is_note(d.invoice) || credited(d.invoice))
    return "";
  switch (payment_of(d)) {
    case domain::PaymentStatus::paid:
      return " pos";
    case domain::PaymentStatus::overdue:
      return " neg";
    default:
      return "";
  }
}

std::string table(const InvoiceDocument& d, const Formatter& format) {
  const Words& words = words_of(d.language);
  const domain::Invoice& i = d.invoice;
  const auto amounts = domain::sum_up(i.lines, i.currency, i.pricing);
  std::string rows;
  std::size_t shown = 0;
  for (; shown < i.lines.size() && rows.size() < kLinesBytesMax; ++shown) {
    const domain::InvoiceLine& line = i.lines[shown];
    std::string off;
    if (line.discount_amount) off = words.off(format.money(*line.discount_amount));
    if (line.discount_percent.units != 0) off = words.off(format.percent(line.discount_percent));
    rows += fmt::format(
        "<tr><td>{}{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
        "class=\"n\">{}</td></tr>",
        escaped(line.description), off.empty() ? "" : " <span class=\"dim\">" + off + "</span>",
        format.number(line.quantity), format.money(line.unit_price),
        line.tax_percent.units == 0 ? "" : format.percent(line.tax_percent),
        format.money(amounts->lines[shown].total));
  }
  if (shown < i.lines.size())
    rows += fmt::format("<tr><td colspan=\"5\" class=\"dim\">{}</td></tr>",
                        words.more_in_pdf(i.lines.size() - shown));
  return lines_table_html(words.lines, words.item, rows, words);
}

std::vector<domain::TaxSum> taxes_of(const InvoiceDocument& d) {
  return domain::tax_sums(d.invoice.lines, d.invoice.currency, d.invoice.pricing);
}

std::string sums(const InvoiceDocument& d, const Formatter& format) {
  const domain::Totals& t = d.invoice.totals;
  const Words& words = words_of(d.language);
  std::string out = "<dl>";
  const auto row = [&](std::string_view label, const std::string& value, std::string_view kind = "") {
    out += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>", kind, label, value);
  };
  row(words.subtotal, format.money(t.subtotal));
  if (t.discount.minor != 0) row(words.discount, format.money(-t.discount));
  for (const auto& [label, tax] : tax_rows(taxes_of(d), d.invoice.pricing.tax_inclusive, words, format))
    row(escaped(label), tax);
  if (is_note(d.invoice)) {
    row(words.credit, format.money(t.total), " class=\"sum\"");
    return out + "</dl>";
  }
  row(words.total, format.money(t.total));
  if (d.invoice.credited) row(words.credited, format.money(-*d.invoice.credited));
  if (d.invoice.paid.minor != 0) row(words.paid, format.money(-d.invoice.paid));
  row(words.amount_due, format.money(d.invoice.due()), " class=\"sum\"");
  return out + "</dl>";
}

std::string payments(const InvoiceDocument& d, const Formatter& format) {
  const Words& words = words_of(d.language);
  if (d.payments.empty()) return "<p>" + words.none_yet.text() + "</p>";
  std::string out;
  for (const domain::Payment& payment : d.payments)
    out += "<p>" + words.amount_on(format.money(payment.paid_on(d.invoice.id)), format.date(payment.date)) +
           "</p>";
  return out;
}

std::string block(std::string_view head, const std::string& text) {
  if (text.empty()) return {};
  return fmt::format("<section><h2>{}</h2><p class=\"pre\">{}</p></section>", head, escaped(text));
}

}  // namespace

std::string invoice_state(const InvoiceDocument& d) {
  const domain::Invoice& i = d.invoice;
  const Formatter format(d.locale);
  const Words& words = words_of(d.language);
  if (i.status == domain::DocumentStatus::voided) return words.void_state.text();
  if (is_note(i))
    return i.about_date ? words.credits_of(i.about_number, format.date(*i.about_date))
                        : words.credits(i.about_number);
  if (credited(i)) return words.nothing_left.text();
  const std::string day = i.due_date ? format.date(*i.due_date) : "";
  switch (payment_of(d)) {
    case domain::PaymentStatus::paid:
      return d.payments.empty() ? words.nothing_to_pay.text()
                                : words.paid_thanks(format.date(d.payments.back().date));
    case domain::PaymentStatus::overdue:
      return words.overdue_since(day) +
             (i.paid.minor > 0 ? ". " + words.amount_came(format.money(i.paid)) : "");
    case domain::PaymentStatus::partial:
      return words.partly_paid(format.money(i.paid));
    case domain::PaymentStatus::unpaid:
      break;
  }
  return day.empty() ? words.open.text() : words.open_due(day);
}

std::string public_invoice_page(const InvoiceDocument& d, const std::string& path) {
  const domain::Invoice& i = d.invoice;
  const Formatter format(d.locale);
  const bool asks = i.status == domain::DocumentStatus::issued && !is_note(i);
  const Words& words = words_of(d.language);
  const std::string title = invoice_title(i, d.language);
  std::string body = fmt::format(
      "<header>{}<a class=\"noprint\" href=\"{}.pdf\">{}</a></header>"
      "<h1>{}</h1><p class=\"dim\">{}</p><p class=\"state{}\">{}</p>",
      sender_html(i.from.name, d.logo.has_value(), path), escaped(path), words.download.text(),
      escaped(title),
      i.issue_date ? words.page_for_on(escaped(i.bill_to.name), format.date(*i.issue_date))
                   : words.page_for(escaped(i.bill_to.name)),
      tone_of(d), escaped(invoice_state(d)));
  if (is_note(i))
    body += fmt::format("<p class=\"due\">{} <small>{}</small></p>", format.money(i.totals.total),
                        words.given_back.text());
  if (asks)
    body += fmt::format("<p class=\"due\">{} <small>{}</small></p>", format.money(i.due()),
                        words.due_of(format.money(i.totals.total)));
  body += "<section>" + table(d, format) + sums(d, format) + "</section>";
  if (asks && i.due().minor > 0 && !d.bank_details.empty())
    body += block(words.how_to_pay, d.bank_details + "\n" + words.reference_number(i.number));
  if (asks)
    body += "<section><h2>" + words.payments_received.text() + "</h2>" + payments(d, format) + "</section>";
  if (const std::string reasons = tax_reasons(taxes_of(d)); !reasons.empty())
    body += "<p class=\"pre\">" + escaped(reasons) + "</p>";
  body += block(is_note(i) ? words.reason : words.notes, i.notes);
  if (!i.footer.empty()) body += "<p class=\"dim pre\">" + escaped(i.footer) + "</p>";
  return html_page(title + " · " + i.from.name, body, d.language);
}

}  // namespace every::render
