#include "sandbox/page.h"

#include <fmt/format.h>

#include "base/text.h"

namespace every::sandbox {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1f2a37; --soft: #4b5768; --line: #c9d1db; --paper: #fff; --back: #f2f4f7;
  --accent: #9a3412; --accent-ink: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #b3bdc9; --line: #3d4856; --paper: #18202a;
  --back: #0f151c; --accent: #fdba74; --accent-ink: #1c1204; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2, legend { font-size: 1rem; font-weight: 600; margin: 1.25rem 0 .5rem; padding: 0; }
fieldset { border: 0; margin: 0; padding: 0; }
label { display: flex; gap: .75rem; align-items: flex-start; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 8px; margin: 0 0 .5rem; }
label span small, p.soft, td.soft, span.soft { color: var(--soft); }
small { display: block; overflow-wrap: anywhere; }
input { margin: .3rem 0 0; accent-color: var(--accent); width: 1.1rem; height: 1.1rem; flex: none; }
nav { display: flex; gap: .5rem; flex-wrap: wrap; margin: 1rem 0; }
nav a { padding: .5rem 1rem; min-height: 44px; border: 1px solid var(--line); border-radius: 8px; text-decoration: none; color: var(--ink); }
nav a small { display: inline; color: var(--soft); }
nav a[aria-current] { border-color: var(--accent); box-shadow: inset 0 -3px var(--accent); }
label.field { display: block; border: 0; padding: 0; margin: 0 0 .75rem; }
label.field span { display: block; font-weight: 600; }
label.field input, label.field select { font: inherit; width: 100%; height: auto; min-height: 44px; margin: 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink); }
form.search { display: flex; gap: .75rem; align-items: end; margin-bottom: 1rem; }
form.search label { flex: 1; margin: 0; }
ul { padding-inline-start: 1.25rem; }
.buttons { display: flex; gap: .75rem; flex-wrap: wrap; margin-top: 1.5rem; }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; border-radius: 8px; border: 1px solid var(--line); background: transparent; color: var(--ink); cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
a { color: var(--accent); }
@media (max-width: 500px) { main { margin: 0; border: 0; border-radius: 0; padding: 1.25rem; } }
)";

}  // namespace

Response page(int status, std::string_view title, std::string_view body) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.headers.set("Cache-Control", "no-store");
  response.body = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><title>{}</title><style>{}</style></head>"
      "<body><main>{}</main></body></html>\n",
      escaped(title), kStyle, body);
  return response;
}

}  // namespace every::sandbox
