#include "render/html.h"

#include <fmt/format.h>

#include "base/text.h"
#include "domain/language.h"

namespace every::render {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light "
    "dark;--canvas:#f7f6f3;--surface:#fff;--line:#e6e3dd;--text:#1e1c19;--dim:#5c5850;"
    "--accent:#4450bf;--pos:#17663c;--pos-bg:#e6f4ec;--neg:#a12626;--neg-bg:#fdeaea;--info-bg:#eef0ff;--"
    "field:#8f8a80}"
    "@media(prefers-color-scheme:dark){:root{--canvas:#151412;--surface:#1d1b19;--line:#34312d;--text:#"
    "e4e2dd;"
    "--dim:#b0aca4;--accent:#a5acf0;--pos:#8fd9ae;--pos-bg:#16301f;--neg:#ffa3a3;--neg-bg:#3d1a1a;--info-bg:#"
    "2a2e52;"
    "--field:#7d786f}.logo{background:#fff;padding:4px;border-radius:6px}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--canvas);color:var(--text);font:15px/1.5 "
    "system-ui,sans-serif;overflow-wrap:anywhere}"
    "a,b,strong,small,span,label,td,th,dt,dd{unicode-bidi:isolate}"
    "main{max-width:800px;margin:0 auto;padding:32px 20px}"
    "header{display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between;align-items:center}"
    "h1{font-size:22px;margin:20px 0 4px}h2{font-size:15px;margin:0 0 6px}p{margin:0 0 10px}"
    "section{background:var(--surface);border:1px solid "
    "var(--line);border-radius:12px;padding:20px;margin-top:16px}"
    ".logo{display:block;max-height:48px;max-width:220px;margin-bottom:6px}"
    ".dim{color:var(--dim);font-size:13px}.pre{white-space:pre-line;overflow-wrap:anywhere}"
    ".state{display:inline-block;padding:2px "
    "12px;border-radius:99px;background:var(--info-bg);font-weight:600;"
    "font-size:13px}.state.pos{background:var(--pos-bg);color:var(--pos)}"
    ".state.neg{background:var(--neg-bg);color:var(--neg)}"
    ".due{font-size:30px;font-weight:650;font-variant-numeric:tabular-nums}"
    ".due small{font-size:15px;font-weight:400;color:var(--dim)}"
    "a{color:var(--accent)}a:focus-visible,input:focus-visible,textarea:focus-visible,button:focus-visible,"
    ".scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}"
    ".scroll{overflow-x:auto}table{width:100%;border-collapse:collapse}"
    "th,td{text-align:start;padding:8px 6px;border-bottom:1px solid var(--line);vertical-align:top}"
    "th{font-size:12px;color:var(--dim);font-weight:600}"
    ".n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "dl{margin-block-start:14px;margin-inline-start:auto;max-width:340px}dl "
    "div{display:flex;justify-content:space-between;gap:16px;padding:3px 0}"
    "dt,dd{margin:0;font-variant-numeric:tabular-nums}dl .sum{font-weight:650;border-top:1px solid "
    "var(--text)}"
    "label{display:block;font-weight:600;margin:12px 0 4px}label.pick{font-weight:400;margin:0}"
    "input[type=text],textarea{width:100%;padding:9px 12px;border:1px solid var(--field);border-radius:8px;"
    "background:var(--surface);color:inherit;font:inherit}"
    "button{font:inherit;font-weight:600;padding:9px 20px;border-radius:8px;border:1px solid var(--field);"
    "background:var(--surface);color:inherit;cursor:pointer;min-height:44px}"
    "button.main{background:#4450bf;border-color:#4450bf;color:#fff}"
    ".row{display:flex;flex-wrap:wrap;gap:12px;margin-top:14px}"
    ".say{padding:10px 14px;border-radius:10px;background:var(--info-bg);margin:14px 0 0}"
    ".say.neg{background:var(--neg-bg);color:var(--neg)}summary{cursor:pointer;min-height:28px}"
    ".scroll+h2{margin-top:20px}"
    "@media(max-width:520px){main{padding:24px 14px}section{padding:14px}th,td{padding:8px "
    "3px;font-size:13px}}"
    "@media print{body{background:#fff}section{border:0;padding:0}.noprint{display:none}}";

}  // namespace

std::string_view page_style() {
  return kStyle;
}

std::string sender_html(std::string_view name, bool logo, std::string_view path) {
  const std::string picture =
      logo ? fmt::format("<img class=\"logo\" src=\"{}.logo\" alt=\"\">", escaped(path)) : "";
  return "<strong>" + picture + escaped(name) + "</strong>";
}

std::string html_page(std::string_view title, std::string_view body, std::string_view language) {
  const auto known = domain::language_from(language);
  return fmt::format(
      "<!doctype html><html lang=\"{}\"{}><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex,nofollow\">"
      "<title>{}</title><style>{}</style></head><body><main>{}</main></body></html>\n",
      language.empty() ? "en" : escaped(std::string(language)),
      known && domain::right_to_left(*known) ? " dir=\"rtl\"" : "", escaped(title), kStyle, body);
}

std::string lines_table_html(std::string_view name, std::string_view first, const std::string& rows,
                             const Words& words) {
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr><th>{}</th>"
      "<th class=\"n\">{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th><th "
      "class=\"n\">{}</th></tr></thead>"
      "<tbody>{}</tbody></table></div>",
      name, first, words.quantity.text(), words.price.text(), words.tax.text(), words.total.text(), rows);
}

std::string no_longer_valid_page(std::string_view language) {
  const Words& words = words_of(language);
  return html_page(words.link_gone,
                   fmt::format("<h1>{}</h1><p>{}</p>", words.link_gone.text(), words.ask_for_new.text()),
                   language);
}

}  // namespace every::render
