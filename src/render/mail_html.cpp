#include "render/mail_html.h"

#include <fmt/format.h>

#include "base/text.h"

namespace every::render {

// Styles stand in the tags: mail programs drop style sheets.
std::string mail_html(const MailHtml& mail) {
  std::string lines;
  for (const std::string& line : mail.lines)
    lines += fmt::format("<p style=\"margin:0 0 6px;color:#1e1c19\" dir=\"auto\">{}</p>", escaped(line));
  return fmt::format(
      "<!doctype html><html lang=\"{7}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>{0}</title></head>"
      "<body style=\"margin:0;padding:24px 14px;background:#f7f6f3;color:#1e1c19;font:15px/1.5 "
      "system-ui,-apple-system,'Segoe UI',sans-serif\">"
      "<div style=\"max-width:560px;margin:0 auto\">"
      "<div style=\"background:#ffffff;border:1px solid #e6e3dd;border-radius:12px;padding:24px\">"
      "<h1 style=\"margin:0 0 14px;font-size:18px;line-height:1.4;font-weight:600\" dir=\"auto\">{0}</h1>"
      "{1}"
      "<p style=\"margin:18px 0 0\"><a href=\"{2}\" style=\"display:inline-block;padding:10px "
      "18px;border-radius:8px;background:#4450bf;color:#ffffff;font-weight:600;text-decoration:none\">{3}</"
      "a></p></div>"
      "<p style=\"margin:14px 4px 0;color:#5c5850;font-size:13px\">{4} <a href=\"{5}\" "
      "style=\"color:#4450bf\">{6}</a>.</p>"
      "</div></body></html>\n",
      escaped(mail.title), lines, escaped(mail.url), escaped(mail.button), escaped(mail.reason),
      escaped(mail.settings_url), escaped(mail.settings), escaped(mail.language));
}

}  // namespace every::render
