#include "render/public_proposal.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "render/format.h"
#include "render/html.h"
#include "render/taxes.h"
#include "render/words.h"

namespace every::render {
namespace {

using domain::ProposalLine;

std::string_view tone_of(const ProposalDocument& d) {
  if (d.proposal.state == domain::ProposalState::accepted) return " pos";
  if (d.proposal.state == domain::ProposalState::declined || domain::expired(d.proposal, d.today))
    return " neg";
  return "";
}

std::string off(const domain::InvoiceLine& line, const Formatter& format, const Words& words) {
  std::string text;
  if (line.discount_amount) text = format.money(*line.discount_amount);
  if (line.discount_percent.units != 0) text = format.percent(line.discount_percent);
  return text.empty() ? "" : " <span class=\"dim\">" + words.off(text) + "</span>";
}

std::string row(const ProposalLine& one, Money total, const Formatter& format, const Words& words,
                const std::string& what) {
  return fmt::format(
      "<tr><td>{}{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
      "class=\"n\">{}</td></tr>",
      what, off(one.line, format, words), format.number(one.line.quantity), format.money(one.line.unit_price),
      one.line.tax_percent.units == 0 ? "" : format.percent(one.line.tax_percent), format.money(total));
}

// `answerable`: options are boxes to tick, else what was chosen of them.
std::string lines(const ProposalDocument& d, const Formatter& format, bool answerable) {
  std::string fixed, options;
  const Words& words = words_of(d.language);
  const auto totals = domain::line_totals(d.proposal);
  for (std::size_t n = 0; n < d.proposal.lines.size(); ++n) {
    const ProposalLine& one = d.proposal.lines[n];
    const std::string what = escaped(one.line.description);
    if (!one.optional)
      fixed += row(one, totals[n], format, words, what);
    else if (answerable)
      options +=
          row(one, totals[n], format, words,
              fmt::format("<label class=\"pick\"><input type=\"checkbox\" name=\"option\" value=\"{}\"{}> "
                          "{}</label>",
                          escaped(one.line.id), one.chosen ? " checked" : "", what));
    else
      options += row(one, totals[n], format, words,
                     (one.chosen ? words.marked_chosen : words.marked_not_chosen)(what));
  }
  std::string out = fixed.empty() ? "" : lines_table_html(words.lines, words.item, fixed, words);
  if (options.empty()) return out;
  out +=
      "<h2>" + words.options.text() + "</h2>" + lines_table_html(words.options, words.option, options, words);
  if (answerable)
    out += "<div class=\"row noprint\"><button name=\"decision\" value=\"update\" formnovalidate>" +
           words.update_total.text() + "</button></div>";
  return out;
}

std::string sums(const ProposalDocument& d, const Formatter& format) {
  const domain::Totals& t = d.proposal.totals;
  const Words& words = words_of(d.language);
  std::string out = "<dl>";
  const auto add = [&](std::string_view label, const std::string& value, std::string_view kind = "") {
    out += fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>", kind, label, value);
  };
  add(words.subtotal, format.money(t.subtotal));
  if (t.discount.minor != 0) add(words.discount, format.money(-t.discount));
  const auto taxes =
      domain::tax_sums(domain::chosen_lines(d.proposal), d.proposal.currency, d.proposal.pricing);
  for (const auto& [label, tax] : tax_rows(taxes, d.proposal.pricing.tax_inclusive, words, format))
    add(escaped(label), tax);
  add(words.total, format.money(t.total), " class=\"sum\"");
  out += "</dl>";
  const std::string reasons = tax_reasons(taxes);
  return reasons.empty() ? out : out + "<p class=\"pre\">" + escaped(reasons) + "</p>";
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
  const Words& words = words_of(d.language);
  return fmt::format(
      "<section class=\"noprint\"><h2>{}</h2><p>{}</p><label for=\"name\">{}</label><input type=\"text\" "
      "id=\"name\" name=\"name\" maxlength=\"200\" autocomplete=\"name\" required value=\"{}\"><div "
      "class=\"row\"><button "
      "class=\"main\" name=\"decision\" "
      "value=\"accept\">{}</button></div><details><summary>{}</summary><label "
      "for=\"reason\">{}</label><textarea id=\"reason\" name=\"reason\" rows=\"3\" maxlength=\"2000\">{}"
      "</textarea><div class=\"row\"><button name=\"decision\" value=\"decline\" "
      "formnovalidate>{}</button></div>"
      "</details></section>",
      words.your_answer.text(), words.accept_means(format.money(d.proposal.totals.total)),
      words.your_name.text(), escaped(form.name), words.accept.text(), words.decline_instead.text(),
      words.reason_if_you_like.text(), escaped(form.reason), words.decline.text());
}

}  // namespace

std::string public_proposal_page(const ProposalDocument& d, const ProposalForm& form) {
  const domain::Proposal& p = d.proposal;
  const Formatter format(d.locale);
  const Words& words = words_of(d.language);
  const std::string title = p.title + " · " + p.from.name;
  // What is in the making is not shown.
  if (p.state == domain::ProposalState::draft) {
    const std::string number = words.proposal_number(p.number);
    return html_page(number + " · " + p.from.name,
                     fmt::format("<header><strong>{}</strong></header><h1>{}</h1><p class=\"say\">{}</p>",
                                 escaped(p.from.name), escaped(number), words.being_changed.text()),
                     d.language);
  }
  const bool answerable = domain::check_open(p, d.today).ok();
  std::string body = fmt::format(
      "<header>{}<a class=\"noprint\" href=\"{}.pdf\">{}</a></header><h1>{}</h1><p "
      "class=\"dim\">{}</p><p class=\"state{}\">{}</p>",
      sender_html(p.from.name, d.logo.has_value(), form.path), escaped(form.path), words.download.text(),
      escaped(p.title), words.proposal_for(escaped(p.number), escaped(p.bill_to.name)), tone_of(d),
      escaped(proposal_state(d)));
  if (!form.notice.empty()) body += "<p class=\"say neg\" role=\"alert\">" + escaped(form.notice) + "</p>";
  for (const domain::ProposalSection& section : p.sections)
    body += fmt::format("<section>{}<p class=\"pre\">{}</p></section>",
                        section.title.empty() ? "" : "<h2>" + escaped(section.title) + "</h2>",
                        escaped(section.text));
  if (answerable)
    body += fmt::format("<form method=\"post\" action=\"{}\">{}", escaped(form.path), hidden(p));
  body += "<section>" + lines(d, format, answerable) + sums(d, format) + "</section>";
  if (answerable) body += answer_form(d, form, format) + "</form>";
  return html_page(title, body, d.language);
}

}  // namespace every::render
