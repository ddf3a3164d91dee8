#include "render/public_invoice.h"

#include <fmt/format.h>

#include "base/text.h"
#include "render/format.h"
#include "render/html.h"

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
  const domain::Invoice& i = d.invoice;
  const auto amounts = domain::sum_up(i.lines, i.currency, i.pricing);
  std::string rows;
  std::size_t shown = 0;
  for (; shown < i.lines.size() && rows.size() < kLinesBytesMax; ++shown) {
    const domain::InvoiceLine& line = i.lines[shown];
    std::string off;
    if (line.discount_amount) off = format.money(*line.discount_amount) + " off";
    if (line.discount_percent.units != 0) off = format.percent(line.discount_percent) + " off";
    rows += fmt::format(
        "<tr><td>{}{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
        "class=\"n\">{}</td></tr>",
        escaped(line.description), off.empty() ? "" : " <span class=\"dim\">" + off + "</span>",
        format.number(line.quantity), format.money(line.unit_price),
        line.tax_percent.units == 0 ? "" : format.percent(line.tax_percent),
        format.money(amounts->lines[shown].total));
  }
  if (shown < i.lines.size())
    rows += fmt::format("<tr><td colspan=\"5\" class=\"dim\">and {} more in the PDF</td></tr>",
                        i.lines.size() - shown);
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
         "aria-label=\"Lines\"><table><thead><tr><th>Item</th><th "
         "class=\"n\">Quantity</th><th class=\"n\">Price</th><th class=\"n\">Tax</th><th "
         "class=\"n\">Total</th></tr></thead><tbody>" +
         rows + "</tbody></table></div>";
}

std::string sums(const InvoiceDocument& d, const Formatter& format) {
  const domain::Totals& t = d.invoice.totals;
  std::string out = "<dl>";
  const auto row = [&](std::string_view label, const std::string& value, std::string_view kind = "") {
    out += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>", kind, label, value);
  };
  row("Subtotal", format.money(t.subtotal));
  if (t.discount.minor != 0) row("Discount", format.money(-t.discount));
  if (t.tax.minor != 0) row(d.invoice.pricing.tax_inclusive ? "Tax included" : "Tax", format.money(t.tax));
  if (is_note(d.invoice)) {
    row("Credit", format.money(t.total), " class=\"sum\"");
    return out + "</dl>";
  }
  row("Total", format.money(t.total));
  if (d.invoice.credited) row("Credited", format.money(-*d.invoice.credited));
  if (d.invoice.paid.minor != 0) row("Paid", format.money(-d.invoice.paid));
  row("Amount due", format.money(d.invoice.due()), " class=\"sum\"");
  return out + "</dl>";
}

std::string payments(const InvoiceDocument& d, const Formatter& format) {
  if (d.payments.empty()) return "<p>None yet.</p>";
  std::string out;
  for (const domain::Payment& payment : d.payments)
    out += fmt::format("<p>{} on {}</p>", format.money(payment.paid_on(d.invoice.id)),
                       format.date(payment.date));
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
  if (i.status == domain::DocumentStatus::voided) return "Void: this invoice was cancelled.";
  if (is_note(i))
    return "Credits invoice " + i.about_number + (i.about_date ? " of " + format.date(*i.about_date) : "") +
           ".";
  if (credited(i)) return "Credited: nothing to pay.";
  const std::string day = i.due_date ? format.date(*i.due_date) : "";
  const std::string received = format.money(i.paid) + " received";
  switch (payment_of(d)) {
    case domain::PaymentStatus::paid:
      return d.payments.empty() ? "Nothing to pay."
                                : "Paid on " + format.date(d.payments.back().date) + ". Thank you.";
    case domain::PaymentStatus::overdue:
      return "Overdue since " + day + (i.paid.minor > 0 ? ". " + received : "");
    case domain::PaymentStatus::partial:
      return "Partly paid: " + received;
    case domain::PaymentStatus::unpaid:
      break;
  }
  return day.empty() ? "Open" : "Open, due " + day;
}

std::string public_invoice_page(const InvoiceDocument& d, const std::string& path) {
  const domain::Invoice& i = d.invoice;
  const Formatter format(d.locale);
  const bool asks = i.status == domain::DocumentStatus::issued && !is_note(i);
  const std::string title = (is_note(i) ? "Credit note " : "Invoice ") + i.number;
  std::string body = fmt::format(
      "<header>{}<a class=\"noprint\" href=\"{}.pdf\">Download PDF</a></header>"
      "<h1>{}</h1><p class=\"dim\">For {}{}</p><p class=\"state{}\">{}</p>",
      sender_html(i.from.name, d.logo.has_value(), path), escaped(path), escaped(title),
      escaped(i.bill_to.name), i.issue_date ? ", " + format.date(*i.issue_date) : "", tone_of(d),
      escaped(invoice_state(d)));
  if (is_note(i))
    body += fmt::format("<p class=\"due\">{} <small>credited</small></p>", format.money(i.totals.total));
  if (asks)
    body += fmt::format("<p class=\"due\">{} <small>due of {}</small></p>", format.money(i.due()),
                        format.money(i.totals.total));
  body += "<section>" + table(d, format) + sums(d, format) + "</section>";
  if (asks && i.due().minor > 0 && !d.bank_details.empty())
    body += block("How to pay", d.bank_details + "\nReference " + i.number);
  if (asks) body += "<section><h2>Payments received</h2>" + payments(d, format) + "</section>";
  body += block(is_note(i) ? "Reason" : "Notes", i.notes);
  if (!i.footer.empty()) body += "<p class=\"dim pre\">" + escaped(i.footer) + "</p>";
  return html_page(title + " · " + i.from.name, body);
}

}  // namespace every::render
