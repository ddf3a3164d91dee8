// Pages for people: what is in the portal, and one record ("open in HubSpot" leads here).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sandbox/page.h"
#include "sandbox/record_json.h"
#include "sandbox/sandbox_detail.h"

namespace every::sandbox {
namespace {

constexpr std::size_t kLatest = 10;

std::string title_of(const Portal& portal, Kind kind, const Record& r) {
  const auto text = [&](std::string_view name) { return portal.value(kind, r, name).value_or(""); };
  const std::string named = kind == Kind::contact ? trim(text("firstname") + " " + text("lastname"))
                            : kind == Kind::deal  ? text("dealname")
                                                  : text("name");
  return !named.empty() ? named : !trim(text("email")).empty() ? trim(text("email")) : "(no name)";
}

std::string latest(const Portal& portal, Kind kind) {
  std::vector<const Record*> live;
  for (const Record& r : portal.records(kind))
    if (r.live()) live.push_back(&r);
  const std::size_t n = std::min(kLatest, live.size());
  std::partial_sort(live.begin(), live.begin() + static_cast<std::ptrdiff_t>(n), live.end(),
                    [](const Record* a, const Record* b) { return a->modified_ms > b->modified_ms; });
  std::string rows;
  for (std::size_t i = 0; i < n; ++i)
    rows += fmt::format("<tr><td><a href=\"{}\"><bdi>{}</bdi></a></td><td class=\"soft\">{}</td></tr>",
                        record_url("", portal, kind, live[i]->id), escaped(title_of(portal, kind, *live[i])),
                        to_rfc3339(from_ms(live[i]->modified_ms)));
  return rows;
}

}  // namespace

Response Sandbox::Impl::home() {
  std::string body =
      "<h1>HubSpot sandbox</h1><p class=\"soft\">Answers like HubSpot, on this machine only.</p>";
  for (const Portal* p : {&main, &second}) {
    const auto lock = p->reading();
    body += fmt::format(
        "<h2>{} (account {})</h2><div class=\"wide\"><table><thead><tr><th scope=\"col\">Kind</th><th "
        "scope=\"col\">Live</th>"
        "<th scope=\"col\">Archived</th></tr></thead><tbody>",
        escaped(p->account().name), p->id());
    for (const Kind kind : kKinds) {
      const auto n = p->counts(kind);
      body +=
          fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", inline_name(kind), n.live, n.archived);
    }
    body += "</tbody></table></div>";
  }
  const auto lock = main.reading();
  for (const Kind kind : {Kind::contact, Kind::company, Kind::deal})
    body += fmt::format(
        "<h2>Latest {}</h2><div class=\"wide\"><table><thead><tr><th scope=\"col\">Name</th><th "
        "scope=\"col\">Modified</th></tr></thead>"
        "<tbody>{}</tbody></table></div>",
        plural(kind), latest(main, kind));
  return page(200, "HubSpot sandbox", body);
}

std::optional<Response> Sandbox::Impl::record_page(const std::string& path) {
  const std::vector<std::string> parts = split(path, '/');
  if (parts.size() != 5 || parts[0] != "contacts" || parts[2] != "record") return std::nullopt;
  const auto portal_id = parse_id(parts[1]), id = parse_id(parts[4]);
  const auto kind = kind_from(parts[3]);
  Portal* p = portal_id ? portal_of(static_cast<std::int64_t>(*portal_id)) : nullptr;
  if (p == nullptr || !kind || !id) return page(404, "Not found", "<h1>No such record</h1>");
  const auto lock = p->reading();
  const Record* r = p->resolve(*kind, *id);
  if (r == nullptr)
    return page(404, "Not found", "<h1>No such record</h1><p><a href=\"/\">To the portal</a></p>");
  const std::string title = title_of(*p, *kind, *r);
  std::string rows;
  for (const auto& [name, value] : p->values(*kind, *r))
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td><bdi>{}</bdi></td></tr>", escaped(name),
                        escaped(value));
  return page(200, title,
              fmt::format("<p><a href=\"/\">{}</a></p><h1><bdi>{}</bdi></h1><p class=\"soft\">{} "
                          "{}{}</p><div class=\"wide\"><table><tbody>{}</tbody></table></div>",
                          escaped(p->account().name), escaped(title), singular(*kind), r->id,
                          r->archived() ? ", archived" : "", rows));
}

}  // namespace every::sandbox
