#include "render/public_proposal.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "render/format.h"
#include "render/html.h"

namespace every::render {
namespace {

using domain::ProposalLine;

std::string_view tone_of(const ProposalDocument& d) {
  if (d.proposal.state == domain::ProposalState::accepted) return " pos";
  if (d.proposal.state == domain::ProposalState::declined || domain::expired(d.proposal, d.today))
    return " neg";
  return "";
}

std::string off(const domain::InvoiceLine& line, const Formatter& format) {
  std::string text;
  if (line.discount_amount) text = format.money(*line.discount_amount);
  if (line.discount_percent.units != 0) text = format.percent(line.discount_percent);
  return text.empty() ? "" : " <span class=\"dim\">" + text + " off</span>";
}

std::string row(const ProposalLine& one, Money total, const Formatter& format, const std::string& what) {
  return fmt::format(
      "<tr><td>{}{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
      "class=\"n\">{}</td></tr>",
      what, off(one.line, format), format.number(one.line.quantity), format.money(one.line.unit_price),
      one.line.tax_percent.units == 0 ? "" : format.percent(one.line.tax_percent), format.money(total));
}

std::string table(std::string_view name, std::string_view first, const std::string& rows) {
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{}\"><table><thead><tr><th>{}</th><th "
      "class=\"n\">Quantity</th><th class=\"n\">Price</th><th class=\"n\">Tax</th><th "
      "class=\"n\">Total</th></tr></thead><tbody>{}</tbody></table></div>",
      name, first, rows);
}

// `answerable`: options are boxes to tick, else what was chosen of them.
std::string lines(const ProposalDocument& d, const Formatter& format, bool answerable) {
  std::string fixed, options;
  const auto totals = domain::line_totals(d.proposal);
  for (std::size_t n = 0; n < d.proposal.lines.size(); ++n) {
    const ProposalLine& one = d.proposal.lines[n];
    const std::string what = escaped(one.line.description);
    if (!one.optional)
      fixed += row(one, totals[n], format, what);
    else if (answerable)
      options +=
          row(one, totals[n], format,
              fmt::format("<label class=\"pick\"><input type=\"checkbox\" name=\"option\" value=\"{}\"{}> "
                          "{}</label>",
                          escaped(one.line.id), one.chosen ? " checked" : "", what));
    else
      options += row(one, totals[n], format, what + (one.chosen ? " – chosen" : " – not chosen"));
  }
  std::string out = fixed.empty() ? "" : table("Lines", "Item", fixed);
  if (options.empty()) return out;
  out += "<h2>Options</h2>" + table("Options", "Option", options);
  if (answerable)
    out +=
        "<div class=\"row noprint\"><button name=\"decision\" value=\"update\" formnovalidate>Update the "
        "total</button></div>";
  return out;
}

std::string sums(const ProposalDocument& d, const Formatter& format) {
  const domain::Totals& t = d.proposal.totals;
  std::string out = "<dl>";
  const auto add = [&](std::string_view label, const std::string& value, std::string_view kind = "") {
    out += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>", kind, label, value);
  };
  add("Subtotal", format.money(t.subtotal));
  if (t.discount.minor != 0) add("Discount", format.money(-t.discount));
  if (t.tax.minor != 0) add(d.proposal.pricing.tax_inclusive ? "Tax included" : "Tax", format.money(t.tax));
  add("Total", format.money(t.total), " class=\"sum\"");
  return out + "</dl>";
}

std::string hidden(const domain::Proposal& p) {
  std::string shown;
  for (const ProposalLine& one : p.lines)
    if (one.optional && one.chosen) shown += (shown.empty() ? "" : " ") + one.line.id;
  return fmt::format(
      "<input type=\"hidden\" name=\"revision\" value=\"{}\"><input type=\"hidden\" name=\"shown\" "
      "value=\"{}\">",
      p.revision, escaped(shown));
}

std::string answer_form(const ProposalDocument& d, const ProposalForm& form, const Formatter& format) {
  return fmt::format(
      "<section class=\"noprint\"><h2>Your answer</h2><p>With your name you accept this proposal over {}. "
      "The name, the "
      "time and where the answer comes from are kept.</p><label for=\"name\">Your name</label><input "
      "type=\"text\" "
      "id=\"name\" name=\"name\" maxlength=\"200\" autocomplete=\"name\" required value=\"{}\"><div "
      "class=\"row\"><button "
      "class=\"main\" name=\"decision\" value=\"accept\">Accept</button></div><details><summary>Decline "
      "instead</summary><label for=\"reason\">Reason, if you like</label><textarea id=\"reason\" "
      "name=\"reason\" "
      "rows=\"3\" maxlength=\"2000\">{}</textarea><div class=\"row\"><button name=\"decision\" "
      "value=\"decline\" "
      "formnovalidate>Decline</button></div></details></section>",
      format.money(d.proposal.totals.total), escaped(form.name), escaped(form.reason));
}

}  // namespace

std::string public_proposal_page(const ProposalDocument& d, const ProposalForm& form) {
  const domain::Proposal& p = d.proposal;
  const Formatter format(d.locale);
  const std::string title = p.title + " · " + p.from.name;
  // What is in the making is not shown.
  if (p.state == domain::ProposalState::draft)
    return html_page(
        "Proposal " + p.number + " · " + p.from.name,
        fmt::format("<header><strong>{}</strong></header><h1>Proposal {}</h1><p class=\"say\">This "
                    "proposal is being changed. Ask the sender for the new one.</p>",
                    escaped(p.from.name), escaped(p.number)));
  const bool answerable = domain::check_open(p, d.today).ok();
  std::string body = fmt::format(
      "<header>{}<a class=\"noprint\" href=\"{}.pdf\">Download "
      "PDF</a></header><h1>{}</h1><p "
      "class=\"dim\">Proposal {} for {}</p><p class=\"state{}\">{}</p>",
      sender_html(p.from.name, d.logo.has_value(), form.path), escaped(form.path), escaped(p.title),
      escaped(p.number), escaped(p.bill_to.name), tone_of(d), escaped(proposal_state(d)));
  if (!form.notice.empty()) body += "<p class=\"say neg\" role=\"alert\">" + escaped(form.notice) + "</p>";
  for (const domain::ProposalSection& section : p.sections)
    body += fmt::format("<section>{}<p class=\"pre\">{}</p></section>",
                        section.title.empty() ? "" : "<h2>" + escaped(section.title) + "</h2>",
                        escaped(section.text));
  if (answerable)
    body += fmt::format("<form method=\"post\" action=\"{}\">{}", escaped(form.path), hidden(p));
  body += "<section>" + lines(d, format, answerable) + sums(d, format) + "</section>";
  if (answerable) body += answer_form(d, form, format) + "</form>";
  return html_page(title, body);
}

}  // namespace every::render
